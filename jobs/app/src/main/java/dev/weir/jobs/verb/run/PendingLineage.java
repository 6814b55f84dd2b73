package dev.weir.jobs.verb.run;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.lineage.sending.LineageBacklog;
import dev.weir.lineage.sending.LineageSettings;
import dev.weir.lineage.sending.Spool;
import java.io.IOException;

/** What became of the lineage of a run: a server that takes none fails no run, and is not passed over in silence. */
final class PendingLineage {

    private PendingLineage() {}

    /** Notes what each destination has not got. */
    static void report(Desk desk, Workspace read) {
        try {
            LineageBacklog backlog = LineageBacklog.of(
                    read, LineageSettings.of(read, desk.folder().environment()));
            for (LineageBacklog.State state : backlog.destinations()) {
                if (state.waiting() > 0) {
                    desk.caller()
                            .note(events(state.waiting(), " waits", " wait") + " in '" + Spool.FOLDER + "', since '"
                                    + state.name() + "' did not take what was sent; 'runs/spark.log' says why. The next"
                                    + " run or 'weir lineage replay' sends it.");
                }
                if (state.refused() > 0) {
                    desk.caller()
                            .note(events(state.refused(), " was", " were") + " refused by '" + state.name()
                                    + "'; 'lineage/refused' has the answers. Delete what you have looked at.");
                }
            }
            if (backlog.dropped() > 0) {
                desk.caller()
                        .note(events(backlog.dropped(), "", "") + " had to make room in '" + Spool.FOLDER
                                + "', and can no longer be sent.");
            }
        } catch (IOException e) {
            desk.caller()
                    .note("Whether lineage events wait is not known: '" + Spool.FOLDER + "' cannot be read ("
                            + e.getClass().getSimpleName() + ")");
        }
    }

    private static String events(long number, String one, String more) {
        return number + (number == 1 ? " lineage event" + one : " lineage events" + more);
    }
}
