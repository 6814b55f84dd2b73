package dev.weir.releases.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.releases.lease.Lease;
import dev.weir.releases.log.SampleRelease;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedRunsTest {

    @TempDir
    private Path folder;

    private RunStore store;
    private StoredReleaseLog log;
    private RunJournals journals;

    @BeforeEach
    void open() {
        Warehouse warehouse = new Warehouse(folder);
        store = RunStore.in(warehouse);
        log = StoredReleaseLog.in(warehouse);
        journals = store.journals("clinical");
    }

    @Test
    void saysOfEachDeadRunWhatRecoveryWouldDo() {
        log.publish(SampleRelease.of(1, Optional.empty(), "b", List.of()));
        journals.write(journal("a", RunJournal.State.OPEN, OptionalLong.empty()));
        journals.write(journal("b", RunJournal.State.SEALED, OptionalLong.of(1)));
        journals.write(journal("c", RunJournal.State.SEALED, OptionalLong.of(2)));
        journals.write(journal("d", RunJournal.State.HELD, OptionalLong.empty()));
        journals.write(journal("e", RunJournal.State.SEALED, OptionalLong.of(1)));
        assertThat(UnfinishedRuns.of(store, log, "clinical"))
                .extracting(UnfinishedRuns.Left::plannedAction)
                .containsExactly(
                        "Undo run a, which ended before it released anything.",
                        "Finish release clinical@1, which run b had published before it ended.",
                        "Publish clinical@2, which run c had signed before it ended.",
                        "Finish run d, which was held: its quarantine is kept.",
                        "Undo run e, which ended before it published clinical@1: another run has.");
        assertThat(UnfinishedRuns.of(store, log, "clinical"))
                .extracting(UnfinishedRuns.Left::mending)
                .containsOnly(UnfinishedRuns.Mending.ANY_COMMAND);
        assertThat(journals.list()).hasSize(5);
    }

    @Test
    void aLivingRunIsNotUnfinished() {
        journals.write(journal("a", RunJournal.State.OPEN, OptionalLong.empty()));
        try (Lease lease = store.leases().take("clinical", "run a")) {
            assertThat(lease).isNotNull();
            assertThat(UnfinishedRuns.of(store, log, "clinical")).isEmpty();
            assertThat(UnfinishedRuns.runs(store, "clinical")).containsExactly("a");
        }
        assertThat(UnfinishedRuns.of(store, log, "clinical")).hasSize(1);
    }

    @Test
    void aJournalThatNobodyUnderstandsIsLeftToPeople() throws IOException {
        journals.write(journal("b", RunJournal.State.OPEN, OptionalLong.empty()));
        Path damaged = Files.writeString(folder.resolve("releases/clinical/pending/a.json"), "{ half");
        List<UnfinishedRuns.Left> left = UnfinishedRuns.of(store, log, "clinical");
        assertThat(left)
                .extracting(UnfinishedRuns.Left::mending)
                .containsExactly(UnfinishedRuns.Mending.MANUAL, UnfinishedRuns.Mending.ANY_COMMAND);
        assertThat(left.get(0).plannedAction()).contains("cannot be understood", damaged.toString(), "restore");
    }

    @Test
    void aLookLeavesNothingWhereNothingWas() {
        assertThat(UnfinishedRuns.of(store, log, "clinical")).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    private static RunJournal journal(String run, RunJournal.State state, OptionalLong release) {
        return new RunJournal(
                "clinical",
                run,
                Instant.EPOCH,
                release,
                state,
                release.stream()
                        .mapToObj(number -> SampleRelease.of(
                                number, number == 1 ? Optional.empty() : Optional.of("0".repeat(64)), run, List.of()))
                        .findFirst(),
                List.of());
    }
}
