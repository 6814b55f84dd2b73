package dev.weir.jobs.verb.upkeep;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@RequiresEngine
@Command(
        name = "relocate",
        description = {
            "Move a warehouse to the place and the catalogue of another profile.",
            "Without --to: repoint the tables of a workspace that was moved by hand to where it lies now.",
            "",
            "With --to every file is copied, the other catalogue gets the tables, and each release is read there and",
            "proved by its content hash before its manifest is copied. Nothing is changed where the warehouse was.",
            "Without --to catalogue and table metadata are written anew, and data files stay where they are.",
            "Either may be stopped at any point and run again. Until it is done no command reads tables there;",
            "releases keep their numbers, hashes and rows.",
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir relocate --to prod                        from the default profile to 'prod' of weir.yaml",
            "  weir relocate --profile prod --to laptop       and back",
            "  mv /data/hospital /archive/hospital",
            "  weir relocate -w /archive/hospital             a folder that was moved by hand",
        })
public final class RelocateCommand extends PrintingCommand {

    @Option(
            names = "--to",
            paramLabel = "PROFILE",
            description = "A profile of weir.yaml: its warehouse, catalogue and release log are where to.")
    private @Nullable String to;

    public RelocateCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (to == null) {
            RelocationResult relocated = RelocationResult.of(desk());
            return print(() -> text(relocated), () -> json(relocated));
        }
        MovedWarehouse moved = MovedWarehouse.of(desk(), to);
        return print(() -> text(moved), () -> json(moved));
    }

    private void text(RelocationResult relocated) {
        terminal.result(
                relocated.from().isEmpty()
                        ? "@|bold,green Nothing to do|@: the warehouse lies where its tables say, in " + relocated.to()
                        : "@|bold,green Relocated|@ "
                                + relocated.tables().size() + " Iceberg tables from "
                                + relocated.from().get() + " to " + relocated.to() + "; Delta tables need nothing");
    }

    private void text(MovedWarehouse moved) {
        boolean elsewhere = !moved.from().equals(moved.to());
        String releases = DisplayText.count(moved.releases().size(), "release") + " proved";
        terminal.result("@|bold,green Moved|@ "
                + (elsewhere
                        ? DisplayText.count(moved.copied().files(), "file") + " ("
                                + DisplayText.size(moved.copied().bytes()) + ") from " + moved.from() + " to "
                                + moved.to()
                        : DisplayText.count(moved.tables().size(), "Iceberg table") + " of " + moved.to()
                                + " to the catalogue of profile '" + moved.profile() + "'")
                + "; " + releases);
        terminal.say("Write 'default: " + moved.profile() + "' into weir.yaml, or call commands with --profile "
                + moved.profile() + ". Let nothing run with the former profile any more"
                + (elsewhere ? "; delete " + moved.from() + " when you need it no longer." : "."));
    }

    private static ObjectNode json(RelocationResult relocated) {
        ObjectNode json = Json.object();
        relocated.from().ifPresent(path -> json.put("from", path));
        json.put("to", relocated.to());
        json.set("tables", Json.texts(relocated.tables()));
        return json;
    }

    private static ObjectNode json(MovedWarehouse moved) {
        ObjectNode json = Json.object().put("from", moved.from()).put("to", moved.to());
        json.set("tables", Json.texts(moved.tables()));
        json.put("profile", moved.profile());
        json.put("files", moved.copied().files());
        json.put("bytes", moved.copied().bytes());
        ArrayNode releases = json.putArray("releases");
        moved.releases()
                .forEach(release -> releases.addObject()
                        .put("release", release.reference())
                        .put("tables", release.tables())
                        .put("rows", release.rows())
                        .put("let-go", release.expired()));
        return json;
    }
}
