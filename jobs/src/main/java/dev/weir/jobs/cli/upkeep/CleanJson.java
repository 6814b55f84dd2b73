package dev.weir.jobs.cli.upkeep;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.release.clean.CleanPlan;
import dev.weir.jobs.release.clean.KeptRelease;
import dev.weir.jobs.release.table.Surplus;
import java.util.Locale;

/** What a clean-up takes away, for tools: {@code schemas/clean.schema.json}. */
public final class CleanJson {

    private CleanJson() {}

    /** What would go. */
    public static String looked(String product, CleanPlan plan) {
        return print(Json.object().put("product", product).put("applied", false), plan);
    }

    /** What went. */
    public static String applied(String product, CleanPlan plan) {
        return print(Json.object().put("product", product).put("applied", true), plan);
    }

    private static String print(ObjectNode json, CleanPlan plan) {
        json.put("files", plan.files()).put("bytes", plan.bytes());
        ArrayNode expiring = json.putArray("expiring");
        plan.expiring().forEach(expiring::add);
        ArrayNode kept = json.putArray("kept");
        plan.standings().stream()
                .filter(KeptRelease::isKept)
                .forEach(standing -> kept.addObject()
                        .put("release", standing.release())
                        .set("held-by", Json.texts(standing.heldBy())));
        ArrayNode tables = json.putArray("tables");
        for (Surplus surplus : plan.surplus()) {
            tables.addObject()
                    .put("table", surplus.table().identifier())
                    .put("format", surplus.table().format().toString().toLowerCase(Locale.ROOT))
                    .put("versions", surplus.versions())
                    .put("files", surplus.files().size())
                    .put("bytes", surplus.bytes());
        }
        return json.put("log-entries", plan.entries().size())
                .put("left-by-runs", plan.leavings().size())
                .toPrettyString();
    }
}
