package dev.weir.jobs.verb.released;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.catalogue.croissant.DescribedFiles;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.OutputOption;
import dev.weir.jobs.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = {
            "Hash the files that a Croissant description names, and compare: for people who have the files and no workspace.",
            "It says whether the files are those of the description; 'weir verify' says whether a release is as signed."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir catalogue verify warehouse/clinical/12.croissant.json",
        })
public final class VerifyDescriptionCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE", description = "Such as clinical/12.croissant.json.")
    private Path file = Path.of("");

    @Mixin
    private OutputOption output = new OutputOption();

    public VerifyDescriptionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        DescribedFiles files = DescribedFiles.of(file);
        ProblemsException.throwIfAny(files.problems());
        output.print(
                terminal,
                () -> terminal.result("@|bold " + files.checked() + "|@ "
                        + (files.checked() == 1 ? "file is as " : "files are as ") + file + " says."),
                () -> json(files));
        return ExitCode.DONE.status();
    }

    private ObjectNode json(DescribedFiles files) {
        return Json.object().put("file", file.toString()).put("checked", files.checked());
    }
}
