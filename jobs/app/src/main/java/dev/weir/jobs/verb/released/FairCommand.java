package dev.weir.jobs.verb.released;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.catalogue.Gap;
import dev.weir.catalogue.fair.FujiMetrics;
import dev.weir.catalogue.fair.Mqa;
import dev.weir.catalogue.fair.RdaIndicators;
import dev.weir.catalogue.fair.RdaIndicators.Ground;
import dev.weir.catalogue.fair.RdaIndicators.Priority;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.cli.terminal.AlignedColumns;
import dev.weir.jobs.cli.terminal.SignatureWarning;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.PrintingCommand;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "fair",
        description = {
            "Show how well a release can be found, reached, joined and used again, and what would make it better.",
            "MQA: the points of data.europa.eu, of 405. RDA: the 41 indicators of the FAIR Data Maturity Model.",
            "F-UJI: its 17 metrics. Each point that is missing has its remedy, or says that such data cannot have it.",
            "No server is asked. Starts no Spark."
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir fair clinical            the newest release",
            "  weir fair clinical@12 -o json",
        })
public final class FairCommand extends PrintingCommand {

    @Parameters(
            index = "0",
            paramLabel = "RELEASE",
            description = "Such as clinical@12 or clinical@paper-v1; without a number, the last one.")
    private String release = "";

    public FairCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }

    @Override
    public Integer call() {
        ReleaseFairness fairness = ReleaseFairness.of(desk(), release);
        print(() -> show(fairness), () -> json(fairness));
        SignatureWarning.print(terminal, fairness.doubts());
        return ExitCode.DONE.status();
    }

    private void show(ReleaseFairness fairness) {
        Mqa mqa = fairness.mqa();
        terminal.result("@|bold " + fairness.manifest().reference() + "|@");
        terminal.result(
                "@|bold MQA|@  " + mqa.asWritten() + " of " + Mqa.MOST + " as written (" + Mqa.rating(mqa.asWritten())
                        + "), " + mqa.asServed() + " where a server answers at the base (" + Mqa.rating(mqa.asServed())
                        + "); people can bring it to " + mqa.reachable());
        AlignedColumns.printLeft(
                terminal,
                mqa.indicators().stream()
                        .filter(each -> each.lacks().isPresent())
                        .map(each -> List.of(
                                "  -" + each.points() + "  " + each.property(),
                                each.lacks().map(Gap.Cause::words).orElse("")))
                        .toList());
        RdaIndicators rda = fairness.rda();
        for (Priority priority : Priority.values()) {
            terminal.result("@|bold RDA " + word(priority) + "|@  " + rda.met(priority) + " of " + rda.all(priority));
            AlignedColumns.printLeft(
                    terminal,
                    rda.indicators().stream()
                            .filter(each -> each.priority() == priority && each.ground() == Ground.MISSING)
                            .map(each -> List.of("  " + each.id() + "  " + each.asks(), each.words()))
                            .toList());
        }
        show(fairness.fuji());
    }

    private void show(FujiMetrics fuji) {
        terminal.result("@|bold F-UJI|@  " + fuji.points() + " of " + fuji.most());
        AlignedColumns.printLeft(
                terminal,
                fuji.metrics().stream()
                        .filter(each -> each.result() != FujiMetrics.Result.PASSED)
                        .map(each ->
                                List.of("  -" + each.points() + "  " + each.id() + "  " + each.asks(), each.words()))
                        .toList());
    }

    private static ObjectNode json(ReleaseFairness fairness) {
        Mqa mqa = fairness.mqa();
        ObjectNode node = Json.object().put("release", fairness.manifest().reference());
        ObjectNode counted = node.putObject("mqa")
                .put("most", Mqa.MOST)
                .put("as-written", mqa.asWritten())
                .put("as-served", mqa.asServed())
                .put("reachable", mqa.reachable());
        counted.set("indicators", Json.objects(mqa.indicators(), each -> {
            ObjectNode one = Json.object()
                    .put("dimension", each.dimension())
                    .put("property", each.property())
                    .put("points", each.points())
                    .put("served", each.isServed())
                    .put("given", each.lacks().isEmpty());
            each.lacks().ifPresent(cause -> one.put("remedy", cause.words()));
            return one;
        }));
        FujiMetrics fuji = fairness.fuji();
        node.putObject("fuji")
                .put("most", fuji.most())
                .put("points", fuji.points())
                .set(
                        "metrics",
                        Json.objects(
                                fuji.metrics(),
                                each -> Json.object()
                                        .put("id", each.id())
                                        .put("points", each.points())
                                        .put("asks", each.asks())
                                        .put("result", word(each.result()))
                                        .put("words", each.words())));
        return node.set(
                "rda",
                Json.objects(
                        fairness.rda().indicators(),
                        each -> Json.object()
                                .put("id", each.id())
                                .put("priority", word(each.priority()))
                                .put("asks", each.asks())
                                .put("ground", word(each.ground()))
                                .put("words", each.words())));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
