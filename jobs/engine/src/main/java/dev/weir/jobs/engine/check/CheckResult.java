package dev.weir.jobs.engine.check;

import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.ShownRows;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.TablePlan;
import java.util.List;

/**
 * What a run would have said.
 *
 * @param plan what was done
 * @param request what would be asked of that run
 * @param last the releases that its tables would go on from; none where there are none, or it would make every table whole
 * @param record what was counted and judged; its outcome is {@code RELEASED} where a run would release, {@code UNCHANGED} where
 *     it would end at once since nothing is new, else {@code HELD}
 * @param shown rows that break a rule, and records that could not be read
 * @param unread files and folders beside the sources that no contract reads
 */
public record CheckResult(
        Plan plan, RunRequest request, List<String> last, RunRecord record, ShownRows shown, List<String> unread) {

    public CheckResult {
        last = List.copyOf(last);
        unread = List.copyOf(unread);
    }

    /** Where all files were judged at once, as a run with --full takes them: tables of which other runs bring a part. */
    public List<String> loadedInParts() {
        return request.extent() != RunRequest.Extent.FULL
                ? List.of()
                : plan.tables().stream()
                        .filter(table -> !table.load().isWhole())
                        .map(TablePlan::name)
                        .toList();
    }

    /** Whether a run would release. */
    public boolean releases() {
        return record.ending().outcome() == Outcome.RELEASED;
    }
}
