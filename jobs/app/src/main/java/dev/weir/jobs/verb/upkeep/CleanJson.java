package dev.weir.jobs.verb.upkeep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.release.clean.CleanPlan;
import dev.weir.jobs.release.clean.KeptRelease;
import dev.weir.jobs.release.table.Surplus;

/** What a clean-up takes away, for tools: {@code schemas/clean.schema.json}. */
public final class CleanJson {

    private CleanJson() {}

    /** What would go. */
    public static ObjectNode looked(String product, LetGo done) {
        return json(product, false, done);
    }

    /** What went. */
    public static ObjectNode applied(String product, LetGo done) {
        return json(product, true, done);
    }

    private static ObjectNode json(String product, boolean applied, LetGo done) {
        CleanPlan plan = done.plan();
        ObjectNode json = Json.object()
                .put("product", product)
                .put("applied", applied)
                .put("files", plan.files())
                .put("bytes", plan.bytes());
        plan.expiring().forEach(json.putArray("expiring")::add);
        json.set(
                "kept",
                Json.objects(
                        plan.standings().stream().filter(KeptRelease::isKept).toList(),
                        standing -> Json.object()
                                .put("release", standing.release())
                                .set("held-by", Json.texts(standing.heldBy()))));
        json.set("tables", Json.objects(plan.surplus(), CleanJson::table));
        return json.put("log-entries", plan.entries().size())
                .put("left-by-runs", plan.leavings().size())
                .put("earlier-runs", done.papers().runs().size())
                .put("earlier-pages", done.papers().entries().size());
    }

    private static ObjectNode table(Surplus surplus) {
        return Json.object()
                .put("table", surplus.table().identifier())
                .put("format", surplus.table().format().name())
                .put("versions", surplus.versions())
                .put("files", surplus.files().size())
                .put("bytes", surplus.bytes());
    }
}
