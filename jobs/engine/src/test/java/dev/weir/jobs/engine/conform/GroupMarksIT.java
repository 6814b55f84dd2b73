package dev.weir.jobs.engine.conform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.SampleWorkspace;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.jobs.plan.text.TableCost;
import dev.weir.privacy.law.LawPack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that keep a row, and dependencies, against plain SQL that groups and joins. */
@Tag("slow")
@ExtendWith(SparkFixture.class)
class GroupMarksIT {

    private static final StructType COLUMNS =
            StructType.fromDDL("a STRING, b BIGINT, o DOUBLE, _weir_file STRING, _weir_line BIGINT,"
                    + " _weir_unreadable ARRAY<STRUCT<rule: STRING, column: STRING, detail: STRING>>");

    private static final Plan PLAN = new Planner(Grammars.languages(), LawPack.load("cn-2026-01"))
            .plan(
                    SampleWorkspace.of("p")
                            .source("raw", "c", "a string", "b integer", "o number")
                            .table("t", "SELECT a, b, o FROM raw.c", "a string", "b integer", "o number")
                            .rule("last", "t", key(Rule.Nulls.FAIL, Rule.End.LAST, "a", "b"), Severity.QUARANTINE)
                            .rule("b-follows-a", "t", new Rule.Depends(List.of("a"), "b"), Severity.QUARANTINE)
                            .rule("o-follows-ab", "t", new Rule.Depends(List.of("b", "a"), "o"), Severity.BLOCK)
                            .rule("first", "t", key(Rule.Nulls.PASS, Rule.End.FIRST, "a"), Severity.WARN)
                            .rule("some", "t", some(Optional.empty()), Severity.QUARANTINE)
                            .rule(
                                    "first-of-some",
                                    "t",
                                    some(Optional.of(new Rule.Keep(Rule.End.FIRST, "o"))),
                                    Severity.QUARANTINE)
                            .build(),
                    "p",
                    SampleWorkspace.DAY);

    private static final String DEPENDS = """
        WITH votes AS (SELECT struct(%1$s) AS place, %2$s AS value, count(*) AS votes
                       FROM readable WHERE %2$s IS NOT NULL AND concat(%1$s) IS NOT NULL GROUP BY struct(%1$s), %2$s),
             most AS (SELECT place, max(votes) AS votes FROM votes GROUP BY place),
             winners AS (SELECT v.place, count(*) AS many, max(v.value) AS value
                         FROM votes v JOIN most m ON v.place = m.place AND v.votes = m.votes GROUP BY v.place)
        SELECT t._weir_line AS line, CASE
            WHEN t.%2$s IS NULL OR w.value IS NULL THEN NULL
            WHEN w.many > 1 THEN 'no value has the majority'
            WHEN t.%2$s <> w.value THEN 'differs from the majority' END AS failure
        FROM readable t LEFT JOIN winners w ON struct(%1$s) = w.place
        """;

    private static final String KEEP = """
        SELECT t._weir_line AS line, CASE
            WHEN concat(%1$s) IS NULL THEN %4$s
            WHEN count(s._weir_line) = 1 THEN NULL
            WHEN t.o IS NOT NULL AND count_if(s.o %3$s t.o) = 1 THEN NULL
            ELSE 'duplicate key' END AS failure
        FROM readable t LEFT JOIN readable s ON concat(%1$s) = concat(%2$s)
        GROUP BY ALL
        """;

    /** Of the rows with a 1 in b; with a 2 nothing is known of a row. */
    private static final String SOME = """
        SELECT t._weir_line AS line, CASE
            WHEN t.b = 2 THEN 'could not be evaluated'
            WHEN t.b IS NULL THEN ''
            WHEN t.a IS NULL THEN 'key is null'
            WHEN count_if(s.b = 1) = 1 OR %s THEN NULL
            ELSE 'duplicate key' END AS failure
        FROM readable t LEFT JOIN readable s ON t.a = s.a
        GROUP BY t._weir_line, t.a, t.b, t.o
        """;

    private final SparkSession spark;

    GroupMarksIT(SparkSession spark) {
        this.spark = spark;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void marksAsPlainSqlDoes(long seed) {
        Dataset<Row> rows = rows(new Random(seed), 6 + (int) seed * 12);
        rows.where("_weir_unreadable IS NULL").createOrReplaceTempView("readable");
        Dataset<Row> marked = marked(rows).where("_weir_unreadable IS NULL").cache();
        try {
            expect(marked, 0, keep("a, b", ">=", "'key is null'"));
            expect(marked, 1, DEPENDS.formatted("a", "b"));
            expect(marked, 2, DEPENDS.formatted("a, b", "o"));
            expect(marked, 3, keep("a", "<=", "NULL"));
            expect(marked, 4, SOME.formatted("FALSE"));
            expect(marked, 5, SOME.formatted("(t.o IS NOT NULL AND count_if(s.b = 1 AND s.o <= t.o) = 1)"));
        } finally {
            marked.unpersist();
        }
    }

    private static String keep(String columns, String at, String ofNull) {
        String left = "t." + columns.replace(", ", ", '-', t.");
        String right = "s." + columns.replace(", ", ", '-', s.");
        return KEEP.formatted(left, right, at, ofNull).replace("GROUP BY ALL", "GROUP BY t._weir_line, t.a, t.b, t.o");
    }

    @Test
    void passesUnreadableRecords() {
        Dataset<Row> unreadable = marked(rows(new Random(9), 60)).where("_weir_unreadable IS NOT NULL");
        assertThat(unreadable.count()).isPositive();
        assertThat(unreadable
                        .where(
                                "coalesce(_weir_mark_0, _weir_mark_1, _weir_mark_2, _weir_mark_3, _weir_mark_4, _weir_mark_5) IS NOT NULL")
                        .count())
                .isZero();
    }

    @Test
    void shufflesOnceForAllMarkersOfTheSameColumns() {
        String executed = marked(spark.read().schema(COLUMNS).parquet(nowhere()))
                .queryExecution()
                .executedPlan()
                .toString();
        assertThat(executed.split("Exchange hashpartitioning", -1)).as(executed).hasSize(1 + 2);
        assertThat(TableCost.of(PLAN.table("t")).shuffles()).isEqualTo(2);
    }

    /** A scan, so that the optimiser does not find out that there are no rows. */
    private String nowhere() {
        String folder = SparkFixture.warehouse().resolve("group-marks").toString();
        spark.createDataFrame(List.of(), COLUMNS).write().mode("overwrite").parquet(folder);
        return folder;
    }

    private void expect(Dataset<Row> marked, int mark, String oracle) {
        Dataset<Row> found = marked.selectExpr("_weir_line AS line", "_weir_mark_" + mark + " AS failure");
        assertThat(lines(found)).isEqualTo(lines(spark.sql(oracle)));
    }

    private static List<String> lines(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::mkString).sorted().toList();
    }

    private static Dataset<Row> marked(Dataset<Row> rows) {
        return new Markers((clear, type, mask) -> clear).mark(rows, PLAN, PLAN.table("t"), (table, columns) -> {
            throw new IllegalStateException("Nobody has a parent");
        });
    }

    private Dataset<Row> rows(Random random, int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean readable = random.nextInt(8) > 0;
            rows.add(RowFactory.create(
                    readable ? pick(random, "x", "y", "z", null) : null,
                    readable ? pick(random, 1L, 2L, null) : null,
                    readable ? pick(random, 1.0, 2.0, 3.0, Double.NaN, null) : null,
                    "f",
                    (long) i,
                    readable ? null : List.of(RowFactory.create("unreadable.type", "b", "integer"))));
        }
        return spark.createDataFrame(rows, COLUMNS);
    }

    @SafeVarargs
    private static <T> @Nullable T pick(Random random, @Nullable T... values) {
        return values[random.nextInt(values.length)];
    }

    private static Rule.Key some(Optional<Rule.Keep> keep) {
        return new Rule.Key(List.of("a"), Rule.Nulls.FAIL, Optional.of("10 / (2 - b) > 5"), keep);
    }

    private static Rule.Key key(Rule.Nulls nulls, Rule.End end, String... columns) {
        return new Rule.Key(List.of(columns), nulls, Optional.empty(), Optional.of(new Rule.Keep(end, "o")));
    }
}
