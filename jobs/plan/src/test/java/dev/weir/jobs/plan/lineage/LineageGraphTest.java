package dev.weir.jobs.plan.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.contracts.Product;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.lineage.LineageEdge;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.engine.sql.SparkSqlGrammar;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.SampleWorkspace;
import dev.weir.jobs.plan.making.Planner;
import dev.weir.privacy.law.LawPack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineageGraphTest {

    private static final InputColumn WARD = new InputColumn("occupancy.ward_days", "ward");

    @Test
    void waysLeadThroughTheProductsOfAWorkspace() {
        Workspace workspace = workspace("wards");
        LineageGraph graph = LineageGraph.of(workspace, plans(workspace), new SparkSqlGrammar());
        assertThat(graph.upstream(List.of(WARD), Integer.MAX_VALUE))
                .extracting(step -> step.from().table())
                .containsExactlyInAnyOrder("wards.stays", "raw.stays.stays");
        assertThat(graph.upstream(List.of(WARD), 1))
                .extracting(step -> step.from().table())
                .containsOnly("wards.stays");
        assertThat(graph.tablesDecidedBy(new InputColumn("wards.stays", "ward")))
                .containsExactly("occupancy.ward_days");
        assertThat(graph.columns().map(WorkspaceColumn::name)).doesNotHaveDuplicates();
        assertThat(graph.steps()).allSatisfy(step -> {
            assertThat(graph.column(step.from())).as(step.toString()).isPresent();
            assertThat(graph.column(step.to())).as(step.toString()).isPresent();
        });
    }

    @Test
    void theReleaseOfAnotherProductIsASourceToAProductAlone() {
        Workspace workspace = workspace("wards");
        Plan occupancy = plans(workspace).get(0);
        LineageGraph graph = LineageGraph.of(occupancy, new SparkSqlGrammar());
        assertThat(graph.column(new InputColumn("wards.stays", "ward")))
                .containsInstanceOf(WorkspaceColumn.OfSource.class)
                .map(column -> ((WorkspaceColumn.OfSource) column).where().format())
                .contains("release");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clinical", "molecules", "wards", "icu"})
    void aGraphIsReadAsItWasWritten(String example) {
        Workspace workspace = workspace(example);
        for (Plan plan : plans(workspace)) {
            LineageGraph graph = LineageGraph.of(plan, new SparkSqlGrammar());
            String written = LineageGraphJson.print(graph);
            LineageGraph read = LineageGraphJson.parse("column-lineage.json", written);
            assertThat(LineageGraphJson.print(read)).isEqualTo(written);
            assertThat(LineageChange.between(graph, read).isEmpty()).isTrue();
            assertThat(graph.steps()).isNotEmpty();
        }
    }

    @Test
    void aChangeNamesNewWaysAndThoseThatAreGone() {
        LineageChange change = LineageChange.between(
                sample("SELECT id, name FROM raw.people WHERE open"),
                sample("SELECT id, upper(id) AS name FROM raw.people"));
        assertThat(change.added()).containsExactly("p.people.name: transformation of raw.people.id");
        assertThat(change.gone())
                .containsExactly(
                        "p.people.name: identity of raw.people.name", "rows of p.people: filter by raw.people.open");
        assertThat(LineageChange.between(
                                sample("SELECT id, max(name) AS name FROM raw.people GROUP BY id"),
                                sample("SELECT id, name FROM raw.people"))
                        .gone())
                .contains("rows of p.people: group by raw.people.id");
    }

    @Test
    void whatIsComputedOfMaskedValuesAndSaysNoneIsNamed() {
        Workspace workspace = SampleWorkspace.of("p")
                .source("raw", "staff", "id string", "pay integer", "born date", "open boolean")
                .table(
                        "staff",
                        "SELECT id, pay, born, pay + 0 AS same, CASE WHEN pay > 9 THEN 1 END AS rich, open,"
                                + " row_number() OVER (ORDER BY pay) AS place FROM raw.staff WHERE pay > 0",
                        "id string MRN",
                        "pay integer OTHSPI nullify",
                        "born date DATE",
                        "same integer NONE",
                        "rich integer NONE",
                        "open boolean NONE",
                        "place integer NONE")
                .build();
        assertThat(ComputedInClear.sentences(LineageGraph.of(plans(workspace).get(0), new SparkSqlGrammar())))
                .containsExactly(
                        "p.staff releases what is computed from masked values: rich (from pay), same (from pay);"
                                + " state a category or weirMask where that still tells what a person has");
    }

    /** Each of them would be a line of every run. */
    @ParameterizedTest
    @ValueSource(strings = {"clinical", "molecules", "wards", "icu"})
    void examplesComputeNothingInTheClear(String example) {
        for (Plan plan : plans(workspace(example))) {
            assertThat(ComputedInClear.sentences(LineageGraph.of(plan, new SparkSqlGrammar())))
                    .isEmpty();
        }
    }

    @Test
    void aRuleThatTakesRowsOutDecidesOnThem() {
        Workspace workspace = SampleWorkspace.of("p")
                .source("raw", "people", "id string", "name string", "born date", "boss string")
                .source("raw", "visits", "id string", "who string", "days integer", "note string", "free string")
                .table("people", "SELECT * FROM raw.people", "id string NONE", "born date NONE", "boss string NONE")
                .table(
                        "visits",
                        "SELECT id, who, days + 1 AS stay, note, free FROM raw.visits",
                        "id string NONE",
                        "who string NONE",
                        "stay integer NONE",
                        "note string NONE",
                        "free string NONE")
                .row("short", "visits", Severity.QUARANTINE, "Stay < 90 OR note IS NOT NULL")
                .row("told", "visits", Severity.WARN, "free IS NOT NULL")
                .key("visits", Severity.QUARANTINE, "id")
                .reference("visits", Severity.QUARANTINE, "who", "people", "id")
                .reference("people", Severity.WARN, "boss", "people", "id")
                .build();
        LineageGraph graph = LineageGraph.of(plans(workspace).get(0), new SparkSqlGrammar());
        assertThat(graph.rows("p.visits"))
                .extracting(LineageEdge::toString)
                .containsExactlyInAnyOrder(
                        "raw.visits.days, quarantine",
                        "raw.visits.note, quarantine",
                        "raw.visits.id, quarantine",
                        "raw.visits.who, quarantine",
                        "p.people.id, quarantine");
        assertThat(graph.rows("p.people")).isEmpty();
        assertThat(graph.tablesDecidedBy(new InputColumn("raw.visits", "free"))).isEmpty();
    }

    /** Which rows follow which: by the key, by the order, by what takes a row out, and by the interval. */
    @Test
    void aLoadDecidesOnRows() {
        Workspace workspace = workspace("wards");
        LineageGraph graph = LineageGraph.of(workspace, plans(workspace), new SparkSqlGrammar());
        assertThat(graph.rows("wards.beds"))
                .extracting(LineageEdge::toString)
                .contains(
                        "raw.beds.beds.bed, group by", "raw.beds.beds.changed_on, sort", "raw.beds.beds.gone, filter");
        assertThat(graph.tablesDecidedBy(new InputColumn("raw.beds.beds", "gone")))
                .contains("wards.beds");
        assertThat(graph.rows("wards.stays"))
                .extracting(LineageEdge::toString)
                .contains("raw.stays.stays.started_at, filter");
        assertThat(graph.into(new InputColumn("wards.beds", "valid_to")))
                .extracting(step -> step.kind() + " " + step.from().column())
                .containsExactlyInAnyOrder("aggregation changed_on", "window bed");
    }

    /** Rows that are there still were made by the queries of their time, of tables that are made otherwise today. */
    @Test
    void olderRowsOfATableThatGrowsKeepTheirWays() {
        LineageGraph earlier = app(
                "SELECT id, right(card, 4) AS code FROM raw.tx WHERE open",
                "SELECT id, upper(code) AS tail FROM p.codes");
        LineageGraph today = app("SELECT id, kind AS code FROM raw.tx", "SELECT id, 'none' AS tail FROM p.codes");
        InputColumn tail = new InputColumn("p.app", "tail");
        assertThat(today.into(tail)).isEmpty();

        LineageGraph grown = today.goingOnFrom(earlier, Map.of("p.app", Map.of()));
        assertThat(grown.into(tail))
                .extracting(LineageStep::from, LineageStep::kind)
                .containsExactly(tuple(new InputColumn("raw.tx", "card"), EdgeKind.TRANSFORMATION));
        assertThat(grown.into(new InputColumn("p.codes", "code")))
                .as("it is made anew")
                .extracting(step -> step.from().column())
                .containsExactly("kind");
        assertThat(grown.rows("p.codes")).isEmpty();
        assertThat(CategoryReach.of(grown, "BANK").places())
                .extracting(place -> place.column().name().toString())
                .containsExactly("p.app.tail", "raw.tx.card");
        assertThat(today.goingOnFrom(today, Map.of("p.app", Map.of())).steps()).isEqualTo(today.steps());
        assertThat(today.goingOnFrom(earlier, Map.of("p.app", Map.of("id", "tail")))
                        .into(new InputColumn("p.app", "id")))
                .as("it was called otherwise then")
                .extracting(step -> step.from().column())
                .containsExactlyInAnyOrder("id", "card");
    }

    /** Rows of a table that grows were read under the name that its column had. */
    @Test
    void aColumnThatHasAnotherNameNowIsFollowedByItsName() {
        LineageGraph earlier =
                app("SELECT id, right(card, 4) AS code FROM raw.tx", "SELECT id, upper(code) AS tail FROM p.codes");
        LineageGraph today = app("SELECT id, 'none' AS code FROM raw.tx", "SELECT id, 'none' AS tail FROM p.codes");
        Map<String, Map<String, String>> grown =
                Map.of("p.app", Map.of(), "p.codes", Map.of("id", "code", "code", "id"));
        LineageGraph both = today.goingOnFrom(earlier, grown);
        assertThat(both.into(new InputColumn("p.app", "tail")))
                .extracting(step -> step.from().toString())
                .containsExactly("p.codes.id");
        assertThat(both.into(new InputColumn("p.codes", "id")))
                .extracting(step -> step.from().column())
                .containsExactlyInAnyOrder("id", "card");
    }

    private static LineageGraph app(String codes, String app) {
        Workspace workspace = SampleWorkspace.of("p")
                .source("raw", "tx", "id string", "card string BANK", "kind string", "open boolean")
                .table("codes", codes, "id string NONE", "code string NONE")
                .table("app", app, "id string NONE", "tail string NONE")
                .build();
        return LineageGraph.of(plans(workspace).get(0), new SparkSqlGrammar());
    }

    @Test
    void byHowManyDaysADateMovesIsChosenByWhoseItIs() {
        Workspace workspace = workspace("clinical");
        LineageGraph graph = LineageGraph.of(workspace, plans(workspace), new SparkSqlGrammar());
        assertThat(graph.columns()
                        .filter(column -> column.mask()
                                .filter(mask -> mask.method().equals("shift"))
                                .isPresent()))
                .isNotEmpty()
                .allSatisfy(column -> assertThat(graph.into(column.name()))
                        .as(column.name().toString())
                        .anyMatch(step -> step.kind() == EdgeKind.CONDITIONAL));
    }

    private static LineageGraph sample(String query) {
        Workspace workspace = SampleWorkspace.of("p")
                .source("raw", "people", "id string", "name string", "open boolean")
                .table("people", query, "id string NONE", "name string NONE")
                .build();
        return LineageGraph.of(plans(workspace).get(0), new SparkSqlGrammar());
    }

    private static Workspace workspace(String example) {
        Path root = Path.of("..", "..", "examples", example).toAbsolutePath().normalize();
        return WorkspaceReader.read(root, Optional.empty(), Map.of(), Grammars.languages());
    }

    private static List<Plan> plans(Workspace workspace) {
        Planner planner = new Planner(Grammars.languages(), LawPack.of(workspace.law()));
        return workspace.products().stream()
                .map(Product::id)
                .sorted()
                .map(product -> planner.plan(workspace, product, SampleWorkspace.DAY))
                .toList();
    }
}
