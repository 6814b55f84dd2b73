package dev.weir.jobs.verb.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.QuarantineDebt;
import dev.weir.jobs.engine.quarantine.QuarantinedTable;

/** What is outside, for tools: {@code schemas/quarantine.schema.json}. */
final class QuarantineJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private QuarantineJson() {}

    static ObjectNode of(Shelf shelf) {
        ObjectNode node = Json.object().put("product", shelf.product());
        shelf.run().ifPresent(record -> {
            node.put("run", record.run().id())
                    .put("outcome", record.ending().outcome().toString())
                    .put("ended", record.run().ended().toString());
            record.ending().release().ifPresent(release -> node.put("release", release));
        });
        node.set("tables", Json.objects(shelf.parts(), part -> part(part, shelf)));
        return node;
    }

    private static ObjectNode part(QuarantinedTable part, Shelf shelf) {
        ObjectNode node = Json.object()
                .put("table", part.table())
                .put("rows", part.rows())
                .put("state", Json.word(part.state()));
        node.set("since", Json.objects(shelf.debt().of(part.table()), QuarantineJson::since));
        node.set("causes", Json.objects(part.causes(), QuarantineJson::cause));
        return node;
    }

    private static ObjectNode since(QuarantineDebt.Part debt) {
        ObjectNode node = Json.object().put("since", debt.since().toString()).put("rows", debt.rows());
        debt.release().ifPresent(release -> node.put("release", release));
        return node;
    }

    static ObjectNode cause(QuarantinedTable.Cause cause) {
        ObjectNode node = Json.object().put("rule", cause.rule());
        cause.column().ifPresent(column -> node.put("column", column));
        cause.detail().ifPresent(detail -> node.put("detail", detail));
        node.put("rows", cause.rows());
        node.set("examples", Json.objects(cause.examples(), QuarantineJson::example));
        return node;
    }

    static ObjectNode example(QuarantinedTable.Example example) {
        ObjectNode entry = Json.object();
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
