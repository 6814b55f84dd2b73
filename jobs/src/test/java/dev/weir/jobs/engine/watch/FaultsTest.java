package dev.weir.jobs.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.releases.journal.UnfinishedRuns;
import java.io.IOException;
import java.util.Optional;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private final Throwable full = new SparkException(
            "Job aborted: No space left on device", new IOException("write failed: No space left on device"));

    @Test
    void aFullDiskIsToldInTheSystemsWords() {
        assertThat(Faults.told(full, Optional.empty()))
                .hasMessageContaining("S003  The disk is full; the system reports 'no space left on device'; free some"
                        + " space, or give this user the right to write there; the tables are as they were");
    }

    /** A run that was signed is published by whoever comes next: nobody may believe that nothing happened. */
    @Test
    void whatTheRunLeftIsSaidInsteadOfThatNothingHappened() {
        UnfinishedRuns.Left left = new UnfinishedRuns.Left(
                "run-2",
                UnfinishedRuns.Mending.ANY_COMMAND,
                "Publish mix@2, which run run-2 had signed before it ended.");
        assertThat(Faults.told(full, Optional.of(left)))
                .hasMessageContaining("the run could not undo its work, and tables may show it; the next command of the"
                        + " product goes on: Publish mix@2, which run run-2 had signed before it ended.")
                .hasMessageNotContaining("as they were");
    }

    @Test
    void whatHasNothingToDoWithStoresIsToldAsItIs() {
        ProblemsException problem =
                ProblemsException.of(Code.TABLE_CHANGED, Place.of("p"), "It has changed", "why", "Run again.");
        assertThat(((ProblemsException) Faults.told(problem, Optional.empty())).problems())
                .isEqualTo(problem.problems());
    }
}
