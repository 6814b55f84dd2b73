package dev.weir.jobs.verb.released;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.QualityTrend.Point;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.json.ScoreJson;
import dev.weir.jobs.cli.terminal.Damage;
import dev.weir.jobs.cli.terminal.WaiverWords;

/** Quality for tools: {@code schemas/quality.schema.json}. */
final class QualityJson {

    private QualityJson() {}

    static ObjectNode of(Quality quality) {
        ObjectNode node = Json.object().put("product", quality.product());
        quality.record().ifPresent(record -> node.set("now", run(record)));
        quality.held().ifPresent(held -> node.set("held", run(held)));
        node.set("trend", Json.objects(quality.trend().points(), QualityJson::point));
        node.set("waivers", WaiverWords.array(quality.waivers(), quality.today()));
        return Damage.in(node, quality.damaged());
    }

    private static ObjectNode point(Point point) {
        ObjectNode node = Json.object()
                .put("release", point.release())
                .put("released-at", point.ended().toString())
                .put("quarantined", point.quarantined())
                .put("unreadable", point.unreadable());
        point.score().ifPresent(score -> node.put("score", score));
        return node;
    }

    private static ObjectNode run(RunRecord record) {
        ObjectNode node = Json.object()
                .put("run", record.run().id())
                .put("outcome", record.ending().outcome().toString())
                .put("ended", record.run().ended().toString());
        record.ending().release().ifPresent(release -> node.put("release", release));
        node.set("score", ScoreJson.node(record.score()));
        ArrayNode outside = node.putArray("outside");
        record.tables().forEach(table -> outside.add(outside(table.table(), "product", table.quarantined())));
        record.sources().forEach(source -> outside.add(outside(source.table(), "source", source.unreadable())));
        return node;
    }

    private static ObjectNode outside(String table, String of, long rows) {
        return Json.object().put("table", table).put("of", of).put("rows", rows);
    }
}
