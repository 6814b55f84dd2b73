package dev.weir.jobs.cli.workspace;

import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.desk.Desk;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command about a workspace: it parses, asks a desk, and prints. */
public abstract class WorkspaceCommand implements Callable<Integer> {

    protected final Terminal terminal;

    @Mixin
    protected WorkspaceOption workspace = new WorkspaceOption();

    private final Clock clock;

    protected WorkspaceCommand(Terminal terminal) {
        this(terminal, Clock.systemUTC());
    }

    protected WorkspaceCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    protected Desk desk() {
        return workspace.desk(terminal, clock);
    }
}
