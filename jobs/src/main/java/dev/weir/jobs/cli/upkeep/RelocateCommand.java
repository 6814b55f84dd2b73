package dev.weir.jobs.cli.upkeep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.NeedsEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.jobs.desk.upkeep.Relocated;
import picocli.CommandLine.Command;

/** Repoints a warehouse that was moved. */
@NeedsEngine
@Command(
        name = "relocate",
        description = {
            "Repoint the tables of a workspace that was moved or copied to where it lies now.",
            "Catalogue and table metadata are written anew; data files stay where they are. It may be stopped at any",
            "point and run again. Until it is done no command reads tables; releases keep their numbers, hashes and",
            "rows."
        },
        footerHeading = "%n@|bold Example|@%n",
        footer = {
            "  mv /data/hospital /archive/hospital",
            "  weir relocate -w /archive/hospital",
        })
public final class RelocateCommand extends PrintingCommand {

    public RelocateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Relocated relocated = Relocated.of(desk());
        print(
                () -> terminal.result(
                        relocated.from().isEmpty()
                                ? "@|bold,green Nothing to do|@: the warehouse lies where its tables say, in "
                                        + relocated.to()
                                : "@|bold,green Relocated|@ "
                                        + relocated.tables().size() + " Iceberg tables from "
                                        + relocated.from().get() + " to " + relocated.to()
                                        + "; Delta tables need nothing"),
                () -> json(relocated));
        return ExitCode.DONE.status();
    }

    private static ObjectNode json(Relocated relocated) {
        ObjectNode json = Json.object();
        relocated.from().ifPresent(path -> json.put("from", path.toString()));
        json.put("to", relocated.to().toString());
        json.set("tables", Json.texts(relocated.tables()));
        return json;
    }
}
