package dev.weir.jobs.cli.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.release.Outcome;
import dev.weir.jobs.engine.quarantine.QuarantinedTable;
import dev.weir.jobs.engine.quarantine.Retried;
import java.util.List;

/** What would become of the rows that are outside, for tools: {@code schemas/retry.schema.json}. */
final class RetryJson {

    private RetryJson() {}

    static String print(Retried retried) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("product", retried.open().run().product())
                .put("run", retried.open().run().id())
                .put("would-release", retried.trial().ending().outcome() == Outcome.RELEASED);
        ArrayNode reasons = node.putArray("reasons");
        retried.trial().ending().reasons().forEach(reasons::add);
        ArrayNode tables = node.putArray("tables");
        for (Retried.Part part : retried.parts()) {
            ObjectNode table = tables.addObject()
                    .put("table", part.table())
                    .put("by", part.by().word())
                    .put("would-get-in", part.counts().in())
                    .put("still-out", part.counts().out())
                    .put("gone", part.counts().gone())
                    .put("newly-out", part.counts().fresh());
            table.set("getting-in", examples(part.in()));
            ArrayNode causes = table.putArray("causes");
            part.causes().forEach(cause -> causes.add(QuarantineJson.cause(cause)));
            table.set("not-there", examples(part.gone()));
        }
        return node.toPrettyString();
    }

    private static ArrayNode examples(List<QuarantinedTable.Example> examples) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        examples.forEach(example -> array.add(QuarantineJson.example(example)));
        return array;
    }
}
