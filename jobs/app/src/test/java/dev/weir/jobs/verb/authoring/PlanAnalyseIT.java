package dev.weir.jobs.verb.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code weir plan --analyse} and a run say of SQL that Spark refuses, or cannot compute, as a steward types it. */
@ExtendWith(SparkFixture.class)
class PlanAnalyseIT {

    private static final String SELECT =
            "SELECT s.id, s.label, %s AS amount, s.identity\nFROM raw.visits s\nWHERE %s\n";

    @TempDir
    private Path folder;

    private MiniWorkspace workspace(String amount, String where) throws IOException {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("visits"));
        Files.writeString(workspace.root().resolve("contracts/clinic/visits.sql"), SELECT.formatted(amount, where));
        return workspace;
    }

    private static WeirProcess.Ended analyse(MiniWorkspace workspace) {
        return WarmCommands.weir(
                "plan", "clinic", "--analyse", "-w", workspace.root().toString());
    }

    @Test
    void planCountsWhatItAnalysed() throws Exception {
        MiniWorkspace workspace = workspace("s.amount", "s.id > 0");
        List<Path> before = workspace.written();

        assertThat(analyse(workspace).with(0).out()).contains("1 query and ", " rules analysed");

        assertThat(workspace.written()).isEqualTo(before);
    }

    @Test
    void planAndRunRefuseWithFileLineAndColumnBeforeAnythingIsRead() throws Exception {
        MiniWorkspace workspace = workspace("s.amount", "s.label > 5 AND s.id < 'many'");
        Files.delete(workspace.root().resolve("raw/visits.csv"));

        for (WeirProcess.Ended ended : List.of(analyse(workspace), workspace.run())) {
            assertThat(ended.with(2).err())
                    .contains(
                            "contracts/clinic/visits.sql:3:7  C008",
                            "reads text as",
                            "contracts/clinic/visits.sql:3:23  C008",
                            "takes 'many' for BIGINT")
                    .doesNotContain("X002", "S001");
        }
    }

    @Test
    void planAndRunRefuseASubQueryThatMayGiveSeveralRowsBeforeAnythingIsRead() throws Exception {
        MiniWorkspace workspace = workspace(
                "s.amount",
                "s.id = (SELECT t.id FROM raw.visits t WHERE t.label = s.label)"
                        + " OR s.id = (SELECT max(t.id) FROM raw.visits t)");

        for (WeirProcess.Ended ended : List.of(analyse(workspace), workspace.run())) {
            assertThat(ended.with(2).err())
                    .contains("contracts/clinic/visits.sql:3:14  C008", "may give several rows")
                    .doesNotContain("land ");
        }
    }

    @Test
    void whatARunCannotComputeIsNoFaultOfWeir() throws Exception {
        MiniWorkspace workspace = workspace("CAST(s.amount / (s.id - 2) AS DECIMAL(10, 2))", "s.id > 0");

        assertThat(workspace.run().with(2).err())
                .contains("contracts/clinic/visits.sql:1:28  C017", "'s.amount / (s.id - 2)'", "division by zero")
                .doesNotContain("X002", "1.50");
    }
}
