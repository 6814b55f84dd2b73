package dev.weir.jobs.verb.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.engine.rollback.RollbackResult;

/** How a rollback ended, for tools: {@code schemas/rollback.schema.json}. */
public final class RollbackJson {

    private RollbackJson() {}

    /** @param to the release whose content the new one has */
    public static ObjectNode of(String product, long to, RollbackResult result) {
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
