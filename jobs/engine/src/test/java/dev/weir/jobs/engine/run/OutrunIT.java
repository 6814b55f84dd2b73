package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ExitCode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.content.ContentSums;
import dev.weir.jobs.engine.content.HashMethod;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.interval.Interval;
import dev.weir.lineage.RunEvent;
import dev.weir.releases.log.PublishResult;
import dev.weir.releases.log.SampleRelease;
import dev.weir.releases.log.StoredReleaseLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run that another one, of another machine, has outrun at the commit point. */
@ExtendWith(SparkFixture.class)
class OutrunIT {

    private static final String TAG = "release_2";

    @TempDir
    private Path folder;

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
                PublishResult first =
                        log.publish(SampleRelease.of("clinic", 1, Optional.empty(), "rival", List.of(), List.of()));
                told.add(first.getClass().getSimpleName());
            }
        };
        ProductRun run = new ProductRun(WeirSession.open(workspace), "1.0.0", rival);
        assertThatThrownBy(() -> run.run("clinic", RunRequest.usual()))
                .isInstanceOfSatisfying(
                        ProblemsException.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.CONFLICT))
                .hasMessageContaining("Another run has published clinic@1 first");
        assertThat(told).containsExactly("Done");
        assertThat(log.numbers("clinic")).containsExactly(1L);
        assertThat(folder.resolve("warehouse/releases/clinic/pending")).isEmptyDirectory();

        // nobody signed the rival's: nothing is built on it
        assertThatThrownBy(() -> run.run("clinic", RunRequest.usual()))
                .isInstanceOfSatisfying(
                        ProblemsException.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.COMPLIANCE))
                .hasMessageContaining("clinic@1 is not signed");
        assertThat(log.numbers("clinic")).containsExactly(1L);
    }

    /** Day by day into one table, by what has changed into the other: rows of both runs are there. */
    @Tag("slow")
    @Test
    void beginsAgainOnTheWinnersReleaseWhereRowsAreAdded() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .load("visits", "day", "{ mode: append, interval: day }")
                .load("patients", "age", "{ mode: merge, order: age }");
        Manifest before = run(files, 1, event -> {}).manifest().orElseThrow();
        Manifest winner = run(files, 2, event -> {}).manifest().orElseThrow();
        Path entry = folder.resolve("warehouse/releases/clinic/2.json");
        Path away = folder.resolve("2.json");

        // The winner's release is hidden, and appears with its tables when the run is about to publish.
        Files.move(entry, away);
        headsAt(before, false);
        List<String> told = new ArrayList<>();
        Manifest third = run(files, 3, event -> {
                    if (event instanceof RunEvent.StageStarted stage
                            && stage.stage().equals("rebase")) {
                        told.add(stage.subject());
                    }
                    if (event instanceof RunEvent.Judged && Files.exists(away)) {
                        try {
                            Files.move(away, entry);
                            headsAt(winner, true);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                })
                .manifest()
                .orElseThrow();

        assertThat(told).containsExactly("Another run published clinic@2 first: this one begins again on it (1 of 3).");
        assertThat(third.number()).isEqualTo(3);
        assertThat(third.tables()).extracting(ReleasedTable::rows).containsExactly(4L, 3L);
        WeirSession session = WeirSession.open(files.read());
        assertThat(session.releases().read(third, "patients").select("age").collectAsList())
                .extracting(row -> row.getLong(0))
                .containsExactlyInAnyOrder(1L, 2L, 3L, 33L);
        for (ReleasedTable table : third.tables()) {
            assertThat(ContentSums.of(session.releases().read(third, table.name()), HashMethod.ROWS)
                            .content())
                    .isEqualTo(table.content());
        }
    }

    /** Everybody has patient p0, who grows older, and one patient and one visit of their own. */
    private RunResult run(ClinicFiles files, int day, RunEvent.Listener listener) throws IOException {
        files.deliver("patients", ClinicFiles.PATIENTS + "p0,,F,3" + day + "\np" + day + ",,M," + day + "\n")
                .deliver("visits", ClinicFiles.VISITS + "v" + day + ",p0,2026-01-0" + day + ",,in,5.00\n");
        return new ProductRun(WeirSession.open(files.read()), "1.0.0", listener)
                .run("clinic", RunRequest.usual().over(Interval.parse("2026-01-0" + day, ZoneOffset.UTC)));
    }

    /** Everybody sees this release's rows, and the winner's tag is hidden or shown with them. */
    private static void headsAt(Manifest release, boolean winner) {
        for (ReleasedTable table : release.tables()) {
            try {
                Table head = Spark3Util.loadIcebergTable(SparkSession.active(), "weir.clinic." + table.name());
                long version = table.version().number();
                head.manageSnapshots().setCurrentSnapshot(version).commit();
                if (winner) {
                    head.manageSnapshots().createTag(TAG, version).commit();
                } else {
                    head.manageSnapshots().removeTag(TAG).commit();
                }
            } catch (NoSuchTableException | ParseException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
