package dev.weir.jobs.verb.lineage;

import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import picocli.CommandLine.Command;

@Command(
        name = "lineage",
        description = {
            "Send the lineage events that wait.",
            "A run's events go to what 'lineage.transport' of weir.yaml or OpenLineage's own configuration names. What a",
            "destination does not take waits in 'lineage/spool'; 'weir lineage replay' sends it. Starts no Spark."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir lineage replay           send what waits; ends with 6 where an event waits still",
        })
public final class LineageCommand extends PrintingCommand {

    public LineageCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        throw ProblemsException.usage(
                "weir lineage",
                "No sub-command is named",
                "the command has several",
                "write for example 'weir lineage replay'");
    }
}
