package dev.weir.jobs.engine.source;

import dev.weir.contracts.Rule;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.engine.scope.RunScope;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.interval.Window;
import dev.weir.releases.log.ReleaseLog;
import java.util.Collection;
import java.util.List;

/**
 * Whether any file came for a table that is made of new files alone. Where none did, there is nothing to judge: a run on a day
 * without a file is no day of 0 rows. A file without a row is one.
 */
public final class NewFilesCheck {

    private NewFilesCheck() {}

    /** Of the run at hand, by what it found. */
    public static boolean came(TablePlan table, RunScope scope, Collection<SourceInput> sources) {
        List<SourceInput> read = sources.stream()
                .filter(source -> source.read().feeds().contains(table.name()))
                .filter(source -> scope.window(source.read()) == Window.NEW_FILES)
                .toList();
        return read.isEmpty()
                || scope.base(table).isEmpty()
                || read.stream().anyMatch(source -> !source.files().isEmpty());
    }

    /** Of a release, by the files that it and the one below it were made of. */
    public static boolean came(ReleaseLog log, String product, ReleasedTable table) {
        if (table.load().madeOf().isEmpty() || table.load().base().isEmpty()) {
            return true;
        }
        Manifest below = log.read(product, table.load().base().getAsLong());
        return below.table(table.name())
                .filter(before -> before.load().madeOf().equals(table.load().madeOf()))
                .isEmpty();
    }

    /** The answer of every check for a table for which no file came. */
    public static Verdict nothing(Rule rule) {
        return Verdict.onNothing(rule, "No new file came for '" + rule.table() + "', so there is nothing to judge");
    }
}
