package dev.weir.jobs.verb.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import dev.weir.jobs.engine.check.CheckResult;

/** A trial's result as JSON, by the schema {@code check.schema.json}. */
final class CheckReport {

    private CheckReport() {}

    static ObjectNode json(CheckResult result, Chosen chosen) {
        Score score = result.record().score();
        String options = result.request().options();
        String product = result.record().run().product();
        ObjectNode json = Json.object()
                .put("product", product)
                .put("would", would(result))
                .put("run", "weir run " + product + (options.isEmpty() ? "" : " " + options));
        result.last().ifPresent(last -> json.put("on-top-of", last));
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
        return json;
    }

    private static ObjectNode table(TableCount table, Score score, CheckResult result, Chosen chosen) {
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

    private static ObjectNode source(SourceCount source, Score score, CheckResult result, Chosen chosen) {
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
                        CheckReport::cause));
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

    private static ArrayNode rules(String table, CheckResult result, Chosen chosen) {
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
                .put("effect", Json.word(Effect.of(verdict)))
                .put("evaluated", verdict.rows().evaluated())
                .put("failed", verdict.rows().failed())
                .put("explanation", verdict.explanation())
                .set("rows", Json.objects(result.shown().of(rule.id()), CheckReport::row));
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
