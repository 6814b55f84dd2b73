package dev.weir.jobs.verb.proof;

import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "evidence",
        description = {
            "Pack a release's evidence into one file.",
            "Manifests, signatures, contracts, rules, verdicts, and how to check them. No data row is in it. Refused",
            "when the evidence is not whole. Starts no Spark."
        },
        footerHeading = "%n@|bold Example|@%n",
        footer = {
            "  weir evidence clinical@12 --to clinical-12.zip",
            "  weir verify --pack clinical-12.zip --public-key centre.pub"
        })
public final class EvidenceCommand extends PrintingCommand {

    @Parameters(index = "0", paramLabel = "RELEASE", description = "Such as clinical@12; without a number, the newest.")
    private String release = "";

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "The ZIP file to write.")
    private Path to = Path.of("");

    public EvidenceCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        PackedEvidence packed = PackedEvidence.write(desk(), release, to);
        return print(
                () -> terminal.result("@|bold,green Packed " + packed.release() + "|@: " + packed.files() + " files in "
                        + to + ". Give the public key to the auditor by another way."),
                () -> Json.object()
                        .put("release", packed.release())
                        .put("file", to.toString())
                        .put("files", packed.files())
                        .put("head", packed.head()));
    }
}
