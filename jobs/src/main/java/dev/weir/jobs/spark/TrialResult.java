package dev.weir.jobs.spark;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.spark.sink.FailingRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run would have said.
 *
 * @param plan what was done
 * @param record what was counted and judged; its outcome is {@code RELEASED} where a run would release, else {@code HELD}
 * @param failing by rule, the first rows that break it, by file and line; rules whose rows cannot be told are not there
 * @param unreadable the records that could not be read, by cause
 */
public record TrialResult(
        Plan plan, RunRecord record, Map<String, List<FailingRow>> failing, List<Unreadable> unreadable) {

    public TrialResult {
        requireNonNull(plan, "plan");
        requireNonNull(record, "record");
        failing = Map.copyOf(failing);
        unreadable = List.copyOf(unreadable);
    }

    /** Whether a run would release. */
    public boolean releases() {
        return record.ending().outcome() == Outcome.RELEASED;
    }

    /**
     * Records of a source that could not be read for one cause.
     *
     * @param source {@code contract-id.table}
     * @param reason such as {@code unreadable.type}
     * @param column whose value it is; empty where it is the whole record
     * @param records how many
     * @param first of them, by file and line
     */
    public record Unreadable(String source, String reason, Optional<String> column, long records, List<At> first) {
        public Unreadable {
            requireNonNull(source, "source");
            requireNonNull(reason, "reason");
            requireNonNull(column, "column");
            first = List.copyOf(first);
        }
    }

    /** Where a record lies, and what more can be said of it. */
    public record At(String file, OptionalLong line, Optional<String> detail) {
        public At {
            requireNonNull(file, "file");
            requireNonNull(line, "line");
            requireNonNull(detail, "detail");
        }
    }
}
