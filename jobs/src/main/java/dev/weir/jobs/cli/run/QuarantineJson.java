package dev.weir.jobs.cli.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.release.QuarantineDebt;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.engine.quarantine.QuarantinedTable;
import java.util.Locale;
import java.util.Optional;

/** What is outside, for tools: {@code schemas/quarantine.schema.json}. */
final class QuarantineJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private QuarantineJson() {}

    static String print(String product, Optional<RunRecord> run, QuarantineCommand.Shelf shelf) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("product", product);
        run.ifPresent(record -> {
            node.put("run", record.run().id())
                    .put("outcome", record.ending().outcome().toString())
                    .put("ended", record.run().ended().toString());
            record.ending().release().ifPresent(release -> node.put("release", release));
        });
        ArrayNode tables = node.putArray("tables");
        for (QuarantinedTable part : shelf.parts()) {
            ObjectNode table = tables.addObject()
                    .put("table", part.table())
                    .put("rows", part.rows())
                    .put("state", part.state().name().toLowerCase(Locale.ROOT));
            ArrayNode since = table.putArray("since");
            for (QuarantineDebt.Part debt : shelf.debt().of(part.table())) {
                ObjectNode entry =
                        since.addObject().put("since", debt.since().toString()).put("rows", debt.rows());
                debt.release().ifPresent(release -> entry.put("release", release));
            }
            ArrayNode causes = table.putArray("causes");
            part.causes().forEach(cause -> causes.add(cause(cause)));
        }
        return node.toPrettyString();
    }

    static ObjectNode cause(QuarantinedTable.Cause cause) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("rule", cause.rule());
        cause.column().ifPresent(column -> node.put("column", column));
        cause.detail().ifPresent(detail -> node.put("detail", detail));
        node.put("rows", cause.rows());
        ArrayNode examples = node.putArray("examples");
        for (QuarantinedTable.Example example : cause.examples()) {
            examples.add(example(example));
        }
        return node;
    }

    static ObjectNode example(QuarantinedTable.Example example) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        example.file().ifPresent(file -> entry.put("file", file));
        example.line().ifPresent(line -> entry.put("line", line));
        entry.set("values", values(example));
        return entry;
    }

    /** The masked values of a row, by column. */
    static JsonNode values(QuarantinedTable.Example example) {
        try {
            return MAPPER.readTree(example.values());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Spark wrote JSON that is none", e);
        }
    }
}
