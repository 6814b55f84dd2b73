package dev.weir.jobs.verb.released;

import dev.weir.contracts.ExitCode;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.WorkspaceCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "names",
        hidden = true,
        description = "Print the products, tables, sources and releases whose names begin so, for tab completion.")
public final class NamesCommand extends WorkspaceCommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "BEGUN", description = "What is written so far.")
    private String begun = "";

    public NamesCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        KnownNames.after(desk(), begun).forEach(terminal::plain);
        return ExitCode.DONE.status();
    }
}
