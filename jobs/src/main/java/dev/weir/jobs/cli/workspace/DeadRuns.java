package dev.weir.jobs.cli.workspace;

import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.engine.session.WeirSession;

/** What dead runs have left, for a command that has the engine. */
public final class DeadRuns {

    private DeadRuns() {}

    /** Before the command looks at a product's tables: finishes or undoes what was left, and says a line for each run. */
    public static void recover(WeirSession session, String product, Terminal terminal) {
        session.releases().recover(product).forEach(terminal::say);
    }
}
