package dev.weir.jobs.engine.conform;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
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
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Predicates over a row and its parent, against plain SQL. */
@ExtendWith(SparkFixture.class)
class ParentMarksIT {

    private static final Rule.Reference REFERENCE =
            new Rule.Reference(List.of("a", "p"), "parents", List.of("a", "id"));

    private static final Plan PLAN = new Planner(Grammars.languages(), LawPack.load("cn-2026-01"))
            .plan(
                    SampleWorkspace.of("p")
                            .source("raw", "c", "a string", "v integer", "p string")
                            .source("raw2", "d", "a string", "id string", "v integer")
                            .table("children", "SELECT a, v, p FROM raw.c", "a string", "v integer", "p string")
                            .table(
                                    "parents",
                                    "SELECT a, id, v FROM raw2.d",
                                    "a string",
                                    "id string MRN pseudonymise",
                                    "v integer NONE keep")
                            .rule("above", "children", joined("v >= parent.v"), Severity.QUARANTINE)
                            .rule("there", "children", REFERENCE, Severity.WARN)
                            .rule("known", "children", joined("PARENT.`v` IS NOT NULL"), Severity.WARN)
                            .build(),
                    "p",
                    SampleWorkspace.DAY);

    private static final String ORACLE = """
        SELECT c._weir_line AS line,
               if(c.v < p.v, 'fails against its parent', NULL) AS above,
               if(p.v IS NULL, 'fails against its parent', NULL) AS known
        FROM children c
        LEFT JOIN (SELECT a, id, max(v) AS v FROM released GROUP BY a, id HAVING count(*) = 1) p
        ON c.a = p.a AND c.p = p.id
        WHERE c._weir_unreadable IS NULL
        """;

    private final SparkSession spark;

    ParentMarksIT(SparkSession spark) {
        this.spark = spark;
    }

    @ParameterizedTest
    @CsvSource({"1, CLEAR", "2, CLEAR", "3, MASKED", "4, MASKED"})
    void marksAsPlainSqlDoes(long seed, ParentRows.Values values) {
        Random random = new Random(seed);
        Dataset<Row> children = children(random, 60);
        Dataset<Row> released = parents(random, 8);
        children.createOrReplaceTempView("children");
        released.createOrReplaceTempView("released");
        Dataset<Row> marked = new Markers((clear, type, mask) -> mask.keeps() ? clear : concat(lit("m-"), clear))
                .mark(children, PLAN, PLAN.table("children"), (table, columns) -> {
                    assertThat(columns).containsExactly("a", "id", "v");
                    return new ParentRows(as(values, released), as(values, parents(random, 8)), values);
                });

        assertThat(marked.columns()).endsWith("_weir_unreadable", "_weir_mark_0", "_weir_mark_1", "_weir_mark_2");
        assertThat(marked.count()).as("no row is lost or doubled").isEqualTo(60);
        assertThat(lines(marked.where("_weir_unreadable IS NULL")
                        .selectExpr("_weir_line", "_weir_mark_0", "_weir_mark_2")))
                .isEqualTo(lines(spark.sql(ORACLE)));
        assertThat(marked.where("_weir_unreadable IS NOT NULL AND coalesce(_weir_mark_0, _weir_mark_1, _weir_mark_2)"
                                + " IS NOT NULL")
                        .count())
                .isZero();
        assertThat(TableCost.of(PLAN.table("children")).lookups()).isEqualTo(1);
    }

    private static Dataset<Row> as(ParentRows.Values values, Dataset<Row> rows) {
        return values == ParentRows.Values.CLEAR ? rows : rows.withColumn("id", concat(lit("m-"), rows.col("id")));
    }

    private static Rule.Row joined(String predicate) {
        return new Rule.Row(predicate, List.of("v"), Optional.of(REFERENCE));
    }

    private static List<String> lines(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::mkString).sorted().toList();
    }

    private Dataset<Row> children(Random random, int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean readable = random.nextInt(8) > 0;
            rows.add(RowFactory.create(
                    readable ? pick(random, "x", "y", null) : null,
                    readable ? pick(random, 1L, 2L, 3L, null) : null,
                    readable ? pick(random, "1", "2", "3", null) : null,
                    "f",
                    (long) i,
                    readable ? null : List.of(RowFactory.create("unreadable.type", "b", "integer"))));
        }
        return spark.createDataFrame(
                rows,
                StructType.fromDDL("a STRING, v BIGINT, p STRING, _weir_file STRING, _weir_line BIGINT,"
                        + " _weir_unreadable ARRAY<STRUCT<rule: STRING, column: STRING, detail: STRING>>"));
    }

    private Dataset<Row> parents(Random random, int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(RowFactory.create(
                    pick(random, "x", "y", null), pick(random, "1", "2", null), pick(random, 1L, 2L, 3L, null)));
        }
        return spark.createDataFrame(rows, StructType.fromDDL("a STRING, id STRING, v BIGINT"));
    }

    @SafeVarargs
    private static <T> @Nullable T pick(Random random, @Nullable T... values) {
        return values[random.nextInt(values.length)];
    }
}
