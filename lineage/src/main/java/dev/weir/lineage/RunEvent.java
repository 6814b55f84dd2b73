package dev.weir.lineage;

import dev.weir.contracts.Product;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.StageTime;
import dev.weir.contracts.release.TableLoad.Span;
import dev.weir.contracts.release.Verdict;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What happens in a run, in its order. Progress, report and lineage listen to the same stream. */
public sealed interface RunEvent {

    /**
     * A run begins.
     *
     * @param runId a UUID
     * @param product what it is to release
     * @param inputs the source tables it reads, {@code contract-id.table}
     * @param interval that it is about; empty where it is about none
     * @param parameters what was asked of it, such as {@code command} and {@code extent}; no value of a row, and no path
     */
    record Started(
            String runId,
            Product product,
            List<String> inputs,
            Instant at,
            Optional<Span> interval,
            NavigableMap<String, String> parameters)
            implements RunEvent {
        public Started {
            inputs = List.copyOf(inputs);
            parameters = Collections.unmodifiableNavigableMap(new TreeMap<>(parameters));
        }

        /** A run that is about no interval, and of which nothing was asked. */
        public Started(String runId, Product product, List<String> inputs, Instant at) {
            this(runId, product, inputs, at, Optional.empty(), new TreeMap<>());
        }
    }

    /** A stage begins on a table or source; the subject is empty for the run as a whole. */
    record StageStarted(String stage, String subject) implements RunEvent {}

    /** Spark's tasks of the stage that runs: how many are done, of how many. */
    record Tasks(int done, int total) implements RunEvent {}

    /** A stage is over. */
    record StageEnded(StageTime time) implements RunEvent {}

    /** The rules have been judged. */
    record Judged(List<Verdict> verdicts) implements RunEvent {
        public Judged {
            verdicts = List.copyOf(verdicts);
        }
    }

    /**
     * The run is over.
     *
     * @param manifest of the release that it made, or that it stays at since nothing is new
     * @param lineage of the release; {@link ProductLineage#UNKNOWN} without one
     * @param causes what stood against the run, besides the verdicts of its record
     */
    record Ended(RunRecord record, Optional<Manifest> manifest, ProductLineage lineage, List<EndingCause> causes)
            implements RunEvent {
        public Ended {
            causes = List.copyOf(causes);
        }

        /** The end of a run against which nothing stood but verdicts. */
        public Ended(RunRecord record, Optional<Manifest> manifest, ProductLineage lineage) {
            this(record, manifest, lineage, List.of());
        }

        /** The end of a run that made no release. */
        public Ended(RunRecord record) {
            this(record, List.of());
        }

        /** The end of a run that made no release, with what stood against it. */
        public Ended(RunRecord record, List<EndingCause> causes) {
            this(record, Optional.empty(), ProductLineage.UNKNOWN, causes);
        }
    }

    /** Receives a run's events. A listener that throws ends the run, unless its documentation differs. */
    interface Listener {
        /** Called for each event in its order, one at a time. */
        void on(RunEvent event);
    }
}
