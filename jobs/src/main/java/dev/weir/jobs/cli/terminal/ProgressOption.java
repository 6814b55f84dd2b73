package dev.weir.jobs.cli.terminal;

import java.util.List;
import java.util.Locale;
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
            },
            defaultValue = "TEXT")
    @SuppressWarnings("UnusedVariable") // read from the words of the command line: a failing parse is an event as well
    private OutputFormat format = OutputFormat.TEXT;

    /** Whether a command line asks for events: told from its words, since one that fails may not have been parsed. */
    public static boolean asksForEvents(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i).toLowerCase(Locale.ROOT);
            String next = i + 1 < arguments.size() ? arguments.get(i + 1).toLowerCase(Locale.ROOT) : "";
            if (word.equals(NAME + "=json") || (word.equals(NAME) && next.equals("json"))) {
                return true;
            }
        }
        return false;
    }
}
