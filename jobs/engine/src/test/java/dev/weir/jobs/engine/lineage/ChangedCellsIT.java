package dev.weir.jobs.engine.lineage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.lineage.LineageEdge;
import dev.weir.contracts.lineage.TableLineage;
import dev.weir.jobs.SparkFixture;
import dev.weir.testing.Torture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Lineage beside what a query does: one cell of a column changes, or all of them, and nothing may change but what has an edge from that column. Edges
 * that no change has shown are counted, kind by kind. {@code -Dweir.lineage.changes=N} sets the number of changes of the long test, and
 * {@code -Dweir.lineage.seed=S} repeats what a build has drawn.
 */
@ExtendWith(SparkFixture.class)
class ChangedCellsIT {

    private static final int CHANGES_OF_A_QUERY = 10;

    private static final List<Object> NUMBERS = Arrays.asList(null, 0, 1, 2, 3, 4, 7, -1);
    private static final List<Object> TEXTS = Arrays.asList(null, "", "x", "y", "zz");
    private static final List<Object> ARRAYS =
            Arrays.asList(null, new Integer[] {}, new Integer[] {1}, new Integer[] {2, 3}, new Integer[] {0, 4, 4});

    /** A table with the rows that it has now. */
    private record Cells(StructType columns, List<List<Object>> rows) {
        /** In one partition, so that Spark joins, groups and sorts them where they are. */
        Dataset<Row> in(SparkSession spark) {
            return spark.createDataFrame(
                            rows.stream()
                                    .map(row -> RowFactory.create(row.toArray()))
                                    .toList(),
                            columns)
                    .coalesce(1);
        }
    }

    /** How many edges there are, and how many of them a change has shown. */
    private record Shown(int edges, int shown) {
        Shown and(boolean isShown) {
            return new Shown(edges + 1, shown + (isShown ? 1 : 0));
        }
    }

    private final SparkSession spark;
    private final Map<String, Cells> tables = new TreeMap<>();
    private final long seed = Torture.seed("weir.lineage.seed");
    private final Random random = new Random(seed);

    ChangedCellsIT(SparkSession shared) {
        this.spark = shared.newSession();
        spark.conf().set("spark.sql.shuffle.partitions", 1);
        spark.conf().set("spark.sql.adaptive.enabled", false);
        spark.conf().set("spark.sql.autoBroadcastJoinThreshold", -1);
        spark.conf().set("spark.sql.codegen.wholeStage", false);
        spark.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        tables.put("t", cells("id INT, a INT, b INT, c STRING, tags ARRAY<INT>", 6));
        tables.put("u", cells("id INT, k INT, v INT, c STRING", 5));
        tables.forEach((name, cells) -> cells.in(spark).createOrReplaceTempView(name));
    }

    private Cells cells(String columns, int rows) {
        StructType type = StructType.fromDDL(columns);
        List<List<Object>> cells = new ArrayList<>();
        for (int row = 1; row <= rows; row++) {
            List<Object> line = new ArrayList<>();
            for (int column = 0; column < type.size(); column++) {
                line.add(column == 0 ? (Object) row : value(type, column));
            }
            cells.add(line);
        }
        return new Cells(type, cells);
    }

    private Object value(StructType columns, int column) {
        List<Object> values = switch (columns.apply(column).dataType().typeName()) {
            case "integer" -> NUMBERS;
            case "string" -> TEXTS;
            default -> ARRAYS;
        };
        return values.get(random.nextInt(values.size()));
    }

    @Test
    void nothingChangesWithoutAnEdge(TestReporter reporter) {
        changes(100, reporter);
    }

    @Tag("minutes")
    @Test
    void nothingChangesWithoutAnEdgeInManyQueries(TestReporter reporter) {
        changes(Torture.rounds("weir.lineage.changes", 5_000), reporter);
    }

    private void changes(int rounds, TestReporter reporter) {
        QueryGrammar grammar = new QueryGrammar(seed);
        Map<EdgeKind, Shown> kinds = new EnumMap<>(EdgeKind.class);
        List<String> missing = new ArrayList<>();
        int refused = 0;
        int queries = 0;
        for (int done = 0; done < rounds; done += CHANGES_OF_A_QUERY) {
            String sql = grammar.next();
            try {
                LogicalPlan plan = spark.sql(sql).queryExecution().analyzed();
                TableLineage lineage = QueryLineage.of("made", plan, this::input);
                assertThat(lineage.untraced()).as(sql).isEmpty();
                missing.addAll(changes(sql, lineage, kinds));
                queries++;
            } catch (Exception fault) { // Spark throws checked exceptions undeclared
                refused++;
            }
        }

        kinds.forEach((kind, shown) ->
                reporter.publishEntry(kind.toString(), shown.shown() + " of " + shown.edges() + " edges shown"));
        assertThat(missing).as("changes without an edge, seed " + seed).isEmpty();
        assertThat(refused).as("queries that Spark does not take").isLessThanOrEqualTo(queries / 10);
    }

    private Optional<String> input(LogicalPlan plan) {
        return plan instanceof View view
                ? Optional.of(view.desc().identifier().table()).filter(tables::containsKey)
                : Optional.empty();
    }

    /** What changed without an edge; counts the edges that were shown. */
    private List<String> changes(String sql, TableLineage lineage, Map<EdgeKind, Shown> kinds) {
        List<String> missing = new ArrayList<>();
        Set<LineageEdge> shownRows = new LinkedHashSet<>();
        List<Set<LineageEdge>> shownColumns = new ArrayList<>();
        lineage.columns().forEach(column -> shownColumns.add(new LinkedHashSet<>()));
        List<Row> before = spark.sql(sql).collectAsList();
        for (int i = 0; i < CHANGES_OF_A_QUERY; i++) {
            String name = !sql.contains("t AS ") || (sql.contains("u AS ") && random.nextBoolean()) ? "u" : "t";
            Cells table = requireNonNull(tables.get(name));
            int column = random.nextInt(table.columns().size());
            Cells other = changed(table, column);
            InputColumn changed =
                    new InputColumn(name, table.columns().apply(column).name());
            List<Row> after = with(name, other, sql);

            boolean ofAllRows =
                    lineage.rows().stream().anyMatch(edge -> edge.from().equals(changed));
            IntPredicate free = at -> lineage.columns().get(at).edges().stream()
                    .noneMatch(edge -> edge.from().equals(changed));
            if (!ofAllRows && !only(before, free).equals(only(after, free))) {
                missing.add(sql + "\n  " + changed + " from " + table.rows() + " to " + other.rows() + "\n  before "
                        + before + "\n  after " + after + "\n  " + lineage);
            }
            if (!only(before, at -> true).equals(only(after, at -> true))) {
                lineage.rows().stream()
                        .filter(edge -> edge.from().equals(changed))
                        .forEach(shownRows::add);
            }
            for (int at = 0; at < lineage.columns().size(); at++) {
                int here = at;
                if (!only(before, each -> each == here).equals(only(after, each -> each == here))) {
                    lineage.columns().get(at).edges().stream()
                            .filter(edge -> edge.from().equals(changed))
                            .forEach(shownColumns.get(at)::add);
                }
            }
        }
        lineage.rows().forEach(edge -> count(kinds, edge, shownRows));
        for (int at = 0; at < lineage.columns().size(); at++) {
            Set<LineageEdge> shown = shownColumns.get(at);
            lineage.columns().get(at).edges().forEach(edge -> count(kinds, edge, shown));
        }
        return missing;
    }

    /** One cell of a column, or all of them. */
    private Cells changed(Cells table, int column) {
        int only = random.nextBoolean() ? random.nextInt(table.rows().size()) : -1;
        List<List<Object>> changed = new ArrayList<>();
        for (int row = 0; row < table.rows().size(); row++) {
            List<Object> cells = new ArrayList<>(table.rows().get(row));
            if (only < 0 || only == row) {
                cells.set(column, value(table.columns(), column));
            }
            changed.add(cells);
        }
        return new Cells(table.columns(), changed);
    }

    private static void count(Map<EdgeKind, Shown> kinds, LineageEdge edge, Set<LineageEdge> shown) {
        kinds.merge(
                edge.kind(),
                new Shown(0, 0).and(shown.contains(edge)),
                (one, more) -> new Shown(one.edges() + more.edges(), one.shown() + more.shown()));
    }

    private List<Row> with(String name, Cells changed, String sql) {
        changed.in(spark).createOrReplaceTempView(name);
        try {
            return spark.sql(sql).collectAsList();
        } finally {
            requireNonNull(tables.get(name)).in(spark).createOrReplaceTempView(name);
        }
    }

    /** The rows in some of their columns, in whatever order. */
    private static List<String> only(List<Row> rows, IntPredicate columns) {
        return rows.stream()
                .map(row -> IntStream.range(0, row.size())
                        .filter(columns)
                        .mapToObj(row::get)
                        .toList()
                        .toString())
                .sorted()
                .toList();
    }
}
