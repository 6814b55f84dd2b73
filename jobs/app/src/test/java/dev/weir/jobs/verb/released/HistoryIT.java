package dev.weir.jobs.verb.released;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Releases leave their states, held runs leave none, and drift rules live on them. */
@ExtendWith(SparkFixture.class)
class HistoryIT {

    private static final int ROWS = 300;
    private static final List<String> TABLES = List.of("patients", "labs");

    @TempDir
    private Path folder;

    private final SparkSession session;

    HistoryIT(SparkSession session) {
        this.session = session;
    }

    @Tag("slow")
    @Test
    void driftHoldsARunAndAHeldRunDoesNotPoisonTheBaseline() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), TABLES);
        workspace.write("quality-rules/clinic/drift.yaml", """
            contract: clinic.patients
            rules:
              - id: mix-is-stable
                drift: { column: label, measure: population-stability-index, against: last-release, atMost: 0.2 }
                severity: block
                dimension: consistency
                owner: clinic@example.org
                because: "A coding change looks like an epidemic."
              - id: identities-are-stable
                drift: { column: identity, measure: new-categories, against: { window: 3 }, atMost: 0.5 }
                severity: warn
                dimension: consistency
                owner: clinic@example.org
                because: "Other people."
            """);
        workspace.deliver("patients", patients(20));
        assertThat(drift(workspace, 0)).contains("There is no release to compare with yet");

        workspace.deliver("patients", patients(80));
        assertThat(drift(workspace, 3)).contains("against release 1, above 0.2");
        // The same mix again: had the held run fed the baseline, it would now be as before.
        workspace.deliver("patients", patients(81));
        assertThat(drift(workspace, 3)).contains("against release 1, above 0.2");

        workspace.deliver("patients", patients(22));
        assertThat(drift(workspace, 0)).contains("against release 1, not above 0.2");
        assertThat(releases(workspace)).containsExactly(1L, 2L);

        WarmCommands.weir("run", "clinic", "--workspace", workspace.root().toString(), "--repairs", "2")
                .with(0);
        Manifest repaired = StoredReleaseLog.in(new Warehouse(workspace.root().resolve("warehouse")))
                .read("clinic", 3);
        assertThat(repaired.history().repaired()).containsExactly(2L);
        workspace.deliver("patients", patients(23));
        assertThat(drift(workspace, 0)).contains("against release 3, not above 0.2");
        assertThat(releases(workspace)).containsExactly(1L, 2L, 3L, 4L);

        noMaskedValueIsKept(workspace);
        theCommandShowsIt(workspace);
    }

    private void noMaskedValueIsKept(MiniWorkspace workspace) {
        List<Row> rows = workspace
                .tables(session)
                .table("weir.clinic_quality.states")
                .where("`column` = 'identity'")
                .collectAsList();
        assertThat(rows).hasSize(4 * TABLES.size());
        for (Row row : rows) {
            assertThat(row.mkString("|")).doesNotContain("1101011990");
            for (String column : List.of("minimum", "maximum", "shortest", "longest", "registers", "quantiles")) {
                assertThat(row.<Object>getAs(column)).as(column).isNull();
            }
        }
        assertThat(rows.stream().filter(row -> row.<String>getAs("table").equals("patients")))
                .allSatisfy(row -> assertThat(row.getList(row.fieldIndex("frequencies")).stream()
                                .map(value -> ((Row) value).getString(0)))
                        .hasSize(4)
                        .allMatch(name -> name.matches("[0-9a-f]{32}")));
    }

    private static void theCommandShowsIt(MiniWorkspace workspace) throws Exception {
        WeirProcess.Ended ended = WeirProcess.start(
                        "history",
                        "clinic",
                        "--workspace",
                        workspace.root().toString(),
                        "--table",
                        "patients",
                        "--output",
                        "json")
                .end()
                .with(0);
        JsonNode json = CommandsTest.json(ended.out());
        assertThat(CommandsTest.valid("history", json)).isTrue();
        assertThat(json.get("releases")).hasSize(4);
        assertThat(json.get("releases").get(1).get("baseline").asBoolean()).isFalse();
        assertThat(json.get("releases").get(0).get("tables")).hasSize(1);
        assertThat(ended.out()).doesNotContain("1101011990");
    }

    /** What the first rule said of a run that ends so. */
    private String drift(MiniWorkspace workspace, int status) {
        WeirProcess.Ended ended = workspace.run().with(status);
        return MiniWorkspace.record(ended).verdicts().stream()
                .filter(verdict -> verdict.rule().id().equals("mix-is-stable"))
                .map(Verdict::explanation)
                .findFirst()
                .orElseThrow();
    }

    private List<Long> releases(MiniWorkspace workspace) {
        return workspace
                .tables(session)
                .table("weir.clinic_quality.states")
                .select("release")
                .distinct()
                .collectAsList()
                .stream()
                .map(row -> row.getLong(0))
                .sorted()
                .toList();
    }

    /** Rows of which so many in a hundred have the first label; four identity numbers. */
    private static String patients(int share) {
        List<String> identities =
                List.of("1101011990030700", "1101011990030701", "1101011990030702", "1101011990030703");
        StringBuilder text = new StringBuilder(MiniWorkspace.HEADER);
        Stream.iterate(0, i -> i + 1)
                .limit(ROWS)
                .forEach(i -> text.append(i + 1)
                        .append(i * 37 % 100 < share ? ",flu" : i % 2 == 0 ? ",cold" : ",fracture")
                        .append(",1.50,")
                        .append(identities.get(i % 4))
                        .append("XX\n"));
        return text.toString();
    }
}
