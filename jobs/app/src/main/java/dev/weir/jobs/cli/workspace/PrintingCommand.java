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

    /** Prints a result in the form that was asked for. */
    protected void print(Runnable text, Supplier<ObjectNode> json) {
        output.print(terminal, text, json);
    }

    /** The same, of a document that is kept in this very form. */
    protected void printDocument(Runnable text, Supplier<String> json) {
        output.printDocument(terminal, text, json);
    }
}
