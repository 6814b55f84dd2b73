package dev.weir.jobs.verb.released;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.catalogue.page.DiffPage;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.diff.ManifestDiff;
import dev.weir.contracts.diff.ReleaseDiff;
import dev.weir.contracts.diff.RowsDiff;
import dev.weir.contracts.diff.RowsDiff.Example;
import dev.weir.contracts.diff.RowsDiff.Kind;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.jobs.cli.Schemas;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.plan.lineage.LineageChange;
import dev.weir.releases.log.SampleRelease;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** What changed, as text, as JSON by its schema, and as a page. */
class DiffOutputTest {

    private static final ReleaseDiff DIFF = new ManifestDiff(
                    SampleRelease.of(1, Optional.empty(), "run-1", List.of(patients("integer", 2), table("gone", 3))),
                    SampleRelease.of(
                            "clinical",
                            2,
                            Optional.of("0".repeat(64)),
                            "run-2",
                            List.of(patients("bigint", 3), table("fresh", 1)),
                            List.of("3f9c")))
            .with((was, is) -> new RowsDiff(
                    RowsDiff.By.KEY,
                    List.of("id"),
                    new RowsDiff.Counts(2, 3, 1, 0, 1),
                    Map.of("label", 1L),
                    List.of("born"),
                    List.of(
                            new Example(Kind.ADDED, Map.of("id", Optional.of("3")), List.of()),
                            new Example(
                                    Kind.CHANGED,
                                    Map.of("id", Optional.of("1")),
                                    List.of(new RowsDiff.Change("label", Optional.of("<b>"), Optional.empty())))),
                    Optional.empty()));

    private static ReleasedTable patients(String type, long rows) {
        return table("patients", rows, new ReleasedColumn("id", type, "NONE", "keep", "", ""));
    }

    private static final ReleaseChange CHANGE = new ReleaseChange(
            DIFF,
            Optional.of(new LineageChange(
                    List.of("clinical.patients.label: transformation of raw.people.name"),
                    List.of("rows of clinical.patients: filter by raw.people.id"))));

    private static ReleasedTable table(String name, long rows, ReleasedColumn... columns) {
        return new ReleasedTable(
                name,
                new ReleasedTable.Version(TableFormat.ICEBERG, "/w/clinical/" + name, "clinical." + name, rows),
                List.of(columns),
                new ContentDigest(rows, "weir-rows-1:" + "0".repeat(63) + rows, "0".repeat(64), List.of()),
                new DataFiles(1, 1, "0".repeat(64)),
                "clinical." + name + " 1.0." + rows);
    }

    @Test
    void printsJsonByItsSchema() throws Exception {
        JsonNode json =
                JsonMapper.builder().build().readTree(DiffCommand.json(CHANGE).toPrettyString());
        assertThat(Schemas.valid("diff", json)).isTrue();
        assertThat(json.at("/tables/0/schema/0/after").asText()).isEqualTo("bigint");
        assertThat(json.at("/tables/0/rows/changed-columns/label").asLong()).isEqualTo(1);
        assertThat(json.at("/tables/0/rows/same").asLong()).isEqualTo(1);
        assertThat(json.at("/tables/0/rows/examples/1/changes/label/after").isNull())
                .isTrue();
        assertThat(json.at("/tables/1/rows/added").asLong()).isEqualTo(1);
        assertThat(json.at("/tables/2/rows/removed").asLong()).isEqualTo(3);
        assertThat(json.at("/lineage/gone/0").asText()).isEqualTo("rows of clinical.patients: filter by raw.people.id");
    }

    @Test
    void printsTextForPeople() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        new DiffText(new Terminal(stream, stream, Ansi.OFF, Ansi.OFF, Terminal.Liveness.PLAIN)).print(CHANGE);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("clinical@1 → clinical@2")
                .contains("2 → 3 rows: 1 added, 0 removed, 1 changed, by id")
                .contains("~ type of id: integer → bigint")
                .contains("changed label in 1 row")
                .contains("not compared: born")
                .contains("+ id='3'")
                .contains("~ id='1'; label '<b>' → NULL")
                .contains("~ contract of patients: clinical.patients 1.0.2 → clinical.patients 1.0.3")
                .contains("+ keys 3f9c")
                .contains("+ clinical.patients.label: transformation of raw.people.name")
                .contains("- rows of clinical.patients: filter by raw.people.id");
    }

    @Test
    void makesAPageThatOpensAlone() {
        String page = DiffPage.html(DIFF);
        assertThat(page)
                .contains("label: &lt;b&gt; → NULL")
                .contains("by id")
                .doesNotContain("<b>\"")
                .doesNotContain("<script")
                .doesNotContain("src=")
                .doesNotContain("href=");
    }

    @Test
    void findsNothingBetweenAReleaseAndItself() {
        Manifest release = SampleRelease.of(1, Optional.empty(), "run-1", List.of(patients("integer", 2)));
        ReleaseDiff same = new ManifestDiff(release, release).with((was, is) -> RowsDiff.same(is.rows()));
        assertThat(same.sameRows()).isTrue();
        assertThat(same.rules()).isEmpty();
        assertThat(same.metrics()).isEmpty();
        assertThat(same.sources()).isEmpty();
        assertThat(same.files()).isEmpty();
    }
}
