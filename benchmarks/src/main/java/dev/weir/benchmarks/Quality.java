package dev.weir.benchmarks;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.spark.WeirSession;
import dev.weir.jobs.spark.read.Delimited;
import dev.weir.jobs.spark.read.ReadColumn;
import dev.weir.jobs.spark.read.ReadSpec;
import dev.weir.jobs.spark.read.SourceFiles;
import dev.weir.jobs.spark.read.SourceSurvey;
import dev.weir.jobs.spark.read.StrictRead;
import dev.weir.jobs.spark.read.ValueType;
import dev.weir.jobs.spark.sink.GovernedColumn;
import dev.weir.jobs.spark.sink.GoverningSink;
import dev.weir.jobs.spark.sink.Origin;
import dev.weir.jobs.spark.sink.RowRule;
import dev.weir.jobs.spark.sink.SinkColumns;
import dev.weir.jobs.spark.sink.SinkResult;
import dev.weir.jobs.spark.sink.SinkSpec;
import dev.weir.jobs.spark.sink.SinkTarget;
import dev.weir.jobs.spark.sink.SinkTargets;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.PseudonymDomain;
import dev.weir.quality.state.MetricRequest;
import dev.weir.quality.state.Statistic;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What rules and metrics cost the pass that writes TPC-H's lineitem: strict reading, two pseudonymised columns, content
 * hash and Iceberg write alone; the same with 40 column metrics; with 20 row rules and the quarantine split as well. All in
 * one JVM, in random order, after a discarded round; process CPU seconds. Rows and violations are checked against plain
 * Spark.
 *
 * <p>The 40 metrics: completeness of 16 columns; minimum, maximum, mean, deviation and a KLL sketch of four; about how many
 * different values in four. Counting the values of each column is a part of every pass, and of the first one too.
 */
public final class Quality {

    private static final List<String> NUMBERS = List.of("l_quantity", "l_extendedprice", "l_discount", "l_tax");
    private static final List<String> COUNTED = List.of("l_orderkey", "l_partkey", "l_suppkey", "l_shipdate");
    private static final Set<String> PSEUDONYMS = Set.of("l_partkey", "l_comment");

    private enum Variant {
        NOTHING("the pass alone"),
        METRICS("40 metrics"),
        RULES_AND_METRICS("20 rules, 40 metrics, quarantine");

        private final String words;

        Variant(String words) {
            this.words = words;
        }
    }

    private final PrintStream out;
    private final SparkSession spark;
    private final Path file;
    private final List<RowRule> rules;
    private final WorkspaceKey key;
    private final StructType columns = StructType.fromDDL(LineitemWorkspace.SCHEMA);

    private Quality(PrintStream out, SparkSession spark, LineitemWorkspace workspace, Product product) {
        this.out = out;
        this.spark = spark;
        this.file = workspace.file();
        this.key = workspace.keys().read().active();
        this.rules = product.rules().stream()
                .filter(rule -> rule.check() instanceof Rule.Row)
                .map(Quality::rowRule)
                .toList();
    }

    /** Arguments: the folder with {@code lineitem-<scale>.csv}, the scale, the rounds. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        LineitemWorkspace files = LineitemWorkspace.in(Path.of(arguments[0]).toAbsolutePath(), "quality", arguments[1]);
        Workspace workspace = files.read();
        try (WeirSession session = WeirSession.open(workspace)) {
            new Quality(out, session.spark(), files, workspace.product("tpch").orElseThrow())
                    .measure(Integer.parseInt(arguments[2]));
        }
    }

    private void measure(int rounds) {
        Map<Variant, List<Cost>> costs = new EnumMap<>(Variant.class);
        Random random = new Random(7);
        long broken = broken();
        out.println("round\tvariant\tcpu-s\twall-s");
        for (int round = 0; round <= rounds; round++) {
            List<Variant> order = new ArrayList<>(List.of(Variant.values()));
            Collections.shuffle(order, random);
            for (Variant variant : order) {
                SinkTargets targets = targets(spec(variant));
                SinkResult[] result = new SinkResult[1];
                Cost cost = Cost.of(() -> result[0] = GoverningSink.write(spark, rows(), spec(variant), targets));
                requireRight(result[0].counts(), variant == Variant.RULES_AND_METRICS ? broken : 0);
                out.printf(Locale.ROOT, "%d\t%s\t%.2f\t%.2f%n", round, variant.words, cost.cpu(), cost.wall());
                if (round > 0) {
                    costs.computeIfAbsent(variant, none -> new ArrayList<>()).add(cost);
                }
            }
        }
        double alone =
                Cost.median(costs.getOrDefault(Variant.NOTHING, List.of())).cpu();
        costs.forEach((variant, measured) -> {
            double cpu = Cost.median(measured).cpu();
            out.printf(Locale.ROOT, "median\t%s\t%.2f\t= %.3f of the pass alone%n", variant.words, cpu, cpu / alone);
        });
    }

    private SinkSpec spec(Variant variant) {
        MetricRequest metrics = MetricRequest.countsOnly();
        if (variant != Variant.NOTHING) {
            for (String column : NUMBERS) {
                metrics = metrics.with(column, Statistic.NUMBERS, Statistic.QUANTILES);
            }
            for (String column : COUNTED) {
                metrics = metrics.with(column, Statistic.DISTINCT);
            }
        }
        return new SinkSpec(
                "benchmark",
                Arrays.stream(columns.fields()).map(this::governed).toList(),
                variant == Variant.RULES_AND_METRICS ? rules : List.of(),
                List.of(),
                metrics,
                Origin.LEFT_OUT);
    }

    private GovernedColumn governed(StructField column) {
        return PSEUDONYMS.contains(column.name())
                ? GovernedColumn.masked(
                        column.name(),
                        column.dataType(),
                        MaskRecipe.of(Mask.parse("pseudonymise"), key, new PseudonymDomain("tpch", "MRN")))
                : GovernedColumn.kept(column.name(), column.dataType());
    }

    private static RowRule rowRule(Rule rule) {
        Rule.Row check = (Rule.Row) rule.check();
        return RowRule.sql(rule.id(), check.predicate(), String.join(", ", check.columns()), rule.severity());
    }

    private Dataset<Row> rows() {
        Delimited format = Delimited.separatedBy('|');
        SourceSurvey survey = SourceSurvey.of(
                spark,
                SourceFiles.list(
                        new Configuration(),
                        Objects.requireNonNull(file.getParent(), "parent").toString(),
                        file.getFileName().toString()),
                format);
        return StrictRead.rows(
                spark,
                ReadSpec.of(
                        format,
                        Arrays.stream(columns.fields())
                                .map(column -> ReadColumn.of(column.name(), type(column)))
                                .toList()),
                survey);
    }

    private static ValueType type(StructField column) {
        return switch (column.dataType().typeName()) {
            case "long" -> ValueType.Whole.LONG;
            case "double" -> ValueType.Real.FINITE;
            case "date" -> new ValueType.Day(ValueType.ISO);
            default -> new ValueType.Text();
        };
    }

    private SinkTargets targets(SinkSpec spec) {
        return new SinkTargets(
                empty("lineitem", spec.released()),
                Optional.of(empty("quarantine", spec.quarantine())),
                Optional.of(empty("source", SinkColumns.SOURCE_QUARANTINE)));
    }

    private SinkTarget empty(String name, StructType schema) {
        spark.sql("CREATE NAMESPACE IF NOT EXISTS weir.quality");
        spark.sql("DROP TABLE IF EXISTS weir.quality." + name + " PURGE");
        spark.sql("CREATE TABLE weir.quality." + name + " (" + schema.toDDL() + ") USING iceberg");
        try {
            TableCatalog catalog =
                    (TableCatalog) spark.sessionState().catalogManager().catalog("weir");
            return SinkTarget.append((SupportsWrite) catalog.loadTable(Identifier.of(new String[] {"quality"}, name)));
        } catch (NoSuchTableException e) {
            throw new IllegalStateException("The table was made a moment ago", e);
        }
    }

    /** How many rows break a rule, by Spark alone. */
    private long broken() {
        return spark.read()
                .option("header", "true")
                .option("sep", "|")
                .schema(LineitemWorkspace.SCHEMA)
                .csv(file.toString())
                .where(rules.stream()
                        .map(rule -> not(coalesce(rule.predicate(), lit(true))))
                        .reduce(lit(false), Column::or))
                .count();
    }

    private static void requireRight(SinkResult.Counts counts, long broken) {
        if (counts.quarantined() != broken || counts.unreadable() != 0) {
            throw new IllegalStateException("Wrong rows: " + counts + ", and " + broken + " break a rule");
        }
    }
}
