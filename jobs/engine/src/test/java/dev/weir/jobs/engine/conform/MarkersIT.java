package dev.weir.jobs.engine.conform;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Severity;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.SampleWorkspace;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.mask.kind.Pseudonymise;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SparkFixture.class)
class MarkersIT {

    private static final StructType CHILDREN =
            StructType.fromDDL("a STRING, b BIGINT, p STRING, _weir_file STRING, _weir_line BIGINT,"
                    + " _weir_unreadable ARRAY<STRUCT<rule: STRING, column: STRING, detail: STRING>>");

    private static final Plan PLAN = new Planner(Grammars.languages(), LawPack.load("cn-2026-01"))
            .plan(
                    SampleWorkspace.of("p")
                            .source("raw", "c", "a string", "b integer", "p string")
                            .source("raw2", "d", "id string")
                            .table(
                                    "children",
                                    "SELECT a, b, p FROM raw.c",
                                    "a string",
                                    "b integer",
                                    "p string MRN pseudonymise")
                            .table("parents", "SELECT id FROM raw2.d", "id string MRN pseudonymise")
                            .key("children", Severity.QUARANTINE, "a", "b")
                            .unique("children", Severity.QUARANTINE, "b")
                            .reference("children", Severity.QUARANTINE, "p", "parents", "id")
                            .build(),
                    "p",
                    SampleWorkspace.DAY);

    private final SparkSession spark;

    MarkersIT(SparkSession spark) {
        this.spark = spark;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void marksAsPlainJavaDoes(long seed) {
        Random random = new Random(seed);
        List<Child> children = new ArrayList<>();
        for (int i = random.nextInt(14); i > 0; i--) {
            children.add(new Child(
                    pick(random, "x", "y", ""),
                    random.nextInt(3) == 0 ? null : (Long) (random.nextInt(2) + 1L),
                    pick(random, "in", "out", "both", "nobody", ""),
                    random.nextInt(5) > 0));
        }
        Dataset<Row> marked = new Markers(MarkersIT::masked)
                .mark(rows(children), PLAN, PLAN.table("children"), (table, columns) -> parents());
        assertThat(marked.columns()).endsWith("_weir_unreadable", "_weir_mark_0", "_weir_mark_1", "_weir_mark_2");
        assertThat(marked.collectAsList().stream()
                        .map(row -> row.getLong(4) + " " + row.get(6) + " " + row.get(7) + " " + row.get(8)))
                .containsExactlyInAnyOrderElementsOf(expected(children));
    }

    @Test
    void readsTheRowsOnce() {
        Dataset<Row> rows = rows(List.of(new Child("x", 1L, "in", true)));
        Dataset<Row> marked =
                new Markers(MarkersIT::masked).mark(rows, PLAN, PLAN.table("children"), (table, columns) -> parents());
        assertThat(leaves(marked.queryExecution().optimizedPlan())
                        .filter(leaf -> leaf.output()
                                .exists(attribute -> attribute.name().equals("_weir_line")))
                        .count())
                .isEqualTo(1);
    }

    private static Stream<LogicalPlan> leaves(LogicalPlan plan) {
        List<LogicalPlan> children = ScalaLists.java(plan.children());
        return children.isEmpty() ? Stream.of(plan) : children.stream().flatMap(MarkersIT::leaves);
    }

    private static List<String> expected(List<Child> children) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < children.size(); i++) {
            Child child = children.get(i);
            expected.add(i + " " + child.key(children) + " " + child.unique(children) + " " + child.parent());
        }
        return expected;
    }

    private static Column masked(Column clear, DataType type, dev.weir.jobs.plan.ColumnMask mask) {
        assertThat(type.catalogString()).isEqualTo("string");
        assertThat(mask.mask().method()).isEqualTo(Pseudonymise.METHOD);
        return concat(lit("masked-"), clear);
    }

    private ParentRows parents() {
        return new ParentRows(ids("masked-in", "masked-both", "masked-in", ""), ids("masked-out", "masked-both", ""));
    }

    private Dataset<Row> ids(String... ids) {
        return spark.createDataFrame(
                Stream.of(ids)
                        .map(id -> RowFactory.create(id.isEmpty() ? null : id))
                        .toList(),
                StructType.fromDDL("id STRING"));
    }

    private Dataset<Row> rows(List<Child> children) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < children.size(); i++) {
            Child child = children.get(i);
            rows.add(RowFactory.create(
                    child.a(),
                    child.b(),
                    child.p(),
                    "f",
                    (long) i,
                    child.readable() ? null : List.of(RowFactory.create("unreadable.type", "b", "integer"))));
        }
        return spark.createDataFrame(rows, CHILDREN);
    }

    /** One of the words; the empty one is NULL. */
    private static @Nullable String pick(Random random, String... words) {
        String word = words[random.nextInt(words.length)];
        return word.isEmpty() ? null : word;
    }

    private record Child(
            @Nullable String a, @Nullable Long b, @Nullable String p, boolean readable) {

        @Nullable
        String key(List<Child> all) {
            if (!readable) {
                return null;
            }
            if (a == null || b == null) {
                return Markers.NULL_KEY;
            }
            return all.stream()
                                    .filter(other ->
                                            other.readable && Objects.equals(other.a, a) && Objects.equals(other.b, b))
                                    .count()
                            > 1
                    ? Markers.DUPLICATE_KEY
                    : null;
        }

        @Nullable
        String unique(List<Child> all) {
            return readable
                            && b != null
                            && all.stream()
                                            .filter(other -> other.readable && Objects.equals(other.b, b))
                                            .count()
                                    > 1
                    ? Markers.DUPLICATE_KEY
                    : null;
        }

        @Nullable
        String parent() {
            if (!readable || p == null || p.equals("in") || p.equals("both")) {
                return null;
            }
            return p.equals("out") ? Markers.PARENT_QUARANTINED : Markers.NO_PARENT;
        }
    }
}
