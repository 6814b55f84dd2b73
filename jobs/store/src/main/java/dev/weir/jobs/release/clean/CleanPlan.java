package dev.weir.jobs.release.clean;

import dev.weir.jobs.release.table.TableSurplus;
import java.util.List;

/**
 * What a clean-up takes away from a product, and what it leaves.
 *
 * @param standings every release, rising, those that have expired before among those that go
 * @param expiring releases whose rows expire now, and had not before
 * @param surplus of each table that has any
 * @param entries of the release log that no manifest names
 * @param leavings files and folders that dead runs left beside the tables
 */
public record CleanPlan(
        List<KeptRelease> standings,
        List<Long> expiring,
        List<TableSurplus> surplus,
        List<String> entries,
        List<TableSurplus.Left> leavings) {

    public CleanPlan {
        standings = List.copyOf(standings);
        expiring = List.copyOf(expiring);
        surplus = List.copyOf(surplus);
        entries = List.copyOf(entries);
        leavings = List.copyOf(leavings);
    }

    public boolean isNothing() {
        return expiring.isEmpty() && surplus.isEmpty() && entries.isEmpty() && leavings.isEmpty();
    }

    /** How many files go from tables and beside them. */
    public long files() {
        return surplus.stream().mapToLong(table -> table.files().size()).sum() + leavings.size();
    }

    public long bytes() {
        return surplus.stream().mapToLong(TableSurplus::bytes).sum()
                + leavings.stream().mapToLong(TableSurplus.Left::bytes).sum();
    }
}
