package dev.weir.jobs.verb.law;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.export.ExportResult;
import dev.weir.jobs.export.TransferGate;
import dev.weir.privacy.ledger.Transfer;

/** How an export ended, for tools: {@code schemas/export.schema.json}. */
final class ExportJson {

    private ExportJson() {}

    static ObjectNode of(CopyForRecipient copy) {
        ObjectNode node = Json.object()
                .put("release", copy.request().release().reference())
                .put("recipient", copy.request().recipient().id())
                .put("law-pack", copy.law().id());
        return copy.result().match(new ExportResult.Cases<ObjectNode>() {
            @Override
            public ObjectNode written(ExportResult.Written written) {
                node.put("result", "written")
                        .put("transfer", written.transfer().id())
                        .put("folder", written.transfer().transfer().copy().folder());
                contents(node, written.transfer().transfer());
                return decision(node, written.answer());
            }

            @Override
            public ObjectNode denied(ExportResult.Denied denied) {
                node.put("result", "denied")
                        .set("added", PeopleWords.json(denied.counts().added()));
                node.set("before", PeopleWords.json(denied.counts().before()));
                return decision(node, denied.answer());
            }

            @Override
            public ObjectNode tried(ExportResult.Tried tried) {
                node.put("result", "would-be-written");
                contents(node, tried.transfer());
                return decision(node, tried.answer());
            }
        });
    }

    private static void contents(ObjectNode node, Transfer transfer) {
        node.set(
                "tables",
                Json.objects(
                        transfer.contents().tables(),
                        table -> Json.object().put("table", table.name()).put("rows", table.rows())));
        node.put("minors-dropped", transfer.contents().minorsDropped());
        node.set("added", PeopleWords.json(transfer.people().counts().added()));
        node.set("before", PeopleWords.json(transfer.people().counts().before()));
        node.set("warnings", Json.texts(transfer.warnings()));
    }

    private static ObjectNode decision(ObjectNode node, TransferGate.Answer answer) {
        node.putObject("decision")
                .put("decision", answer.decision().word())
                .put("rule", answer.decision().ruling().row().rule())
                .put("article", answer.decision().ruling().row().article())
                .put("mechanism", answer.decision().ruling().row().mechanism());
        node.set(
                "missing",
                Json.objects(
                        answer.decision().ruling().missing(),
                        each -> Json.object().put("what", each.what()).put("owner", each.owner())));
        node.set("notes", Json.texts(answer.notes()));
        return node;
    }
}
