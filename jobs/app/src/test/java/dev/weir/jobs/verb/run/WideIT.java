package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.cli.Launcher;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.WeirProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table with more columns and rules than a person writes: nothing overflows, and no code is left ungenerated. */
@Tag("slow")
class WideIT {

    @TempDir
    Path workspace;

    @Test
    void judgesManyRulesOverManyColumnsByGeneratedCode() throws Exception {
        Process made = new ProcessBuilder(
                        Launcher.HOME.resolve("benchmarks/wide-workspace").toString(),
                        workspace.toString(),
                        "300",
                        "700",
                        "2000")
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        WeirProcess.start("init", workspace.toString()).end().with(0);
        RunRecord record = MiniWorkspace.record(
                WeirProcess.start("run", "wide", "--workspace", workspace.toString(), "--output", "json")
                        .end()
                        .with(0));

        assertThat(record.ending().outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(record.verdicts()).hasSizeGreaterThan(700);
        assertThat(record.tables())
                .singleElement()
                .satisfies(table -> assertThat(table.quarantined()).isEqualTo(2));
        assertThat(Files.readString(workspace.resolve("runs/spark.log"), StandardCharsets.UTF_8))
                .doesNotContain("falling back", "odegen disabled", "ailed to compile");
    }
}
