package dev.weir.jobs.plan.lineage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.lineage.ColumnLineage;
import dev.weir.contracts.lineage.LineageEdge;
import dev.weir.contracts.lineage.TableLineage;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.engine.sql.SparkSqlGrammar;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.SampleWorkspace;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.privacy.law.LawPack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextLineageTest {

    /** Of all examples, the columns that no column gives: {@code count(*)}. */
    private static final List<String> COUNTED = List.of("ward_days.stays", "ward_days.beds");

    private static final Map<String, TableLineage> CLINIC = lineage(
            SampleWorkspace.of("clinic")
                    .source("raw", "visits", "id string", "began date", "ward string", "cost number")
                    .source("raw", "wards", "ward string", "name string", "open boolean")
                    .table(
                            "stays",
                            "SELECT v.id, began, CASE WHEN w.open THEN w.name END AS place, cost, 1 AS one"
                                    + " FROM raw.visits v JOIN raw.wards w ON v.ward = w.ward WHERE cost > 0",
                            "place string",
                            "id string",
                            "cost number",
                            "one integer",
                            "began date")
                    .table(
                            "months",
                            "SELECT trunc(Began, 'MM') AS month, sum(s.cost) AS total, max(place) AS place,"
                                    + " (SELECT max(open) FROM raw.wards) AS any_open"
                                    + " FROM clinic.stays s GROUP BY trunc(began, 'MM')",
                            "month date",
                            "total number",
                            "place string",
                            "any_open boolean")
                    .table(
                            "peaks",
                            "SELECT month, total FROM clinic.months ORDER BY place",
                            "month date",
                            "total number")
                    .build(),
            "clinic");

    @Test
    void aTableIsOneStepFromItsInputs() {
        assertThat(written(step(CLINIC, "stays")))
                .containsExactly(
                        "place: raw.wards.name, identity; raw.wards.open, conditional",
                        "id: raw.visits.id, identity",
                        "cost: raw.visits.cost, identity",
                        "one: ",
                        "began: raw.visits.began, identity",
                        "rows: raw.visits.cost, filter; raw.visits.ward, join; raw.wards.ward, join");
        assertThat(written(step(CLINIC, "months")))
                .containsExactly(
                        "month: stays.began, transformation",
                        "total: stays.cost, aggregation",
                        "place: stays.place, aggregation",
                        "any_open: raw.wards.open, aggregation",
                        "rows: stays.began, group by");
    }

    @Test
    void whatIsNotFoundIsReportedAtEachTableThatReadsIt() {
        Map<String, TableLineage> lineage = lineage(
                SampleWorkspace.of("p")
                        .source("raw", "visits", "id string", "name string")
                        .table(
                                "people",
                                "SELECT id, nowhere AS name FROM raw.visits",
                                "id string",
                                "name string",
                                "age integer")
                        .table("names", "SELECT name FROM p.people", "name string")
                        .build(),
                "p");
        assertThat(step(lineage, "people").untraced()).containsExactly("column age", "column nowhere");
        assertThat(step(lineage, "names").untraced()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "examples/clinical",
                "examples/molecules",
                "examples/wards",
                "examples/icu",
                "jobs/app/src/test/resources/conformance/hospital",
                "benchmarks/workspaces/lineitem",
            })
    void examplesAreTracedWhole(String folder) {
        Path root = Path.of("..", "..", folder).toAbsolutePath().normalize();
        Workspace workspace = WorkspaceReader.read(root, Optional.empty(), Map.of(), Grammars.languages());
        assertThat(workspace.products()).isNotEmpty();
        assertThat(workspace.products()).allSatisfy(product -> {
            Map<String, TableLineage> lineage = lineage(workspace, product.id());
            assertThat(lineage.values()).hasSameSizeAs(product.tables()).allSatisfy(table -> {
                assertThat(table.untraced()).isEmpty();
                assertThat(table.columns().stream().map(ColumnLineage::column))
                        .isEqualTo(product.table(table.table()).orElseThrow().columnNames());
                assertThat(table.columns())
                        .filteredOn(column -> column.edges().isEmpty())
                        .extracting(column -> table.table() + "." + column.column())
                        .isSubsetOf(COUNTED);
            });
        });
    }

    private static List<String> written(TableLineage table) {
        List<String> lines = new ArrayList<>();
        table.columns().forEach(column -> lines.add(column.column() + ": " + written(column.edges())));
        lines.add("rows: " + written(table.rows()));
        return lines;
    }

    private static String written(List<LineageEdge> edges) {
        return edges.stream().map(LineageEdge::toString).collect(Collectors.joining("; "));
    }

    private static TableLineage step(Map<String, TableLineage> lineage, String table) {
        return requireNonNull(lineage.get(table));
    }

    private static Map<String, TableLineage> lineage(Workspace workspace, String product) {
        Plan plan = new Planner(Grammars.languages(), LawPack.of(workspace.law()))
                .plan(workspace, product, SampleWorkspace.DAY);
        return plan.tables().stream()
                .map(table -> TextLineage.of(plan, table, new SparkSqlGrammar()))
                .collect(Collectors.toMap(TableLineage::table, Function.identity()));
    }
}
