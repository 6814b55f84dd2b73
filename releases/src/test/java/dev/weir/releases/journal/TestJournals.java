package dev.weir.releases.journal;

import dev.weir.contracts.release.Manifest;
import dev.weir.releases.log.SampleRelease;
import dev.weir.releases.warehouse.Warehouse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Journals of dead runs of product {@code clinical} that had staged nothing, written as runs write them. */
public final class TestJournals {

    private final RunJournals journals;

    public TestJournals(Warehouse warehouse) {
        this.journals = RunStore.in(warehouse).journals("clinical");
    }

    /** Died before it was decided what comes of it. */
    public void open(String run) {
        write(run, RunJournal.State.OPEN, Optional.empty());
    }

    /** Died when it was held. */
    public void held(String run) {
        write(run, RunJournal.State.HELD, Optional.empty());
    }

    /** Died when it published that number: before, at or after its entry in the log. */
    public void sealed(String run, long release) {
        write(
                run,
                RunJournal.State.SEALED,
                Optional.of(SampleRelease.of(
                        release, release == 1 ? Optional.empty() : Optional.of("0".repeat(64)), run, List.of())));
    }

    private void write(String run, RunJournal.State state, Optional<Manifest> manifest) {
        journals.write(
                new RunJournal("clinical", run, Instant.EPOCH, OptionalLong.empty(), state, manifest, List.of()));
    }
}
