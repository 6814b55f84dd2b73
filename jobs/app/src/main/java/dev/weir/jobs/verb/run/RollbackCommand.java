package dev.weir.jobs.verb.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.jobs.cli.terminal.ProgressListener;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.ActorOption;
import dev.weir.jobs.cli.workspace.ProductCommand;
import dev.weir.jobs.engine.rollback.RollbackResult;
import dev.weir.jobs.metrics.MetricsAfterRun;
import dev.weir.jobs.notices.NoticesAfterRun;
import dev.weir.releases.log.Pin;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@RequiresEngine
@Command(
        name = "rollback",
        description = {
            "Make a new release with the content of an earlier one. No release is changed or taken away.",
            "It passes today's law and today's rules: ends with 4 and the columns where today's masks are others, with",
            "3 where a rule holds it. A rule that masked rows cannot answer keeps the earlier verdict, and the command",
            "says so; a new one has none, and holds.",
            "Drift and dynamic rules learn no longer from the releases in between. Who has pinned one is listed.",
        },
        footerHeading = "%n@|bold Example|@%n",
        footer = {
            "  weir rollback clinical --to 11     clinical@13, say, with the rows and hashes of clinical@11",
        })
public final class RollbackCommand extends ProductCommand {

    @Option(
            names = "--to",
            paramLabel = "NUMBER",
            required = true,
            description = "The release whose content the new one has.")
    private long number;

    @Mixin
    private ActorOption by = new ActorOption();

    public RollbackCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }

    @Override
    public Integer call() {
        NoticesAfterRun notices = new NoticesAfterRun();
        try {
            RollbackResult result = notices.during(
                    product,
                    () -> ReleaseRollback.to(desk(), product, number, by.in(workspace), ProgressListener.on(terminal)));
            print(() -> text(result), () -> json(product, number, result));
            return result.record().ending().outcome().exit().status();
        } finally {
            MetricsAfterRun.give(desk());
            notices.give(desk());
        }
    }

    private void text(RollbackResult result) {
        terminal.result(result.manifest()
                .map(manifest -> result.record().ending().outcome() == Outcome.UNCHANGED
                        ? "@|bold,green Nothing new|@: " + manifest.reference() + " has the content of " + product + "@"
                                + number + " already"
                        : "@|bold,green Released " + manifest.reference() + "|@: the content of " + product + "@"
                                + number + " again")
                .orElse("@|bold,red Held|@: today's rules do not let " + product + "@" + number
                        + " be released again"));
        result.record().ending().reasons().forEach(reason -> terminal.plain("  " + reason));
        result.kept().forEach(sentence -> terminal.plain("  " + sentence));
        for (Pin pin : result.readers()) {
            terminal.plain("  tell " + pin.by() + ": reads " + product + "@" + pin.release() + " until " + pin.until()
                    + ", which has been rolled back");
        }
    }

    /**
     * How a rollback ended, for tools: {@code schemas/rollback.schema.json}.
     *
     * @param to the release whose content the new one has
     */
    public static ObjectNode json(String product, long to, RollbackResult result) {
        ObjectNode json = Json.object()
                .put("product", product)
                .put("rollback-of", to)
                .put("outcome", result.record().ending().outcome().toString())
                .put("run", result.record().run().id());
        result.manifest().map(Manifest::number).ifPresent(release -> json.put("release", release));
        json.set("reasons", Json.texts(result.record().ending().reasons()));
        json.set("kept-verdicts", Json.texts(result.kept()));
        json.set(
                "readers",
                Json.objects(
                        result.readers(),
                        pin -> Json.object()
                                .put("by", pin.by())
                                .put("release", pin.release())
                                .put("until", pin.until().toString())));
        return json;
    }
}
