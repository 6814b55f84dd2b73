package dev.weir.lineage;

import dev.weir.contracts.Product;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.StageTime;
import dev.weir.contracts.release.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happens in a run, in its order. Progress, report and lineage listen to the same stream. */
public sealed interface RunEvent {

    /** Calls the case that fits. */
    void match(Cases cases);

    /** One method per event; it does nothing where it is not overridden. */
    interface Cases {
        default void started(Started event) {}

        default void stageStarted(StageStarted event) {}

        default void tasks(Tasks event) {}

        default void stageEnded(StageEnded event) {}

        default void judged(Judged event) {}

        default void ended(Ended event) {}
    }

    /**
     * A run begins.
     *
     * @param runId a UUID
     * @param product what it is to release
     * @param inputs the source tables it reads, {@code contract-id.table}
     */
    record Started(String runId, Product product, List<String> inputs, Instant at) implements RunEvent {
        public Started {
            inputs = List.copyOf(inputs);
        }

        @Override
        public void match(Cases cases) {
            cases.started(this);
        }
    }

    /** A stage begins on a table or source; the subject is empty for the run as a whole. */
    record StageStarted(String stage, String subject) implements RunEvent {
        @Override
        public void match(Cases cases) {
            cases.stageStarted(this);
        }
    }

    /** Spark's tasks of the stage that runs: how many are done, of how many. */
    record Tasks(int done, int total) implements RunEvent {
        @Override
        public void match(Cases cases) {
            cases.tasks(this);
        }
    }

    /** A stage is over. */
    record StageEnded(StageTime time) implements RunEvent {
        @Override
        public void match(Cases cases) {
            cases.stageEnded(this);
        }
    }

    /** The rules have been judged. */
    record Judged(List<Verdict> verdicts) implements RunEvent {
        public Judged {
            verdicts = List.copyOf(verdicts);
        }

        @Override
        public void match(Cases cases) {
            cases.judged(this);
        }
    }

    /** The run is over; the manifest is there when it released. */
    record Ended(RunRecord record, Optional<Manifest> manifest) implements RunEvent {
        @Override
        public void match(Cases cases) {
            cases.ended(this);
        }
    }

    /** Receives a run's events. A listener that throws ends the run, unless its documentation differs. */
    interface Listener {
        /** Called for each event in its order, one at a time. */
        void on(RunEvent event);
    }
}
