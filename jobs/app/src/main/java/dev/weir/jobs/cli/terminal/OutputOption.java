package dev.weir.jobs.cli.terminal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ExitCode;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How the result is printed. */
public final class OutputOption {

    private static final String LONG = "--output";
    private static final String SHORT = "-o";

    @Option(
            names = {SHORT, LONG},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: text.")
    private OutputFormat format = OutputFormat.TEXT;

    /** Prints a result in that form, and returns the exit status of a command that is done. */
    public int print(Terminal terminal, Runnable text, Supplier<ObjectNode> json) {
        return printDocument(terminal, text, () -> json.get().toPrettyString());
    }

    /** The same, of a document that is kept in this very form. */
    public int printDocument(Terminal terminal, Runnable text, Supplier<String> json) {
        switch (format) {
            case TEXT -> text.run();
            case JSON -> terminal.json(json.get());
        }
        return ExitCode.DONE.status();
    }

    public static boolean asksForJson(List<String> arguments) {
        return OutputFormat.isJson(arguments, LONG, SHORT);
    }
}
