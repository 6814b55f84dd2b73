package dev.weir.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ExitCode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.release.Publication;
import dev.weir.jobs.release.SampleRelease;
import dev.weir.jobs.release.StoredReleaseLog;
import dev.weir.jobs.release.Warehouse;
import dev.weir.jobs.release.iceberg.EmbeddedCatalogue;
import dev.weir.lineage.RunEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run that another one, of another machine, has outrun at the commit point. */
@ExtendWith(SparkFixture.class)
class OutrunIT {

    private final SparkSession shared;

    @TempDir
    private Path folder;

    OutrunIT(SparkSession spark) {
        this.shared = spark;
    }

    @AfterEach
    void theSharedSessionIsActiveAgain() {
        SparkSession.setActiveSession(shared);
    }

    @Test
    void isToldWhoWonAndLeavesNothing() throws Exception {
        Workspace workspace = ClinicFiles.in(folder)
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\n")
                .deliver("visits", ClinicFiles.VISITS + "v1,p1,2026-01-02,,in,5.00\n")
                .read();
        StoredReleaseLog log = StoredReleaseLog.of(workspace);
        List<String> told = new ArrayList<>();
        RunEvent.Listener rival = event -> {
            if (event instanceof RunEvent.Judged && log.numbers("clinic").count() == 0) {
                Publication first =
                        log.publish(SampleRelease.of("clinic", 1, Optional.empty(), "rival", List.of(), List.of()));
                told.add(first.getClass().getSimpleName());
            }
        };
        ProductRun run = new ProductRun(session(workspace), "1.0.0", rival);
        assertThatThrownBy(() -> run.run("clinic", RunRequest.usual()))
                .isInstanceOfSatisfying(
                        ProblemsException.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.CONFLICT))
                .hasMessageContaining("Another run has published clinic@1 first");
        assertThat(told).containsExactly("Done");
        assertThat(log.numbers("clinic")).containsExactly(1L);
        assertThat(folder.resolve("warehouse/releases/clinic/pending")).isEmptyDirectory();

        assertThat(run.run("clinic", RunRequest.usual())
                        .manifest()
                        .orElseThrow()
                        .number())
                .isEqualTo(2);
    }

    private WeirSession session(Workspace workspace) {
        EmbeddedCatalogue catalogue = EmbeddedCatalogue.of(workspace.profile(), Warehouse.of(workspace));
        catalogue.open();
        SparkSession own = shared.newSession();
        catalogue.sparkSettings().forEach(own.conf()::set);
        SparkSession.setActiveSession(own);
        return WeirSession.in(own, workspace);
    }
}
