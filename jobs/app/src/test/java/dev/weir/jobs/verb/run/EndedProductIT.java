package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A product that is retired, or whose last day has passed, is released no more; what was released stays. */
class EndedProductIT {

    private static final String PRODUCT = "contracts/clinic/clinic.odps.yaml";

    @TempDir
    private Path folder;

    @Test
    void isNotReleasedAndItsReleasesAreRead() throws Exception {
        MiniWorkspace workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("patients"));
        workspace.run().with(0);
        String active = Files.readString(workspace.root().resolve(PRODUCT));
        String retired = active.replace("status: active", "status: retired");
        String over = active.replace("status: active", "status: deprecated")
                + "  - property: weirCatalogue\n"
                + "    value: { retirement: { lastDay: 2020-01-31, because: \"The ward moved.\" } }\n";
        for (String ended : List.of(retired, over)) {
            workspace.write(PRODUCT, ended);
            workspace.deliverAll();
            WeirProcess.Ended run = weir(workspace, "run", "clinic").with(2);
            assertThat(run.err())
                    .contains("C023", "No release of 'clinic' is made any more", PRODUCT)
                    .contains("write 'status: active' where that was a mistake");
            assertThat(StoredReleaseLog.in(new Warehouse(workspace.root().resolve("warehouse")))
                            .numbers("clinic")
                            .toArray())
                    .containsExactly(1);
            assertThat(weir(workspace, "read", "clinic.patients@1").with(0).out())
                    .isNotBlank();
        }
    }

    private static WeirProcess.Ended weir(MiniWorkspace workspace, String command, String word) {
        return WarmCommands.weir(command, word, "--workspace", workspace.root().toString());
    }
}
