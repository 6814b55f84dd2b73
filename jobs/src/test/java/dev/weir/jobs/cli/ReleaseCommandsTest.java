package dev.weir.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Content;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.SampleRelease;
import dev.weir.jobs.release.StoredReleaseLog;
import dev.weir.jobs.release.Warehouse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that list, show, name and hold releases. */
class ReleaseCommandsTest {

    private static final int RELEASES = 23;

    @TempDir
    private Path folder;

    private StoredReleaseLog log;

    @BeforeEach
    void releases() throws Exception {
        Folders.copy(Path.of("../examples/clinical/contracts"), folder.resolve("contracts"));
        Folders.copy(Path.of("../examples/clinical/quality-rules"), folder.resolve("quality-rules"));
        Files.copy(Path.of("../examples/clinical/weir.yaml"), folder.resolve("weir.yaml"));
        log = StoredReleaseLog.in(new Warehouse(folder.resolve("warehouse")));
        Optional<String> previous = Optional.empty();
        for (long number = 1; number <= RELEASES; number++) {
            log.publish(SampleRelease.of(number, previous, "run-" + number, List.of(table())));
            previous = Optional.of(log.sha256("clinical", number));
        }
    }

    private static ReleasedTable table() {
        return new ReleasedTable(
                "encounters",
                new ReleasedTable.Version(TableFormat.ICEBERG, "/w/clinical/encounters", "clinical.encounters", 7),
                List.of(new ReleasedTable.ReleasedColumn("id", "integer", "NONE", "keep", "", "")),
                1_234,
                new Content("weir-rows-1:" + "0".repeat(64), "0".repeat(64), List.of()),
                new DataFiles(2, 1_500_000, "0".repeat(64)),
                "clinical.encounters 1.2.0");
    }

    private CommandsTest.Ended weir(String command, String... arguments) {
        return CommandsTest.weir(Stream.concat(Stream.of(command, "-w", folder.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    @Test
    void theNewestAreListedWithTagsAndReadersAndHowManyThereAre() throws Exception {
        assertThat(weir("tag", "clinical@22", "paper-v1").status()).isZero();
        assertThat(weir("pin", "clinical@23", "--by", "study 7", "--until", "2999-01-01")
                        .status())
                .isZero();
        log.files().create("clinical/expired/21.json", "{}".getBytes(StandardCharsets.UTF_8));

        CommandsTest.Ended ended = weir("releases", "clinical");
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out().lines().toList()).hasSize(21);
        assertThat(ended.out())
                .contains("1.2.0", "1,234", "1.5 MB", "paper-v1", "pinned by study 7 until 2999-01-01", "expired");
        assertThat(ended.err()).contains("newest 20 of 23 releases; --all lists all");
        assertThat(weir("releases", "clinical", "--all").out().lines().toList()).hasSize(24);

        JsonNode json = CommandsTest.json(
                weir("releases", "clinical", "--all", "-o", "json").out());
        assertThat(CommandsTest.valid("releases", json)).isTrue();
        assertThat(json.get("count").asInt()).isEqualTo(RELEASES);
        assertThat(json.get("releases").get(0).get("pins").get(0).get("by").asText())
                .isEqualTo("study 7");
        assertThat(json.get("releases").get(1).get("tags").get(0).asText()).isEqualTo("paper-v1");
        assertThat(json.get("releases").get(2).get("expired").asBoolean()).isTrue();
    }

    @Test
    void aReleaseIsShownByItsTag() throws Exception {
        weir("tag", "clinical@12", "paper-v1");
        weir("pin", "clinical@paper-v1", "--by", "study 7", "--until", "2999-01-01", "--because", "cited");
        CommandsTest.Ended shown = weir("show", "clinical@paper-v1");
        assertThat(shown.status()).as(shown.err()).isZero();
        assertThat(shown.out()).contains("clinical@12", "paper-v1", "study 7 until 2999-01-01: cited", "2 files");
        assertThat(shown.out())
                .as("where it lies now, not where it was released")
                .contains("version      iceberg 7 at " + folder.resolve("warehouse/clinical/encounters"));
        JsonNode json = CommandsTest.json(
                weir("show", "clinical@paper-v1", "-o", "json").out());
        assertThat(json.get("number").asLong()).isEqualTo(12);
        assertThat(CommandsTest.valid("manifest", json)).isTrue();
        assertThat(weir("show", "clinical@paper-v2").err()).contains("C006", "write 'paper-v1'");
    }

    @Test
    void aTagIsMovedAndRemovedOnlyWhenThatIsSaid() throws Exception {
        weir("tag", "clinical@12", "paper-v1", "--by", "ann");
        CommandsTest.Ended again = weir("tag", "clinical@13", "paper-v1");
        assertThat(again.status()).isEqualTo(2);
        assertThat(again.err()).contains("C005", "stands for clinical@12 already", "ann", "--move");
        assertThat(weir("tag", "clinical@13", "paper-v1", "--move").out()).contains("13");
        assertThat(weir("tag", "clinical@12", "paper-v1", "--remove").err()).contains("it stands for clinical@13");
        assertThat(weir("tag", "clinical", "paper-v1").err()).contains("has no number");
        JsonNode json = CommandsTest.json(weir("tag", "clinical", "-o", "json").out());
        assertThat(CommandsTest.valid("tag", json)).isTrue();
        assertThat(json.get("tags")).hasSize(1);
        assertThat(weir("tag", "clinical@13", "paper-v1", "--remove").status()).isZero();
        assertThat(weir("tag", "clinical").err()).contains("No release of 'clinical' has a tag.");
        assertThat(weir("tag", "clinicl@1", "x").err()).contains("There is no product 'clinicl'");
    }

    @Test
    void aRollbackIsListedAndShownWithTheReleasesThatItRepairs() throws Exception {
        Manifest rollback = SampleRelease.of(
                        RELEASES + 1, Optional.of(log.sha256("clinical", RELEASES)), "run-24", List.of(table()))
                .rollbackTo(21);
        log.publish(rollback);
        assertThat(weir("show", "clinical").out()).contains("the content of clinical@21 again");
        CommandsTest.Ended listed = weir("releases", "clinical");
        assertThat(listed.out()).contains("rollback to 21");
        JsonNode json =
                CommandsTest.json(weir("releases", "clinical", "-o", "json").out());
        assertThat(CommandsTest.valid("releases", json)).isTrue();
        assertThat(json.at("/releases/0/rollback-of").asLong()).isEqualTo(21);
    }

    @Test
    void whatIsNotThereIsNamedWithWhatIs() {
        CommandsTest.Ended table = weir("read", "clinical.encouters@1");
        assertThat(table.status()).isEqualTo(2);
        assertThat(table.err()).contains("C006", "clinical@1 has no table 'encouters'", "write 'encounters'");
        assertThat(weir("read", "clinicl.encounters@1").err()).contains("write 'clinical'");
        assertThat(weir("diff", "clinicl@1").err()).contains("write 'clinical'");
        assertThat(weir("show", "clinical.encounters@12").err()).contains("the whole release", "write clinical@12");
        assertThat(weir("show", "clinical@1", "-o", "xml").err()).contains("'xml' is none of text, json");
        assertThat(weir("pin", "clinical", "--end", "one").err()).contains("'one' is no whole number");
    }

    @Test
    void aPinIsListedUntilItIsEnded() throws Exception {
        assertThat(weir("pin", "clinical@3", "--by", "study 7").err()).contains("--until is missing");
        assertThat(weir("pin", "clinical@3", "--by", "study 7", "--until", "2001-01-01")
                        .err())
                .contains("would have ended");
        assertThat(weir("pin", "clinical@99", "--by", "study 7", "--until", "2999-01-01")
                        .status())
                .isEqualTo(6);
        weir("pin", "clinical@3", "--by", "study 7", "--until", "2999-01-01");
        JsonNode json = CommandsTest.json(weir("pin", "clinical", "-o", "json").out());
        assertThat(CommandsTest.valid("pin", json)).isTrue();
        assertThat(json.get("pins").get(0).get("release").asLong()).isEqualTo(3);
        assertThat(weir("pin", "clinical", "--end", "1", "--by", "ann").out()).contains("by ann");
        assertThat(weir("pin", "clinical").err()).contains("Nobody is on record");
        assertThat(weir("pin", "clinical", "--end", "7").err()).contains("'weir pin clinical --all'");
        JsonNode ended =
                CommandsTest.json(weir("pin", "clinical", "--all", "-o", "json").out());
        assertThat(CommandsTest.valid("pin", ended)).isTrue();
        assertThat(ended.get("pins").get(0).get("ended").get("by").asText()).isEqualTo("ann");
    }
}
