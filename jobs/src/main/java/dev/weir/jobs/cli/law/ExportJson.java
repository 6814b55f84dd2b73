package dev.weir.jobs.cli.law;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.jobs.export.ExportRequest;
import dev.weir.jobs.export.ExportResult;
import dev.weir.jobs.export.TransferGate;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.ledger.PeopleCount;
import dev.weir.privacy.ledger.Transfer;

/** How an export ended, for tools: {@code schemas/export.schema.json}. */
final class ExportJson {

    private ExportJson() {}

    static String print(LawPack law, ExportRequest request, ExportResult result) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("release", request.release().reference())
                .put("recipient", request.recipient().id())
                .put("law-pack", law.id());
        return result.match(new ExportResult.Cases<ObjectNode>() {
                    @Override
                    public ObjectNode written(ExportResult.Written written) {
                        node.put("result", "written")
                                .put("transfer", written.transfer().id())
                                .put(
                                        "folder",
                                        written.transfer().transfer().copy().folder());
                        contents(node, written.transfer().transfer());
                        return decision(node, written.answer());
                    }

                    @Override
                    public ObjectNode denied(ExportResult.Denied denied) {
                        node.put("result", "denied")
                                .set("added", people(denied.counts().added()));
                        node.set("before", people(denied.counts().before()));
                        return decision(node, denied.answer());
                    }

                    @Override
                    public ObjectNode tried(ExportResult.Tried tried) {
                        node.put("result", "would-be-written");
                        contents(node, tried.transfer());
                        return decision(node, tried.answer());
                    }
                })
                .toPrettyString();
    }

    private static void contents(ObjectNode node, Transfer transfer) {
        ArrayNode tables = node.putArray("tables");
        for (Transfer.SentTable table : transfer.tables()) {
            tables.addObject().put("table", table.name()).put("rows", table.rows());
        }
        node.put("minors-dropped", transfer.minorsDropped());
        node.set("added", people(transfer.counts().added()));
        node.set("before", people(transfer.counts().before()));
        ArrayNode warnings = node.putArray("warnings");
        transfer.warnings().forEach(warnings::add);
    }

    private static ObjectNode decision(ObjectNode node, TransferGate.Answer answer) {
        node.putObject("decision")
                .put("decision", answer.decision().word())
                .put("rule", answer.decision().ruling().rule())
                .put("article", answer.decision().ruling().article())
                .put("mechanism", answer.decision().ruling().mechanism());
        ArrayNode missing = node.putArray("missing");
        answer.decision()
                .ruling()
                .missing()
                .forEach(each -> missing.addObject().put("what", each.what()).put("owner", each.owner()));
        ArrayNode notes = node.putArray("notes");
        answer.notes().forEach(notes::add);
        return node;
    }

    private static ObjectNode people(PeopleCount people) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("non-sensitive", people.nonSensitive())
                .put("sensitive", people.sensitive());
    }
}
