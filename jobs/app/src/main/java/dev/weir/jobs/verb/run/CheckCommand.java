package dev.weir.jobs.verb.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Rule;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.FailingRow;
import dev.weir.contracts.release.Score;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableCount;
import dev.weir.contracts.release.UnreadableRecords;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.json.ReproducibilityJson;
import dev.weir.contracts.release.json.RuleFingerprint;
import dev.weir.jobs.cli.terminal.ProgressListener;
import dev.weir.jobs.cli.terminal.RequiresEngine;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.cli.workspace.ProductCommand;
import dev.weir.jobs.cli.workspace.StrictOption;
import dev.weir.jobs.engine.check.CheckResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@RequiresEngine
@Command(
        name = "check",
        description = {
            "Judge the sources as they lie: what every rule says, and which rows break it.",
            "Says whether a run would release. Nothing is released, locked or left on disk; values are shown masked.",
            "All files are judged at once, as 'weir run --full' takes them. With --next or --interval, what that run would",
            "bring on top of the last release: new files, or the rows of an interval.",
        },
        footerHeading = "%n@|bold Examples|@%n",
        footer = {
            "  weir check clinical                       after an edit of a rule: what would happen",
            "  weir check clinical --table encounters    the same, and only this table is shown",
            "  weir check clinical --rule encounters.key --limit 100",
            "  weir check stays --next                   what the next 'weir run stays' would say",
            "  weir check stays --interval 2026-11-19    what 'weir run stays --interval 2026-11-19' would say",
            "  weir check stays --interval 2026-11-19 --repairs 7    the same, as a repair of release 7",
            "  weir check labs --replace raw/labs/2026-11.csv        what 'weir run labs --replace …' would say",
            "",
            "Ends with 0 when a run would release, or has nothing new to release; with 3 when it would hold."
        })
public final class CheckCommand extends ProductCommand {

    @Option(
            names = "--table",
            paramLabel = "TABLE",
            description = "Show this table alone; every rule is judged all the same.")
    private @Nullable String table;

    @Option(names = "--rule", paramLabel = "RULE", description = "Show this rule alone, by its id.")
    private @Nullable String rule;

    @Option(
            names = "--limit",
            paramLabel = "ROWS",
            description = "Failing rows shown for each rule; default: ${DEFAULT-VALUE}.")
    private int limit = 20;

    @Option(
            names = "--next",
            description =
                    "Judge as the next run would: new files of tables that read these alone, on top of the last release.")
    private boolean next;

    @Option(
            names = "--interval",
            paramLabel = "INTERVAL",
            description = {
                "Judge as a run for this interval would: its rows, in tables that are loaded by intervals.",
                "A day (2026-11-19), a month (2026-11), an hour (2026-11-19T05), or from/to in ISO 8601."
            })
    private @Nullable String interval;

    @Option(
            names = "--repairs",
            paramLabel = "NUMBER",
            description = "Judge as a run that repairs this release would: nothing is compared with it.")
    private @Nullable Long repairs;

    @Option(
            names = "--replace",
            paramLabel = "FILE",
            description = "Judge as a run that replaces what this file had brought; several: give it for each.")
    private List<String> replaced = List.of();

    @Mixin
    private StrictOption strict = new StrictOption();

    public CheckCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (limit < 0) {
            throw ProblemsException.usage(
                    "--limit",
                    "'" + limit + "' is no number of rows",
                    "fewer than none cannot be shown",
                    "give 0 or more");
        }
        if (next && interval != null) {
            throw ProblemsException.usage(
                    "--next",
                    "A check has '--next' and '--interval'",
                    "they are about two runs: one for new files, and one for an interval",
                    "leave one of them out");
        }
        CheckSelection chosen = new CheckSelection(Optional.ofNullable(table), Optional.ofNullable(rule));
        CheckResult result = SourceCheck.of(
                desk(),
                new SourceCheck.Question(
                        product,
                        chosen,
                        interval != null
                                ? new ReleaseRun.Extent.Part(interval)
                                : next || !replaced.isEmpty()
                                        ? new ReleaseRun.Extent.Usual()
                                        : new ReleaseRun.Extent.Full(),
                        Optional.ofNullable(repairs),
                        replaced,
                        strict.demand(),
                        limit),
                ProgressListener.on(terminal));
        print(() -> new CheckText(terminal, result, chosen).print(), () -> json(result, chosen));
        return result.record().ending().outcome().exit().status();
    }

    /** {@code schemas/check.schema.json}. */
    private static ObjectNode json(CheckResult result, CheckSelection chosen) {
        Score score = result.record().score();
        String options = result.request().options();
        String product = result.record().run().product();
        ObjectNode json = Json.object()
                .put("product", product)
                .put("would", would(result))
                .put("run", "weir run " + product + (options.isEmpty() ? "" : " " + options));
        json.set("on-top-of", Json.texts(result.last()));
        if (!result.loadedInParts().isEmpty()) {
            json.set("loaded-in-parts", Json.texts(result.loadedInParts()));
        }
        json.set("reasons", Json.texts(result.record().ending().reasons()));
        score.points().ifPresent(points -> json.put("score", points));
        result.record().reproducible().ifPresent(found -> json.set("reproducible", ReproducibilityJson.node(found)));
        json.set(
                "tables",
                Json.objects(
                        result.record().tables().stream()
                                .filter(table -> chosen.table(table.table()))
                                .toList(),
                        table -> table(table, score, result, chosen)));
        if (chosen.table().isEmpty()) {
            json.set(
                    "sources",
                    Json.objects(result.record().sources(), source -> source(source, score, result, chosen)));
        }
        json.set("unread-files", Json.texts(result.unread()));
        return json;
    }

    private static ObjectNode table(TableCount table, Score score, CheckResult result, CheckSelection chosen) {
        ObjectNode node = Json.object()
                .put("table", table.table())
                .put("produced", table.produced())
                .put("released", table.released())
                .put("quarantined", table.quarantined())
                .put("dropped", table.dropped())
                .put("left-out", table.leftOut().rows());
        points(score, table.table(), node);
        node.set("rules", rules(table.table(), result, chosen));
        return node;
    }

    private static String would(CheckResult result) {
        return switch (result.record().ending().outcome()) {
            case RELEASED -> "release";
            case UNCHANGED -> "end-without-a-release";
            default -> "hold";
        };
    }

    private static void points(Score score, String table, ObjectNode node) {
        score.tables().stream()
                .filter(found -> found.table().equals(table))
                .findFirst()
                .ifPresent(found -> node.put("score", found.points()));
    }

    private static ObjectNode source(SourceCount source, Score score, CheckResult result, CheckSelection chosen) {
        ObjectNode node = Json.object()
                .put("source", source.table())
                .put("files", source.files().size())
                .put("records", source.records())
                .put("parsed", source.parsed())
                .put("unreadable", source.unreadable());
        points(score, source.table(), node);
        node.set("rules", rules(source.table(), result, chosen));
        node.set(
                "unreadable-by-cause",
                Json.objects(
                        result.shown().unreadable().stream()
                                .filter(cause -> cause.source().equals(source.table()))
                                .toList(),
                        CheckCommand::cause));
        return node;
    }

    private static ObjectNode cause(UnreadableRecords cause) {
        ObjectNode node = Json.object().put("reason", cause.reason());
        cause.column().ifPresent(column -> node.put("column", column));
        node.put("records", cause.records());
        node.set("first", Json.objects(cause.first(), at -> {
            ObjectNode place = Json.object().put("file", at.file());
            at.line().ifPresent(line -> place.put("line", line));
            at.detail().ifPresent(detail -> place.put("detail", detail));
            return place;
        }));
        return node;
    }

    private static ArrayNode rules(String table, CheckResult result, CheckSelection chosen) {
        return Json.objects(
                result.record().verdicts().stream()
                        .filter(verdict -> verdict.rule().table().equals(table) && chosen.rule(verdict.rule()))
                        .toList(),
                verdict -> rule(verdict, result));
    }

    private static ObjectNode rule(Verdict verdict, CheckResult result) {
        Rule rule = verdict.rule();
        return Json.object()
                .put("rule", rule.id())
                .put("severity", Json.word(rule.severity()))
                .put("dimension", Json.word(rule.standing().dimension()))
                .put("file", rule.place().file())
                .put("line", rule.place().line())
                .put("fingerprint", RuleFingerprint.of(rule))
                .put("verdict", verdict.answer().toString())
                .put("effect", Json.word(VerdictEffect.of(verdict)))
                .put("evaluated", verdict.rows().evaluated())
                .put("failed", verdict.rows().failed())
                .put("explanation", verdict.explanation())
                .set("rows", Json.objects(result.shown().of(rule.id()), CheckCommand::row));
    }

    private static ObjectNode row(FailingRow row) {
        ObjectNode node = Json.object();
        row.file().ifPresent(file -> node.put("file", file));
        row.line().ifPresent(line -> node.put("line", line));
        row.detail().ifPresent(detail -> node.put("detail", detail));
        ObjectNode values = node.putObject("values");
        row.values().forEach(values::put);
        return node;
    }
}
