package dev.weir.jobs.verb.lineage;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.lineage.sending.LineageReplay;
import dev.weir.lineage.sending.LineageSettings;
import dev.weir.lineage.sending.Spool;
import java.io.IOException;
import java.time.Duration;

/**
 * What waited, sent.
 *
 * @param settings where events go
 * @param replay what became of them
 */
public record ReplayedEvents(LineageSettings settings, LineageReplay replay) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * Sends what waits in the workspace.
     *
     * @param isRefusedToo whether what destinations have refused is sent again
     * @throws ProblemsException when the settings cannot be used, or the spool cannot be read
     */
    public static ReplayedEvents of(Desk desk, boolean isRefusedToo) {
        Workspace workspace = desk.settings();
        LineageSettings settings = LineageSettings.of(workspace, desk.folder().environment());
        try {
            if (isRefusedToo) {
                LineageReplay.putBack(workspace, settings);
            }
            return new ReplayedEvents(settings, LineageReplay.of(workspace, settings, PATIENCE, desk.caller()::note));
        } catch (IOException e) {
            throw ProblemsException.of(
                    Code.STORE_UNREACHABLE,
                    Place.of(Spool.FOLDER),
                    "Lineage events that wait cannot be sent",
                    e.getClass().getSimpleName(),
                    "give this user the right to read and write the folder",
                    e);
        }
    }
}
