package dev.weir.jobs.verb.released;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableCount;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.terminal.Sparkline;
import dev.weir.releases.journal.RunArchive;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityCommandTest {

    private static final Instant START = Instant.parse("2026-01-31T08:00:00Z");

    @TempDir
    private Path folder;

    private String workspace = "";

    @BeforeEach
    void anEmptyWorkspace() {
        workspace = folder.resolve("ws").toString();
        assertThat(CommandsTest.weir("init", workspace).status()).isZero();
    }

    @Test
    void aProductThatNobodyKnowsIsTold() {
        CommandsTest.Ended ended = CommandsTest.weir("quality", "clinical", "-w", workspace);
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("C006");
    }

    @Test
    void aProductBeforeItsFirstRunHasNoScore() throws Exception {
        CommandsTest.Ended ended =
                CommandsTest.weir("quality", "clinical", "-w", "../../examples/clinical", "-o", "json");
        assertThat(ended.status()).isZero();
        assertThat(CommandsTest.valid("quality", CommandsTest.json(ended.out())))
                .isTrue();
        assertThat(CommandsTest.weir("quality", "clinical", "-w", "../../examples/clinical")
                        .err())
                .contains("no run yet");
    }

    @Test
    void scoreTrendLossesAndWhatIsOutsideAreShown() throws Exception {
        release(1, 8, 2);
        release(2, 4, 1);
        release(3, 1, 0);
        Files.createDirectories(Path.of(workspace, "quality-rules"));
        Files.writeString(Path.of(workspace, "quality-rules/waivers.yaml"), """
            waivers:
              - { rule: sources-agree, until: "2026-02-28", by: a steward, because: Being mended. }
              - { rule: of-somebody-else, until: "2026-02-28", by: a steward, because: Being mended. }
            """);

        CommandsTest.Ended ended = CommandsTest.weir("quality", "clinical", "-w", workspace);
        assertThat(ended.status()).as(ended.err()).isZero();
        // One table with completeness 99 and, weighing more, consistency that is waived and lost. Sources that are
        // whole make up for nothing.
        assertThat(ended.out())
                .contains("clinical@3  quality 39.6 of 100")
                .contains("from 36.8 to 39.6 over 3 releases")
                .contains("sources-agree (waived): Three rows differ")
                .contains("Outside  1 row quarantined, 0 records unreadable")
                .contains("from 10 to 1 over 3 releases")
                .contains(
                        "sources-agree of clinical ended on 2026-02-28, the rule is in force again, by a steward: Being"
                                + " mended.")
                .doesNotContain("of-somebody-else");

        JsonNode json =
                CommandsTest.json(CommandsTest.weir("quality", "clinical", "-w", workspace, "-o", "json", "--last", "2")
                        .out());
        assertThat(CommandsTest.valid("quality", json)).isTrue();
        assertThat(json.get("trend")).hasSize(2);
        assertThat(json.get("trend").get(1).get("quarantined").asLong()).isEqualTo(1);
        assertThat(json.get("now").get("release").asLong()).isEqualTo(3);
    }

    @Test
    void aRunThatWasHeldSinceIsShownBesideTheRelease() throws Exception {
        release(1, 8, 2);
        new RunArchive(Path.of(workspace)).write(record("run-9", Outcome.HELD, OptionalLong.empty(), 20, 0, 9));
        CommandsTest.Ended ended = CommandsTest.weir("quality", "clinical", "-w", workspace);
        assertThat(ended.out()).contains("clinical@1  quality").contains("was held: it has ");
        JsonNode json = CommandsTest.json(CommandsTest.weir("quality", "clinical", "-w", workspace, "-o", "json")
                .out());
        assertThat(CommandsTest.valid("quality", json)).isTrue();
        assertThat(json.get("held").get("outcome").asText()).isEqualTo("held");
    }

    @Test
    void noReleasesAreNoTrend() {
        CommandsTest.Ended ended = CommandsTest.weir("quality", "clinical", "-w", workspace, "--last", "0");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("C020");
    }

    @Test
    void theLineStandsOnWhatTheTerminalCanShow() {
        assertThat(Sparkline.of(Map.of("LANG", "en_GB.UTF-8", "TERM", "xterm"))).isEqualTo(Sparkline.BLOCKS);
        assertThat(Sparkline.of(Map.of("LANG", "C.utf8"))).isEqualTo(Sparkline.BLOCKS);
        assertThat(Sparkline.of(Map.of("LANG", "en_GB.UTF-8", "LC_ALL", "C"))).isEqualTo(Sparkline.ASCII);
        assertThat(Sparkline.of(Map.of("LANG", "en_GB.UTF-8", "TERM", "dumb"))).isEqualTo(Sparkline.ASCII);
        assertThat(Sparkline.of(Map.of())).isEqualTo(Sparkline.ASCII);
        assertThat(Sparkline.BLOCKS.draw(new double[] {0, Double.NaN, 50, 100})).isEqualTo("▁ ▅█");
        assertThat(Sparkline.ASCII.draw(new double[] {7, 7})).isEqualTo("==");
        assertThat(Sparkline.BLOCKS.draw(new double[0])).isEmpty();
    }

    private void release(long number, long quarantined, long unreadable) {
        StoredReleaseLog log = StoredReleaseLog.in(new Warehouse(Path.of(workspace, "warehouse")));
        log.publish(new Manifest(
                number,
                new Manifest.ProductFacts(
                        "clinical", "Clinical", "", List.of(), List.of(), "enclave", CatalogueFacts.NONE),
                record("run-" + number, Outcome.RELEASED, OptionalLong.of(number), quarantined, unreadable, number),
                List.of(),
                new Manifest.Basis(List.of(), "cn-2026-01", "0".repeat(64), List.of()),
                number == 1 ? Optional.empty() : Optional.of(log.sha256("clinical", number - 1))));
    }

    private static RunRecord record(
            String run, Outcome outcome, OptionalLong release, long quarantined, long unreadable, long day) {
        Instant ended = START.plusSeconds(86_400 * day);
        return new RunRecord(
                new RunRecord.Run(run, "clinical", "0.1.0", ended, ended),
                new RunRecord.Ending(outcome, release, List.of()),
                List.of(new SourceCount("raw.x", List.of(), 100, 100 - unreadable, unreadable)),
                List.of(new TableCount("patients", 100, 100 - quarantined, quarantined, 0)),
                List.of(
                        verdict("id.required", Dimension.COMPLETENESS, 100, quarantined, "Broken by some"),
                        verdict("sources-agree", Dimension.CONSISTENCY, 0, 0, "Three rows differ")
                                .waivedBy(new Waiver(
                                        "clinical",
                                        "sources-agree",
                                        LocalDate.parse("2026-02-28"),
                                        "a steward",
                                        "Being mended.",
                                        new Place("quality-rules/waivers.yaml", 3, 5)))));
    }

    private static Verdict verdict(String id, Dimension dimension, long evaluated, long failed, String found) {
        return new Verdict(
                new Rule(
                        id,
                        "patients",
                        new Rule.Row("true", List.of()),
                        Severity.BLOCK,
                        new Rule.Standing(Rule.Author.STEWARD, dimension, "", ""),
                        Place.of("rules.yaml")),
                Verdict.Answer.FAILED,
                evaluated,
                failed,
                found);
    }
}
