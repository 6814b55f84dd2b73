package dev.weir.jobs.engine.sink;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.not;

import dev.weir.contracts.Severity;
import dev.weir.jobs.engine.sink.spec.GovernedColumn;
import dev.weir.jobs.engine.sink.spec.MarkerRule;
import dev.weir.jobs.engine.sink.spec.Origin;
import dev.weir.jobs.engine.sink.spec.RowRule;
import dev.weir.jobs.engine.sink.spec.SinkColumns;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.PseudonymDomain;
import dev.weir.quality.state.MetricRequest;
import dev.weir.quality.state.Statistic;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.TableAlreadyExistsException;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** A made-up table with every type, faults of every kind, and rules past one word. */
public final class People {

    public static final String RUN = "0192-run";
    /** Part of every clear name and number, so that files can be searched for it. */
    public static final String CANARY = "canary";

    private static final String[] COLUMNS = {
        "id BIGINT: id",
        "rid STRING: if(id % 13 = 0, null, concat('" + CANARY + "-rid-', 10000 + id % 500))",
        "name STRING: concat('" + CANARY + "-name-', hash(id) % 700, if(id % 7 = 0, '张三', ''))",
        "age INT: if(id % 11 = 0, null, cast(hash(id, 1) % 120 as int))",
        "small SMALLINT: cast(id % 300 as smallint)",
        "weight DOUBLE: if(id % 17 = 0, null, (hash(id, 2) % 1000) / 7.0D)",
        "ratio FLOAT: if(id % 29 = 0, float('NaN'), cast(id % 10 as float) - 5)",
        "price DECIMAL(12,2): if(id % 19 = 0, null, cast((hash(id, 3) % 100000) / 100.0 as decimal(12,2)))",
        "balance DECIMAL(30,4): cast(hash(id, 4) * 1234567.0 as decimal(30,4))",
        "born DATE: if(id % 23 = 0, null, date_add(date'1950-01-01', cast(hash(id, 5) % 20000 as int)))",
        "seen TIMESTAMP: timestamp_micros(hash(id, 6) * 1000003L)",
        "wall TIMESTAMP_NTZ: cast(timestamp_micros(hash(id, 7) * 1000003L) as timestamp_ntz)",
        "active BOOLEAN: if(id % 31 = 0, null, id % 2 = 0)",
        "tags ARRAY<STRING>: if(id % 5 = 0, null, array(cast(id % 3 as string), null, 'x'))",
        "address STRUCT<city: STRING, zip: INT>: named_struct('city', if(id % 3 = 0, null, 'b'), 'zip', cast(id % 9 as"
                + " int))",
        "moved DATE: if(id % 37 = 0, null, date_add(date'2001-01-01', cast(id % 900 as int)))",
        "illness INT: cast(id % 7 as int)",
        "note STRING: concat('" + CANARY + "-note-', id)"
    };

    private People() {}

    public static WorkspaceKey key() {
        return WorkspaceKey.random(Clock.systemUTC(), new SecureRandom());
    }

    static MaskRecipe mask(WorkspaceKey key, String category, String mask) {
        return MaskRecipe.of(Mask.parse(mask), key, new PseudonymDomain("people", category));
    }

    /** Names, a redacted name, two pseudonyms and no note. */
    public static List<GovernedColumn> columns(WorkspaceKey key) {
        List<GovernedColumn> columns = new ArrayList<>();
        for (String line : COLUMNS) {
            String name = line.substring(0, line.indexOf(' '));
            String type = line.substring(line.indexOf(' ') + 1, line.lastIndexOf(": "));
            MaskRecipe mask = switch (name) {
                case "rid" -> mask(key, "RID", "pseudonymise");
                case "born" -> mask(key, "DATE", "pseudonymise");
                case "name" -> mask(key, "NAME", "redact");
                case "note" -> mask(key, "TEXT", "drop");
                case "moved" -> mask(key, "DATE", "shift");
                case "illness" -> mask(key, "SPDIS", "nullify");
                default -> mask(key, "NONE", "keep");
            };
            columns.add(new GovernedColumn(name, DataType.fromDDL(type), Optional.of(mask), Optional.of("rid")));
        }
        return columns;
    }

    /** More than 64, so that they need two words. */
    static List<RowRule> rules() {
        List<RowRule> rules = new ArrayList<>();
        rules.add(RowRule.sql("people.rid.required", "rid IS NOT NULL", "rid", Severity.QUARANTINE));
        rules.add(RowRule.sql("old", "age <= 118", "age", Severity.BLOCK));
        rules.add(RowRule.sql("heavy", "weight < 100", "weight", Severity.WARN));
        for (int i = rules.size(); i < 66; i++) {
            rules.add(RowRule.sql("filler-" + i, "small <> " + (i * 4 + 1000), "", Severity.QUARANTINE));
        }
        rules.add(RowRule.sql("price-in-range", "price BETWEEN -900 AND 900", "price", Severity.QUARANTINE));
        rules.add(
                new RowRule("born-before-2000", col("born").lt(expr("date'2000-01-01'")), "born", Severity.QUARANTINE));
        rules.add(RowRule.sql("one-of-ten", "NOT (id % 10 = 3 AND age > 60)", "id, age", Severity.BLOCK));
        return rules;
    }

    static List<MarkerRule> markers() {
        return List.of(
                new MarkerRule("people.parent.reference", "id", Severity.QUARANTINE),
                new MarkerRule("people.key", "id", Severity.BLOCK),
                new MarkerRule("people.odd", "", Severity.WARN));
    }

    private static SinkSpec.Rules judged() {
        return new SinkSpec.Rules(rules(), markers(), Set.of("heavy", "people.odd"));
    }

    static MetricRequest metrics() {
        return MetricRequest.countsOnly()
                .with("id", Statistic.NUMBERS, Statistic.DISTINCT, Statistic.QUANTILES)
                .with("rid", Statistic.LENGTHS, Statistic.DISTINCT)
                .with("name", Statistic.LENGTHS, Statistic.DISTINCT)
                .with("age", Statistic.NUMBERS, Statistic.DISTINCT)
                .with("small", Statistic.NUMBERS, Statistic.DISTINCT)
                .with("weight", Statistic.NUMBERS, Statistic.DISTINCT, Statistic.QUANTILES)
                .with("ratio", Statistic.NUMBERS, Statistic.DISTINCT)
                .with("price", Statistic.NUMBERS, Statistic.DISTINCT, Statistic.QUANTILES)
                .with("balance", Statistic.NUMBERS, Statistic.DISTINCT)
                .with("born", Statistic.NUMBERS, Statistic.DISTINCT)
                .with("seen", Statistic.NUMBERS, Statistic.DISTINCT)
                .with("active", Statistic.DISTINCT);
    }

    public static SinkSpec spec(WorkspaceKey key) {
        return new SinkSpec(RUN, columns(key), judged(), metrics(), Origin.LEFT_OUT);
    }

    /** The same rules, and no mask. */
    public static SinkSpec clearSpec() {
        List<GovernedColumn> columns = columns(key()).stream()
                .map(column -> GovernedColumn.kept(column.name(), column.type()))
                .toList();
        return new SinkSpec(RUN, columns, judged(), MetricRequest.countsOnly(), Origin.LEFT_OUT);
    }

    /** Rows as a reader and a transformation would hand them over, in several partitions. */
    public static Dataset<Row> rows(SparkSession spark, long count, int partitions) {
        List<String> columns = new ArrayList<>();
        for (String line : COLUMNS) {
            String name = line.substring(0, line.indexOf(' '));
            String type = line.substring(line.indexOf(' ') + 1, line.lastIndexOf(": "));
            String value = line.substring(line.lastIndexOf(": ") + 2);
            columns.add("cast(" + value + " as " + type + ") as " + name);
        }
        columns.add("concat('f', id % 3, '.csv') as " + SinkColumns.FILE);
        columns.add("id + 2 as " + SinkColumns.LINE);
        columns.add("if(id % 97 = 5, array(named_struct('rule', 'unreadable.type', 'column', 'age', 'detail',"
                + " cast(null as string))), null) as " + SinkColumns.UNREADABLE);
        columns.add("if(id % 53 = 0, 'no such parent', null) as " + SinkColumns.MARK_PREFIX + 0);
        columns.add("if(id % 59 = 0, 'twice', null) as " + SinkColumns.MARK_PREFIX + 1);
        columns.add("if(id % 61 = 0, 'odd', null) as " + SinkColumns.MARK_PREFIX + 2);
        return spark.range(0, count, 1, partitions).selectExpr(columns.toArray(new String[0]));
    }

    public static Dataset<Row> produced(Dataset<Row> rows) {
        return rows.where(col(SinkColumns.UNREADABLE).isNull());
    }

    /** Which produced rows plain Spark would take out. */
    public static Column takenOut() {
        Column out = col(SinkColumns.MARK_PREFIX + 0).isNotNull();
        for (RowRule rule : rules()) {
            if (rule.severity() == Severity.QUARANTINE) {
                out = out.or(not(rule.predicate().eqNullSafe(false)).equalTo(false));
            }
        }
        return out;
    }

    /** Makes the three tables anew, empty. */
    public static void createTables(SparkSession spark, String namespace, SinkSpec spec) {
        createTable(spark, namespace, "people", spec.released());
        createTable(spark, namespace, "quarantine", spec.quarantine());
        createTable(spark, namespace, "source", SinkColumns.SOURCE_QUARANTINE);
    }

    @SuppressWarnings("deprecation")
    public // a table is made of a StructType, as the specification tells it
    static void createTable(
            SparkSession spark, String namespace, String table, StructType columns, Transform... partitions) {
        try {
            TableCatalog catalog =
                    (TableCatalog) spark.sessionState().catalogManager().catalog("weir");
            Identifier name = Identifier.of(new String[] {namespace}, table);
            catalog.dropTable(name);
            catalog.createTable(name, columns, partitions, Map.of("write.parquet.compression-codec", "uncompressed"));
        } catch (TableAlreadyExistsException | NoSuchNamespaceException e) {
            throw new IllegalStateException("The test's table cannot be made", e);
        }
    }
}
