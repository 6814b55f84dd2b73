package dev.weir.jobs.verb.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Outcome;
import dev.weir.jobs.engine.quarantine.Retried;

/** What would become of the rows that are outside, for tools: {@code schemas/retry.schema.json}. */
final class RetryJson {

    private RetryJson() {}

    static ObjectNode of(Retried retried) {
        ObjectNode node = Json.object()
                .put("product", retried.open().run().product())
                .put("run", retried.open().run().id())
                .put("would-release", retried.trial().ending().outcome() == Outcome.RELEASED);
        node.set("reasons", Json.texts(retried.trial().ending().reasons()));
        node.set("tables", Json.objects(retried.parts(), RetryJson::part));
        return node;
    }

    private static ObjectNode part(Retried.Part part) {
        ObjectNode table = Json.object()
                .put("table", part.table())
                .put("by", part.by().word())
                .put("would-get-in", part.counts().in())
                .put("still-out", part.counts().out())
                .put("gone", part.counts().gone())
                .put("newly-out", part.counts().fresh());
        table.set("getting-in", Json.objects(part.in(), QuarantineJson::example));
        table.set("causes", Json.objects(part.causes(), QuarantineJson::cause));
        table.set("not-there", Json.objects(part.gone(), QuarantineJson::example));
        return table;
    }
}
