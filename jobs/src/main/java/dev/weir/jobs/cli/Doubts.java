package dev.weir.jobs.cli;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.evidence.Authenticity;
import dev.weir.jobs.release.StoredReleaseLog;
import java.util.List;

/** What a command says, on standard error, of a release that it shows and that is not as it was signed. */
final class Doubts {

    private Doubts() {}

    /** A line for each manifest that is not as a key of the workspace signed it. */
    static void tell(Terminal terminal, Workspace settings, StoredReleaseLog log, List<Manifest> shown) {
        try {
            Authenticity authenticity = Authenticity.of(settings, log);
            for (Manifest manifest : shown) {
                authenticity.doubts(manifest.product(), manifest.number()).stream()
                        .findFirst()
                        .ifPresent(doubt -> tell(terminal, manifest.reference(), doubt));
            }
        } catch (ProblemsException e) {
            e.problems().forEach(terminal::problem);
        }
    }

    private static void tell(Terminal terminal, String reference, Problem doubt) {
        terminal.say("@|bold,yellow Not as it was signed|@: " + reference + ". " + doubt.what() + " (" + doubt.why()
                + "). See 'weir verify " + reference + "'.");
    }
}
