package dev.weir.jobs.cli.released;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.release.QualityTrend.Point;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.json.ScoreJson;
import dev.weir.jobs.cli.terminal.Damage;
import dev.weir.jobs.cli.terminal.WaiverWords;

/** Quality for tools: {@code schemas/quality.schema.json}. */
final class QualityJson {

    private QualityJson() {}

    static String print(Quality quality) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("product", quality.product());
        quality.record().ifPresent(record -> node.set("now", run(record)));
        quality.held().ifPresent(held -> node.set("held", run(held)));
        ArrayNode trend = node.putArray("trend");
        for (Point point : quality.trend().points()) {
            ObjectNode entry = trend.addObject()
                    .put("release", point.release())
                    .put("released-at", point.ended().toString())
                    .put("quarantined", point.quarantined())
                    .put("unreadable", point.unreadable());
            point.score().ifPresent(score -> entry.put("score", score));
        }
        node.set("waivers", WaiverWords.array(quality.waivers(), quality.today()));
        return Damage.in(node, quality.damaged()).toPrettyString();
    }

    private static ObjectNode run(RunRecord record) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("run", record.run().id())
                .put("outcome", record.ending().outcome().toString())
                .put("ended", record.run().ended().toString());
        record.ending().release().ifPresent(release -> node.put("release", release));
        node.set("score", ScoreJson.node(record.score()));
        ArrayNode outside = node.putArray("outside");
        record.tables()
                .forEach(table -> outside.addObject()
                        .put("table", table.table())
                        .put("of", "product")
                        .put("rows", table.quarantined()));
        record.sources()
                .forEach(source -> outside.addObject()
                        .put("table", source.table())
                        .put("of", "source")
                        .put("rows", source.unreadable()));
        return node;
    }
}
