package dev.weir.jobs.cli;

import picocli.CommandLine.Option;

/** How the result is printed. */
final class OutputOption {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: text.",
            defaultValue = "TEXT")
    private OutputFormat format = OutputFormat.TEXT;

    OutputFormat format() {
        return format;
    }
}
