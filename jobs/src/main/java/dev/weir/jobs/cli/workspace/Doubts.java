package dev.weir.jobs.cli.workspace;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.releases.evidence.Authenticity;
import dev.weir.releases.log.StoredReleaseLog;

/** What a command says, on standard error, of a release that it shows and that is not as it was signed. */
public final class Doubts {

    private Doubts() {}

    /** A line where its manifest is not as a key of the workspace signed it. */
    public static void tell(Terminal terminal, Workspace settings, StoredReleaseLog log, Manifest shown) {
        try {
            Authenticity.of(settings, log).doubts(shown.product(), shown.number()).stream()
                    .findFirst()
                    .ifPresent(doubt -> tell(terminal, shown.reference(), doubt));
        } catch (ProblemsException e) {
            e.problems().forEach(terminal::problem);
        }
    }

    private static void tell(Terminal terminal, String reference, Problem doubt) {
        terminal.say("@|bold,yellow Not as it was signed|@: " + reference + ". " + doubt.what() + " (" + doubt.why()
                + "). See 'weir verify " + reference + "'.");
    }
}
