package dev.weir.jobs.cli.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.Terminal;
import java.time.Clock;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;

/** A command whose result is printed for people or for tools. */
public abstract class PrintingCommand extends WorkspaceCommand {

    @Mixin
    private OutputOption output = new OutputOption();

    protected PrintingCommand(Terminal terminal) {
        super(terminal);
    }

    protected PrintingCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }

    /** Prints a result in the form that was asked for, and returns the exit status of a command that is done. */
    protected int print(Runnable text, Supplier<ObjectNode> json) {
        return output.print(terminal, text, json);
    }

    /** The same, of a document that is kept in this very form. */
    protected int printDocument(Runnable text, Supplier<String> json) {
        return output.printDocument(terminal, text, json);
    }
}
