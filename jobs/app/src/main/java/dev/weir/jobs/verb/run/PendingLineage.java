package dev.weir.jobs.verb.run;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.lineage.ParentRun;
import dev.weir.lineage.sending.LineageBacklog;
import dev.weir.lineage.sending.LineageSettings;
import dev.weir.lineage.sending.Spool;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is to be known of the lineage of runs. Before them: what of its settings is passed over. After them: what became of it. A server that takes none fails no run, and is not passed over in silence. What was refused or
 * dropped before the runs is not theirs, and is left to {@code weir doctor}.
 */
final class PendingLineage {

    private static final LineageBacklog NOTHING = new LineageBacklog(List.of(), List.of(), 0, 0);

    private final Desk desk;
    private final LineageBacklog before;

    private PendingLineage(Desk desk, LineageBacklog before) {
        this.desk = desk;
        this.before = before;
    }

    /** Notes what settings have in vain, makes runs and, however they end, notes what each destination has not got. */
    static <T> T after(Desk desk, Workspace read, Supplier<T> runs) {
        Optional<LineageSettings> settings = settings(desk, read);
        PendingLineage pending =
                new PendingLineage(desk, settings.map(to -> before(read, to)).orElse(NOTHING));
        settings.ifPresent(pending::noteSettings);
        try {
            return runs.get();
        } finally {
            settings.ifPresent(to -> pending.report(read, to));
        }
    }

    /** Empty where they cannot be used: each run ends with that itself. */
    private static Optional<LineageSettings> settings(Desk desk, Workspace read) {
        try {
            return Optional.of(LineageSettings.of(read, desk.folder().environment()));
        } catch (ProblemsException e) {
            return Optional.empty();
        }
    }

    /** Where it cannot be counted, the count after the runs fails as well, and is noted. */
    private static LineageBacklog before(Workspace read, LineageSettings settings) {
        try {
            return LineageBacklog.of(read, settings);
        } catch (IOException e) {
            return NOTHING;
        }
    }

    private void noteSettings(LineageSettings settings) {
        for (Problem key : settings.passedOver()) {
            desk.caller().note(key.place() + ": " + key.what() + "; " + key.why() + "; " + key.remedy());
        }
        if (!settings.names().isEmpty()) {
            ParentRun.of(desk.folder().environment(), desk.caller()::note);
        }
    }

    private void report(Workspace read, LineageSettings settings) {
        try {
            LineageBacklog now = LineageBacklog.of(read, settings);
            now.destinations().forEach(state -> report(state, state.waiting() - now.aside()));
            now.unnamed().stream()
                    .filter(state -> state.waiting() > 0)
                    .forEach(state -> desk.caller()
                            .note(events(state.waiting(), " waits", " wait") + " in '" + Spool.FOLDER + "' for '"
                                    + state.name() + "', which the settings do not name. "
                                    + settings.remedyFor(state.name())));
            if (now.aside() > 0) {
                desk.caller()
                        .note(events(now.aside(), " is", " are") + " kept in 'lineage/spare' and not sent, since '"
                                + Spool.FOLDER + "' could not be written. Give this user the right to write there; then"
                                + " the next run or 'weir lineage replay' sends "
                                + (now.aside() == 1 ? "it." : "them."));
            }
            long dropped = now.dropped() - before.dropped();
            if (dropped > 0) {
                desk.caller()
                        .note(events(dropped, "", "") + " had to make room in '" + Spool.FOLDER
                                + "', and can no longer be sent.");
            }
        } catch (IOException e) {
            desk.caller()
                    .note("Whether lineage events wait is not known: '" + Spool.FOLDER + "' cannot be read ("
                            + e.getClass().getSimpleName() + ")");
        }
    }

    private void report(LineageBacklog.State state, int waiting) {
        if (waiting > 0) {
            desk.caller()
                    .note(events(waiting, " waits", " wait") + " in '" + Spool.FOLDER + "', since '"
                            + state.name()
                            + "' did not take what was sent; 'runs/spark.log' says why. The next run or 'weir lineage"
                            + " replay' sends " + (waiting == 1 ? "it." : "them."));
        }
        int refused = state.refused() - refusedBefore(state.name());
        if (refused > 0) {
            desk.caller()
                    .note(events(refused, " was", " were") + " refused by '" + state.name()
                            + "'; 'lineage/refused' has the answers. Once that is mended, 'weir lineage replay --refused'"
                            + " sends " + (refused == 1 ? "it" : "them") + " again.");
        }
    }

    private int refusedBefore(String destination) {
        return before.destinations().stream()
                .filter(state -> state.name().equals(destination))
                .mapToInt(LineageBacklog.State::refused)
                .findFirst()
                .orElse(0);
    }

    private static String events(long number, String one, String more) {
        return number + (number == 1 ? " lineage event" + one : " lineage events" + more);
    }
}
