package dev.weir.jobs.spark;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.ShownRows;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.TablePlan;
import java.util.List;

/**
 * What a run would have said.
 *
 * @param plan what was done
 * @param record what was counted and judged; its outcome is {@code RELEASED} where a run would release, else {@code HELD}
 * @param shown rows that break a rule, and records that could not be read
 */
public record TrialResult(Plan plan, RunRecord record, ShownRows shown) {

    public TrialResult {
        requireNonNull(plan, "plan");
        requireNonNull(record, "record");
        requireNonNull(shown, "shown");
    }

    /** Tables whose runs bring a part of what was judged here: a trial takes all files at once, as a run with --full does. */
    public List<String> loadedInParts() {
        return plan.tables().stream()
                .filter(table -> !table.load().isWhole())
                .map(TablePlan::name)
                .toList();
    }

    /** Whether a run would release. */
    public boolean releases() {
        return record.ending().outcome() == Outcome.RELEASED;
    }
}
