package dev.weir.jobs.cli.terminal;

import java.util.List;
import picocli.CommandLine.Option;

/** How a run tells its progress. */
public final class ProgressOption {

    private static final String NAME = "--progress";

    @Option(
            names = NAME,
            paramLabel = "FORMAT",
            description = {
                "What standard error is made of: ${COMPLETION-CANDIDATES}; default: text.",
                "As json, an event to a line: schemas/run-event.schema.json."
            })
    @SuppressWarnings("UnusedVariable") // read from the words of the command line: a failing parse is an event as well
    private OutputFormat format = OutputFormat.TEXT;

    public static boolean asksForEvents(List<String> arguments) {
        return OutputFormat.isJson(arguments, NAME);
    }
}
