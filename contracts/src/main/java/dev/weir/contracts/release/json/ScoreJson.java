package dev.weir.contracts.release.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Score;

/** A score as an object, as run records, manifests and commands print it. It is written for readers, never read back. */
public final class ScoreJson {

    private ScoreJson() {}

    /** The whole of it; without {@code points} when nothing was judged. */
    public static ObjectNode node(Score score) {
        ObjectNode node = Json.object().put("formula", Score.FORMULA);
        score.points().ifPresent(points -> node.put("points", points));
        score.worst().ifPresent(worst -> node.put("worst", worst.table()));
        node.set("tables", Json.objects(score.tables(), ScoreJson::table));
        node.set("losses", Json.objects(score.losses(), ScoreJson::loss));
        node.set(
                "unjudged",
                Json.objects(
                        score.unjudged(),
                        rule -> Json.object()
                                .put("rule", rule.rule())
                                .put("table", rule.table())
                                .put("why", rule.why())));
        return node;
    }

    private static ObjectNode table(Score.TableScore table) {
        ObjectNode node = Json.object()
                .put("table", table.table())
                .put("of", Json.word(table.kind()))
                .put("points", table.points());
        node.set(
                "dimensions",
                Json.objects(
                        table.dimensions(),
                        dimension -> Json.object()
                                .put("dimension", Json.word(dimension.dimension()))
                                .put("weight", Score.weight(dimension.dimension()))
                                .put("points", dimension.points())
                                .put("marks", dimension.marks())));
        return node;
    }

    private static ObjectNode loss(Score.Loss loss) {
        return Json.object()
                .put("rule", loss.rule())
                .put("table", loss.table())
                .put("points", loss.points())
                .put("waived", loss.standing() == Score.Standing.WAIVED)
                .put("found", loss.found());
    }
}
