package dev.weir.jobs.cli.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Rule;
import dev.weir.contracts.release.FailingRow;
import dev.weir.contracts.release.Score;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableCount;
import dev.weir.contracts.release.UnreadableRecords;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.json.ReproducibilityJson;
import dev.weir.contracts.release.json.RuleFingerprint;
import dev.weir.jobs.engine.check.CheckResult;
import java.util.List;
import java.util.Locale;

/** A trial's result as JSON, by the schema {@code check.schema.json}. */
final class CheckReport {

    private CheckReport() {}

    static ObjectNode json(CheckResult result, CheckCommand.Chosen chosen) {
        Score score = result.record().score();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("product", result.record().run().product());
        json.put("would", would(result));
        String options = result.request().options();
        json.put("run", "weir run " + result.record().run().product() + (options.isEmpty() ? "" : " " + options));
        result.last().ifPresent(last -> json.put("on-top-of", last));
        if (!result.loadedInParts().isEmpty()) {
            ArrayNode parts = json.putArray("loaded-in-parts");
            result.loadedInParts().forEach(parts::add);
        }
        ArrayNode reasons = json.putArray("reasons");
        result.record().ending().reasons().forEach(reasons::add);
        score.points().ifPresent(points -> json.put("score", points));
        result.record().reproducible().ifPresent(found -> json.set("reproducible", ReproducibilityJson.node(found)));
        ArrayNode tables = json.putArray("tables");
        for (TableCount table : result.record().tables()) {
            if (chosen.table(table.table())) {
                ObjectNode node = tables.addObject()
                        .put("table", table.table())
                        .put("produced", table.produced())
                        .put("released", table.released())
                        .put("quarantined", table.quarantined())
                        .put("dropped", table.dropped())
                        .put("left-out", table.leftOut().rows());
                points(score, table.table(), node);
                rules(node.putArray("rules"), table.table(), result, chosen);
            }
        }
        if (chosen.table().isEmpty()) {
            ArrayNode sources = json.putArray("sources");
            result.record().sources().forEach(source -> source(sources.addObject(), source, score, result, chosen));
        }
        return json;
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

    private static void source(
            ObjectNode node, SourceCount source, Score score, CheckResult result, CheckCommand.Chosen chosen) {
        node.put("source", source.table())
                .put("files", source.files().size())
                .put("records", source.records())
                .put("parsed", source.parsed())
                .put("unreadable", source.unreadable());
        points(score, source.table(), node);
        rules(node.putArray("rules"), source.table(), result, chosen);
        ArrayNode causes = node.putArray("unreadable-by-cause");
        for (UnreadableRecords cause : result.shown().unreadable()) {
            if (cause.source().equals(source.table())) {
                ObjectNode found = causes.addObject().put("reason", cause.reason());
                cause.column().ifPresent(column -> found.put("column", column));
                found.put("records", cause.records());
                ArrayNode first = found.putArray("first");
                cause.first().forEach(at -> {
                    ObjectNode place = first.addObject().put("file", at.file());
                    at.line().ifPresent(line -> place.put("line", line));
                    at.detail().ifPresent(detail -> place.put("detail", detail));
                });
            }
        }
    }

    private static void rules(ArrayNode rules, String table, CheckResult result, CheckCommand.Chosen chosen) {
        for (Verdict verdict : result.record().verdicts()) {
            Rule rule = verdict.rule();
            if (!rule.table().equals(table) || !chosen.rule(rule)) {
                continue;
            }
            ObjectNode node = rules.addObject()
                    .put("rule", rule.id())
                    .put("severity", word(rule.severity()))
                    .put("dimension", word(rule.standing().dimension()))
                    .put("file", rule.place().file())
                    .put("line", rule.place().line())
                    .put("fingerprint", RuleFingerprint.of(rule))
                    .put("verdict", verdict.answer().toString())
                    .put("effect", word(Effect.of(verdict)))
                    .put("evaluated", verdict.evaluated())
                    .put("failed", verdict.failedRows())
                    .put("explanation", verdict.explanation());
            List<FailingRow> failing = result.shown().of(rule.id());
            ArrayNode rows = node.putArray("rows");
            failing.forEach(row -> row(rows.addObject(), row));
        }
    }

    private static void row(ObjectNode node, FailingRow row) {
        row.file().ifPresent(file -> node.put("file", file));
        row.line().ifPresent(line -> node.put("line", line));
        row.detail().ifPresent(detail -> node.put("detail", detail));
        ObjectNode values = node.putObject("values");
        row.values().forEach(values::put);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
