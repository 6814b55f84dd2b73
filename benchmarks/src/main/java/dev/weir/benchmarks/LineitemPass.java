package dev.weir.benchmarks;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.jobs.release.DataFile;
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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

/** The pass that writes TPC-H's lineitem through the governing sink: strict reading, two pseudonymised columns, Iceberg. */
final class LineitemPass {

    /** The namespace of its tables in the catalogue. */
    private static final String NAMESPACE = "pass";

    private static final Set<String> PSEUDONYMS = Set.of("l_partkey", "l_comment");

    private final SparkSession spark;
    private final Path file;
    private final List<RowRule> rules;
    private final WorkspaceKey key;
    private final StructType columns = StructType.fromDDL(LineitemWorkspace.SCHEMA);

    LineitemPass(SparkSession spark, LineitemWorkspace workspace, Product product) {
        this.spark = spark;
        this.file = workspace.file();
        this.key = workspace.keys().read().active();
        this.rules = product.rules().stream()
                .filter(rule -> rule.check() instanceof Rule.Row)
                .map(LineitemPass::rowRule)
                .toList();
    }

    /** The product's row rules. */
    List<RowRule> rules() {
        return rules;
    }

    /** What the sink does, with these rules and metrics. */
    SinkSpec spec(List<RowRule> judged, MetricRequest metrics) {
        return new SinkSpec(
                "benchmark",
                Arrays.stream(columns.fields()).map(this::governed).toList(),
                judged,
                List.of(),
                metrics,
                Origin.LEFT_OUT);
    }

    /** Writes all rows into tables that are made anew. */
    SinkResult write(SinkSpec spec, SinkTargets targets) {
        return GoverningSink.write(spark, rows(), spec, targets);
    }

    /** The data files of what was written last. */
    List<DataFile> files() {
        return spark
                .sql("SELECT file_path, record_count, file_size_in_bytes FROM weir." + NAMESPACE + ".lineitem.files")
                .collectAsList()
                .stream()
                .map(row -> new DataFile(row.getString(0), row.getLong(1), row.getLong(2)))
                .toList();
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
        return new RowRule(
                rule.id(),
                expr(check.sql()),
                String.join(", ", check.columns()),
                rule.severity(),
                check.where().isPresent() ? RowRule.IfNull.LEFT_OUT : RowRule.IfNull.PASSES);
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

    /** Empty tables for the rows. */
    SinkTargets targets(SinkSpec spec) {
        return new SinkTargets(
                empty("lineitem", spec.released()),
                Optional.of(empty("quarantine", spec.quarantine())),
                Optional.of(empty("source", SinkColumns.SOURCE_QUARANTINE)));
    }

    private SinkTarget empty(String name, StructType schema) {
        spark.sql("CREATE NAMESPACE IF NOT EXISTS weir." + NAMESPACE);
        spark.sql("DROP TABLE IF EXISTS weir." + NAMESPACE + "." + name + " PURGE");
        spark.sql("CREATE TABLE weir." + NAMESPACE + "." + name + " (" + schema.toDDL() + ") USING iceberg");
        try {
            TableCatalog catalog =
                    (TableCatalog) spark.sessionState().catalogManager().catalog("weir");
            return SinkTarget.append((SupportsWrite) catalog.loadTable(Identifier.of(new String[] {NAMESPACE}, name)));
        } catch (NoSuchTableException e) {
            throw new IllegalStateException("The table was made a moment ago", e);
        }
    }

    /** How many rows break a rule, by Spark alone. */
    long broken() {
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

    static void requireRight(SinkResult.Counts counts, long broken) {
        if (counts.quarantined() != broken || counts.unreadable() != 0) {
            throw new IllegalStateException("Wrong rows: " + counts + ", and " + broken + " break a rule");
        }
    }
}
