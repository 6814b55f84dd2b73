package dev.weir.jobs.engine.lineage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.lineage.TableLineage;
import dev.weir.jobs.SparkFixture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lineage by what SQL means, query by query ({@code queries.txt}). */
@ExtendWith(SparkFixture.class)
class QueryLineageIT {

    private final SparkSession spark;
    private final LineageTables tables;

    QueryLineageIT(SparkSession shared) {
        this.spark = shared.newSession();
        this.tables = tables(spark);
    }

    /** The tables of the queries. */
    static LineageTables tables(SparkSession spark) {
        return new LineageTables(spark)
                .with("t", "id INT, a INT, b INT, c STRING")
                .with("u", "id INT, k INT, v INT")
                .with(
                        "n",
                        "id INT, tags ARRAY<STRING>, s STRUCT<x: INT, y: STRING>, m MAP<STRING, INT>, j STRING,"
                                + " pairs ARRAY<STRUCT<x: INT, y: INT>>");
    }

    /** A query, and its lineage in lines. */
    record Query(String sql, List<String> lineage) {
        @Override
        public String toString() {
            return sql;
        }
    }

    static List<Query> queries() throws IOException {
        try (InputStream file = requireNonNull(QueryLineageIT.class.getResourceAsStream("queries.txt"))) {
            return Arrays.stream(new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n\n"))
                    .filter(block -> !block.startsWith("#"))
                    .map(block -> block.lines().toList())
                    .map(lines -> new Query(lines.get(0), lines.subList(1, lines.size())))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("queries")
    void hasTheEdgesOfItsMeaning(Query query) throws Exception {
        assertThat(lines(tables.asWeir(query.sql()))).isEqualTo(query.lineage());
        assertThat(lines(tables.asSpark(query.sql()))).isEqualTo(query.lineage());
    }

    @Test
    void rowsThatAreKeptOncePerKeyAreDecidedOnByTheKey() {
        LogicalPlan plan = spark.table("t")
                .dropDuplicates("b")
                .select("a")
                .queryExecution()
                .analyzed();

        assertThat(lines(tables.of(plan))).containsExactly("a: t.a identity", "rows: t.b group by");
    }

    /** The doublings would have no end otherwise. */
    @Test
    void whatIsUsedTwiceIsTracedOnce() throws Exception {
        String choice = "a";
        String query = "SELECT a AS x FROM t";
        for (int i = 0; i < 60; i++) {
            choice = "coalesce(" + choice + ", b)";
            query = "SELECT x + x AS x FROM (" + query + ")";
        }

        assertThat(lines(tables.asWeir("SELECT " + choice + " AS z FROM t")))
                .containsExactly("z: t.a conditional, t.a identity, t.b conditional, t.b identity");
        assertThat(lines(tables.asWeir(query))).containsExactly("x: t.a transformation");
    }

    @Test
    void whatIsNotKnownIsNamed() throws Exception {
        assertThat(lines(tables.asSpark("SELECT TRANSFORM(a, c) USING 'cat' AS (x, y) FROM t WHERE b > 1")))
                .containsExactly("x:", "y:", "rows: t.b filter", "untraced: ScriptTransformation");
        assertThat(lines(tables.of(spark.createDataFrame(
                                spark.emptyDataFrame().javaRDD(),
                                spark.table("t").schema())
                        .select("a")
                        .queryExecution()
                        .analyzed())))
                .containsExactly("a:", "untraced: LogicalRDD");
    }

    private static List<String> lines(TableLineage lineage) {
        List<String> lines = new ArrayList<>();
        lineage.columns()
                .forEach(column -> lines.add(
                        line(column.column(), column.edges().stream().map(edge -> edge.from() + " " + edge.kind()))));
        if (!lineage.rows().isEmpty()) {
            lines.add(line("rows", lineage.rows().stream().map(edge -> edge.from() + " " + edge.kind())));
        }
        if (!lineage.untraced().isEmpty()) {
            lines.add(line("untraced", lineage.untraced().stream()));
        }
        return lines;
    }

    /** Sorted by their letters, as people write them. */
    private static String line(String name, Stream<String> edges) {
        return (name + ": " + edges.sorted().collect(Collectors.joining(", "))).strip();
    }
}
