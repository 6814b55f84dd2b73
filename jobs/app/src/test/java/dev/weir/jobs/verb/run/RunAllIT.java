package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.Schemas;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Many products in one command: each has masks, rules, a run and an ending of its own. */
@Tag("slow")
@ExtendWith(SparkFixture.class)
class RunAllIT {

    @TempDir
    private Path folder;

    private MiniWorkspace workspace;

    @BeforeEach
    void workspace() throws IOException {
        workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("visits"));
        workspace.deliver(
                "visits",
                MiniWorkspace.HEADER + "1,a,5.00,11010519491231002X\n2,b,6.00,\n3,c,-7.00,11010519491231002X\n");
    }

    /** A product like the clinic. */
    private void copy(String product, UnaryOperator<String> edit) throws IOException {
        for (String place : List.of("contracts/", "quality-rules/")) {
            Path to = Files.createDirectories(workspace.root().resolve(place + product));
            try (Stream<Path> files = Files.list(workspace.root().resolve(place + "clinic"))) {
                for (Path file : files.toList()) {
                    Files.writeString(
                            to.resolve(file.getFileName().toString().replace("clinic", product)),
                            edit.apply(Files.readString(file)
                                    .replace("clinic", product)
                                    .replace(product + "@example.org", "clinic@example.org")));
                }
            }
        }
    }

    private WeirProcess.Ended run(String... words) {
        List<String> all = new ArrayList<>(List.of("run"));
        all.addAll(List.of(words));
        all.addAll(List.of("-w", workspace.root().toString()));
        return WarmCommands.weir(all.toArray(String[]::new));
    }

    private JsonNode json(int status, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-o", "json"));
        JsonNode json =
                CommandsTest.json(run(all.toArray(String[]::new)).with(status).out());
        assertThat(Schemas.valid("runs", json)).as("%s", json).isTrue();
        assertThat(json.at("/exit").asInt()).isEqualTo(status);
        return json;
    }

    private static Map<String, String> outcomes(JsonNode json) {
        Map<String, String> outcomes = new LinkedHashMap<>();
        json.at("/products")
                .forEach(product -> outcomes.put(
                        product.at("/product").asText(), product.at("/outcome").asText()));
        return outcomes;
    }

    private Manifest newest(String product) {
        return StoredReleaseLog.in(new Warehouse(workspace.root().resolve("warehouse")))
                .latest(product)
                .orElseThrow();
    }

    @Test
    void lineageThatNoServerTakesIsToldAsOneRunTellsIt() throws Exception {
        Path settings = workspace.root().resolve("weir.yaml");
        workspace.write(
                "weir.yaml",
                Files.readString(settings)
                        .replace(
                                "type: file, location: lineage/events.ndjson",
                                "type: http, url: \"http://127.0.0.1:1\""));
        copy("hall", text -> text);
        String waiting = "\\d+ lineage events wait in 'lineage/spool', since 'http'";
        assertThat(run("--all").with(0).err()).containsPattern(waiting);
        assertThat(run("clinic").with(0).err()).containsPattern(waiting);
    }

    @Test
    void lineageThatIsLostIsToldOnTheTerminal() throws Exception {
        workspace.write("lineage/spool", "a file where a folder should be");
        assertThat(run("clinic").with(0).err())
                .containsPattern("\\d+ lineage events are kept in 'lineage/spare' and not sent")
                .doesNotContain("are lost");
        Files.move(workspace.root().resolve("lineage/spare"), workspace.root().resolve("lineage/elsewhere"));
        workspace.write("lineage/spare", "a file where a folder should be");
        assertThat(run("clinic").with(0).err())
                .containsPattern("\\d+ lineage events are lost, and no catalogue gets them: 'lineage/spool' could not")
                .containsOnlyOnce("are lost");
    }

    @Test
    void eachProductEndsByItself() throws Exception {
        copy(
                "hall",
                text -> text.replace("status: active", "status: active\ntags: [nightly]")
                        .replace("value: iceberg", "value: delta"));
        copy("held", text -> text.replace("severity: quarantine", "severity: block"));
        copy("lost", text -> text.replace("raw.visits", "raw.lost"));
        Path source = workspace.root().resolve("contracts/raw/visits.odcs.yaml");
        workspace.write(
                "contracts/raw/lost.odcs.yaml",
                Files.readString(source).replace("raw.visits", "raw.lost").replace("raw/visits", "raw/lost"));
        workspace.write(
                "contracts/lost/visits.sql", "SELECT s.id, s.label, s.amount, s.identity FROM raw.lost.visits s\n");

        JsonNode first = json(6, "--all");
        assertThat(outcomes(first))
                .containsExactly(
                        Map.entry("clinic", "released"),
                        Map.entry("hall", "released"),
                        Map.entry("held", "held"),
                        Map.entry("lost", "failed"));
        assertThat(first.at("/products/0/release").asText()).isEqualTo("clinic@1");
        assertThat(first.at("/products/0/exit").asInt()).isZero();
        assertThat(first.at("/products/2/exit").asInt()).isEqualTo(3);
        assertThat(Path.of(first.at("/products/2/report").asText())).isRegularFile();
        assertThat(first.at("/products/3/exit").asInt()).isEqualTo(6);
        assertThat(first.at("/products/3/problems/0/file").asText()).contains("lost");

        copy("ward", text -> text);
        WeirProcess.Ended second = run("--all", "--parallel", "3").with(6);
        assertThat(second.out())
                .contains(
                        "Nothing new: sources, contracts and rules are those of clinic@1",
                        "Held: no release of held; report: ",
                        "Failed: no release of lost; ",
                        "Released ward@1: 2 rows, 1 quarantined",
                        "5 products: 1 failed, 1 held, 1 released, 2 unchanged");
        assertThat(second.err().lines().filter(line -> line.startsWith("ward ")))
                .anyMatch(line -> line.contains("stage"))
                .anyMatch(line -> line.endsWith("released"));
        assertThat(second.err()).containsPattern("held +held\n").contains("Rule 'visits-amounts-are-not-negative'");

        ReleasedTable beside = newest("clinic").tables().get(0);
        run("clinic", "--again").with(0);
        assertThat(newest("clinic").number()).isEqualTo(2);
        assertThat(newest("clinic").tables().get(0).content())
                .as("a run beside others masks and judges as one alone")
                .isEqualTo(beside.content());

        assertThat(outcomes(json(0, "--all", "--tag", "nightly", "--again")))
                .containsExactly(Map.entry("hall", "released"));
        assertThat(outcomes(json(3, "held", "hall", "--parallel", "1", "--fail-fast", "--again")))
                .containsExactly(Map.entry("held", "held"), Map.entry("hall", "not-begun"));
    }

    @Test
    void aContractWithAProblemStopsItsOwnProductAlone() throws Exception {
        copy("hall", text -> text.replace("physicalType: table", "physicalType: table\n    nonsense: 1"));
        copy("ward", text -> text.replace("raw.visits s", "raw.visitz s"));

        copy("yard", text -> text.replace("raw.visits", "raw.extra"));
        workspace.write("contracts/raw/extra.odcs.yaml", "id: [");

        JsonNode mixed = json(2, "--all");
        assertThat(outcomes(mixed))
                .containsExactly(
                        Map.entry("clinic", "released"),
                        Map.entry("hall", "failed"),
                        Map.entry("ward", "failed"),
                        Map.entry("yard", "failed"));
        assertThat(mixed.at("/products/1/problems/0/file").asText()).isEqualTo("contracts/hall/visits.odcs.yaml");
        for (int needsWhatNobodyCouldRead : List.of(2, 3)) {
            assertThat(mixed.at("/products/" + needsWhatNobodyCouldRead + "/problems"))
                    .as("it has no problem of its own")
                    .allMatch(problem -> problem.at("/file").asText().equals("contracts/raw/extra.odcs.yaml"));
        }

        workspace.write("quality-rules/of-nobody.yaml", "contract: [");
        JsonNode none = CommandsTest.json(run("--all", "-o", "json").with(2).out());
        assertThat(none.at("/problems"))
                .as("a rule that cannot be read may be any product's")
                .anyMatch(problem -> problem.at("/file").asText().equals("quality-rules/of-nobody.yaml"));
        assertThat(newest("clinic").number()).isEqualTo(1);
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertThat(run("--all", "--tag", "nightly").with(2).err())
                .contains("No product has the tag 'nightly'", "tags: [nightly]");
        assertThat(run().with(2).err()).contains("No product is named", "--all");
        assertThat(run("--all", "clinic").with(2).err()).contains("'--all' stands beside 'clinic'");
        assertThat(run("clinic", "--parallel", "2").with(2).err()).contains("'--parallel' stands with one product");
        assertThat(run("--all", "--parallel", "0").with(2).err()).contains("'--parallel' is 0");
        assertThat(run("--all", "--repairs", "1").with(2).err()).contains("'--repairs' stands with several products");
        assertThat(run("clinic", "clinik").with(2).err()).contains("clinik", "clinic");
    }
}
