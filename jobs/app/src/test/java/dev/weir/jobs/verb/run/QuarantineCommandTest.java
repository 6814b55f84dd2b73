package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableCount;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.Schemas;
import dev.weir.releases.journal.RunArchive;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands about the quarantine say where there is nothing to read, and no Spark is started. */
class QuarantineCommandTest {

    private static final String CLINICAL = Path.of("../../examples/clinical").toString();

    @TempDir
    private Path folder;

    @Test
    void beforeTheFirstRunThereIsNothing() throws Exception {
        assertThat(CommandsTest.weir("quarantine", "clinical", "-w", CLINICAL).err())
                .contains("no run yet");
        JsonNode json = CommandsTest.json(CommandsTest.weir("quarantine", "clinical", "-w", CLINICAL, "-o", "json")
                .out());
        assertThat(Schemas.valid("quarantine", json)).isTrue();
        CommandsTest.Ended retry = CommandsTest.weir("quarantine", "retry", "clinical", "-w", CLINICAL);
        assertThat(retry.status()).isEqualTo(6);
        assertThat(retry.err()).contains("no run yet", "weir check clinical");
    }

    @Test
    void anEmptyQuarantineIsToldAsSuch() throws Exception {
        String workspace = folder.resolve("ws").toString();
        CommandsTest.weir("init", workspace);
        Instant now = Instant.parse("2026-01-31T08:00:00Z");
        new RunArchive(Path.of(workspace))
                .write(new RunRecord(
                        new RunRecord.Run("r1", "clinical", "0.1.0", now, now),
                        new RunRecord.Ending(Outcome.RELEASED, OptionalLong.of(1), List.of()),
                        List.of(new SourceCount("raw.x.x", List.of(), 9, 9, 0)),
                        List.of(new TableCount("patients", 9, 9, 0, 0)),
                        List.of()));
        CommandsTest.Ended ended = CommandsTest.weir("quarantine", "clinical", "-w", workspace);
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("clinical@1", "nothing is outside");
        JsonNode json = CommandsTest.json(CommandsTest.weir("quarantine", "clinical", "-w", workspace, "-o", "json")
                .out());
        assertThat(Schemas.valid("quarantine", json)).isTrue();
        assertThat(json.get("tables")).isEmpty();
        assertThat(CommandsTest.weir("quarantine", "clinical", "-w", workspace, "--table", "patient")
                        .err())
                .contains("C006", "did you mean 'patients'?");
    }

    @Test
    void whatMakesNoSenseIsAUsageError() {
        assertThat(CommandsTest.weir("quarantine", "-w", CLINICAL).err()).contains("C020", "No product is named");
        assertThat(CommandsTest.weir("quarantine", "clincal", "-w", CLINICAL).err())
                .contains("C006");
        assertThat(CommandsTest.weir("quarantine", "clinical", "--limit", "-1", "-w", CLINICAL)
                        .status())
                .isEqualTo(2);
        assertThat(CommandsTest.weir("quarantine", "clinical", "--release", "7", "-w", CLINICAL)
                        .err())
                .contains("S005");
        assertThat(CommandsTest.weir("quarantine", "retry", "clinical", "--limit", "-1", "-w", CLINICAL)
                        .status())
                .isEqualTo(2);
    }
}
