package dev.weir.jobs.verb.released;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.catalogue.CatalogueExport.ExportedFile;
import dev.weir.catalogue.Gap;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.AlignedColumns;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.SignatureWarning;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import dev.weir.jobs.verb.released.ReleaseExports.Made;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "catalogue",
        description = {
            "Give a release to a catalogue: a file in the form that it reads, and what the release does not say.",
            "Without --into it writes nothing, and lists what each form lacks with the file and key to write it.",
            "After each release 'weir run' writes the kinds that weir.yaml names, below site/. Starts no Spark."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir catalogue clinical                            each kind of export, and what it lacks",
            "  weir catalogue clinical@12 --to dcat               what release 12 does not say in DCAT-AP",
            "  weir catalogue clinical@12 --to dcat --into out    out/clinical/12.ttl",
            "  weir catalogue clinical@12 --to croissant --into warehouse    beside the rows, for mlcroissant",
            "  weir catalogue clinical@12 --to datahub --into https://datahub.example.org/gms    send it",
            "  weir catalogue verify warehouse/clinical/12.croissant.json    hash the files that it names",
        })
public final class CatalogueCommand extends PrintingCommand {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RELEASE",
            description = "Such as clinical@12 or clinical@paper-v1; without a number, the last one.")
    private @Nullable String release;

    @Option(
            names = "--to",
            paramLabel = "KIND",
            split = ",",
            description = "Such as dcat, several with commas; each kind that is installed when left out.")
    private List<String> kinds = new ArrayList<>();

    @Option(
            names = "--into",
            paramLabel = "DIR|URL",
            description = {
                "Write the files below this folder, in a folder of the product.",
                "Or send datahub or openmetadata to a server; its token is in ${WEIR_CATALOGUE_TOKEN}."
            })
    private @Nullable String into;

    public CatalogueCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }

    @Override
    public Integer call() {
        String named = release;
        if (named == null) {
            throw ProblemsException.usage(
                    "weir catalogue",
                    "no release is named",
                    "a catalogue is given one",
                    "write for example weir catalogue clinical@12");
        }
        ReleaseExports exports = ReleaseExports.of(desk(), named, kinds, Optional.ofNullable(into));
        print(() -> show(exports), () -> json(exports));
        SignatureWarning.print(terminal, exports.doubts());
        return exports.doubts()
                .first()
                .map(doubt -> doubt.code().exit())
                .orElse(ExitCode.DONE)
                .status();
    }

    private void show(ReleaseExports exports) {
        terminal.result("@|bold " + exports.manifest().reference() + "|@");
        exports.kinds().forEach((kind, made) -> {
            List<String> files = made.written().isEmpty()
                    ? made.export().files().stream().map(ExportedFile::name).toList()
                    : made.written().stream().map(Path::toString).toList();
            terminal.result("@|bold " + kind + "|@  "
                    + (made.sent() > 0
                            ? "sent in " + DisplayText.count(made.sent(), "request")
                            : String.join(", ", files)));
            AlignedColumns.printLeft(
                    terminal,
                    made.export().gaps().stream()
                            .map(gap -> List.of(
                                    "  not said: " + gap.property(), gap.cause().words()))
                            .toList());
        });
        if (into == null) {
            terminal.say("Nothing is written: --into names a folder, or the address of a server.");
        }
    }

    private static ObjectNode json(ReleaseExports exports) {
        ObjectNode node = Json.object().put("release", exports.manifest().reference());
        return node.set("exports", Json.objects(List.copyOf(exports.kinds().entrySet()), CatalogueCommand::json));
    }

    private static ObjectNode json(Map.Entry<String, Made> kind) {
        Made made = kind.getValue();
        ObjectNode node = Json.object().put("kind", kind.getKey());
        node.set(
                "files",
                Json.texts(
                        made.export().files().stream().map(ExportedFile::name).toList()));
        node.set(
                "written",
                Json.texts(made.written().stream().map(Path::toString).toList()));
        node.put("sent", made.sent());
        return node.set("gaps", Json.objects(made.export().gaps(), CatalogueCommand::json));
    }

    private static ObjectNode json(Gap gap) {
        ObjectNode node = Json.object()
                .put("property", gap.property())
                .put("remedy", gap.cause().words())
                .put("possible", !(gap.cause() instanceof Gap.NotPublic));
        if (gap.cause() instanceof Gap.Unwritten unwritten) {
            node.put("file", unwritten.file()).put("key", unwritten.key());
        }
        return node;
    }
}
