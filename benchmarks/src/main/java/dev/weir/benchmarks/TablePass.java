package dev.weir.benchmarks;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.SourceSurvey;
import dev.weir.jobs.engine.read.StrictRead;
import dev.weir.jobs.engine.read.delimited.Delimited;
import dev.weir.jobs.engine.read.file.SourceFiles;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.jobs.engine.sink.GoverningSink;
import dev.weir.jobs.engine.sink.SinkResult;
import dev.weir.jobs.engine.sink.SinkTarget;
import dev.weir.jobs.engine.sink.SinkTargets;
import dev.weir.jobs.engine.sink.spec.GovernedColumn;
import dev.weir.jobs.engine.sink.spec.Origin;
import dev.weir.jobs.engine.sink.spec.RowRule;
import dev.weir.jobs.engine.sink.spec.SinkColumns;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.jobs.engine.sink.spec.Watch;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.PseudonymDomain;
import dev.weir.quality.state.MetricRequest;
import dev.weir.quality.state.Statistic;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The pass that writes a delimited file with a header through the governing sink: strict reading, pseudonymised columns,
 * Iceberg.
 */
final class TablePass {

    /** The namespace of its tables in the catalogue. */
    private static final String NAMESPACE = "pass";

    /** Dates hold nobody's number. */
    private static final Set<DataType> MAY_TELL =
            Set.of(DataTypes.StringType, DataTypes.LongType, DataTypes.DoubleType);

    private final SparkSession spark;
    private final WorkspaceKey key;
    private final Path file;
    private final String schema;
    private final StructType columns;
    private final Set<String> pseudonyms;
    private final String subject;
    private final List<RowRule> rules;

    private TablePass(
            SparkSession spark,
            WorkspaceKey key,
            Path file,
            String schema,
            Set<String> pseudonyms,
            String subject,
            List<RowRule> rules) {
        this.spark = spark;
        this.key = key;
        this.file = file;
        this.schema = schema;
        this.columns = StructType.fromDDL(schema);
        this.pseudonyms = pseudonyms;
        this.subject = subject;
        this.rules = rules;
    }

    /** TPC-H's lineitem, with the row rules of its product. */
    static TablePass ofLineitem(SparkSession spark, LineitemWorkspace workspace, Product product) {
        return new TablePass(
                spark,
                workspace.keys().read().active(),
                workspace.file(),
                LineitemWorkspace.SCHEMA,
                Set.of("l_partkey", "l_comment"),
                "l_partkey",
                product.rules().stream()
                        .filter(rule -> rule.check() instanceof Rule.Row)
                        .map(TablePass::rowRule)
                        .toList());
    }

    /** The file of {@link NotesFile}, without rules. */
    static TablePass ofNotes(SparkSession spark, LineitemWorkspace workspace, Path file) {
        return new TablePass(
                spark,
                workspace.keys().read().active(),
                file,
                NotesFile.SCHEMA,
                Set.of(NotesFile.SUBJECT),
                NotesFile.SUBJECT,
                List.of());
    }

    /** The product's row rules. */
    List<RowRule> rules() {
        return rules;
    }

    /** What a run measures of every column of its type, where it is no pseudonym, for history and drift. */
    MetricRequest usualMetrics() {
        MetricRequest metrics = MetricRequest.countsOnly();
        for (StructField column : columns.fields()) {
            if (!pseudonyms.contains(column.name())) {
                metrics = metrics.with(column.name(), usual(column.dataType()));
            }
        }
        return metrics;
    }

    private static Statistic[] usual(DataType type) {
        if (type.equals(DataTypes.StringType)) {
            return new Statistic[] {Statistic.LENGTHS, Statistic.DISTINCT, Statistic.FREQUENCIES};
        } else if (type.equals(DataTypes.DateType)) {
            return new Statistic[] {Statistic.NUMBERS, Statistic.DISTINCT, Statistic.FREQUENCIES};
        } else if (type.equals(DataTypes.LongType)) {
            return new Statistic[] {Statistic.NUMBERS, Statistic.DISTINCT, Statistic.QUANTILES, Statistic.FREQUENCIES};
        }
        return new Statistic[] {Statistic.NUMBERS, Statistic.DISTINCT, Statistic.QUANTILES};
    }

    /** What the sink does, with these rules and metrics. */
    SinkSpec spec(List<RowRule> judged, MetricRequest metrics) {
        return new SinkSpec(
                "benchmark",
                Arrays.stream(columns.fields()).map(this::governed).toList(),
                new SinkSpec.Rules(judged, List.of()),
                metrics,
                Origin.LEFT_OUT);
    }

    /** What a run looks out for: identifiers in every column that goes out as it is, and whose row it is inside them. */
    Watch watch() {
        return new Watch(
                Arrays.stream(columns.fields())
                        .filter(column -> !pseudonyms.contains(column.name()) && MAY_TELL.contains(column.dataType()))
                        .map(StructField::name)
                        .toList(),
                List.of(),
                List.of(),
                Map.of(),
                Optional.of(subject),
                Watch.Minors.UNMARKED,
                Set.of());
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
        return pseudonyms.contains(column.name())
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
                .schema(schema)
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
