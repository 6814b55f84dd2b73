package dev.weir.jobs.engine.scope;

import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.TableLoad;
import dev.weir.jobs.plan.Plan;
import dev.weir.quality.drift.CountedRelease;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * How what a run makes of a table stands to what earlier releases made of it.
 *
 * @param started when the run did
 * @param zone of the workspace
 */
public record EarlierLoads(Plan plan, RunScope scope, Instant started, ZoneId zone) {

    /** The interval that the run makes of a table, perhaps again: a day is not compared with its own earlier version. */
    public Optional<TableLoad.Span> interval(String table) {
        return now(table).interval();
    }

    /** Whether the earlier load was of as much: a day is compared with days. */
    public boolean isComparable(ReleasedTable before) {
        return CountedRelease.of(now(before.name()), started, zone, 0)
                .isComparable(CountedRelease.of(before.load(), started, zone, 0));
    }

    private TableLoad now(String table) {
        return scope.load(plan.table(table), TableLoad.Change.NONE, Optional.empty(), List.of());
    }
}
