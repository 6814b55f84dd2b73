package dev.weir.jobs.verb.released;

import dev.weir.catalogue.InstalledExporters;
import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.SignatureWarning;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "site",
        description = {
            "Make the page of a release again, and its entries in the other catalogues: from its manifest, below"
                    + " site/.",
            "For a page that 'weir clean' let go, a site that was lost, or a new exporter. Starts no Spark."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir site clinical            the newest release",
            "  weir site clinical@12         an earlier one",
        })
public final class SiteCommand extends PrintingCommand {

    @Parameters(
            index = "0",
            paramLabel = "RELEASE",
            description = "Such as clinical@1 or clinical@paper-v1; without a number, the last one.")
    private String release = "";

    public SiteCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }

    @Override
    public Integer call() {
        ReexportedRelease reexported = ReexportedRelease.of(desk(), release);
        List<Problem> failures = reexported.entered().failures().stream()
                .map(SiteCommand::problem)
                .toList();
        ProblemsException.throwIfAny(failures);
        String page = reexported.entered().page().map(Object::toString).orElse("");
        print(
                () -> terminal.result("@|bold " + reexported.manifest().reference() + "|@  " + page),
                () -> Json.object()
                        .put("release", reexported.manifest().reference())
                        .put("page", page));
        reexported
                .expiry()
                .ifPresent(went -> terminal.say("@|yellow Its rows were " + (went.isLost() ? "declared lost" : "let go")
                        + "|@ on " + DisplayText.time(went.at()) + " by " + went.by()
                        + ": the page shows what the manifest says, and code on it finds no rows"));
        SignatureWarning.print(terminal, reexported.doubts());
        return ExitCode.DONE.status();
    }

    private static Problem problem(InstalledExporters.Failure failure) {
        return new Problem(
                Code.NOT_WRITABLE,
                Place.of("site"),
                failure.sentence(),
                "the entries of the other exporters are made",
                "See runs/spark.log for what it said, mend it, and ask again.");
    }
}
