package dev.weir.jobs.cli.law;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.privacy.ledger.Forecast;
import dev.weir.privacy.ledger.LedgerEntry;
import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.privacy.ledger.PeopleCount;

/** A year of the ledger, for tools: {@code schemas/ledger.schema.json}. */
final class LedgerViewJson {

    private LedgerViewJson() {}

    static String print(LedgerView view) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("processor", view.year().processor())
                .put("year", view.year().year())
                .put("entries", view.year().entries().size());
        view.head().ifPresent(head -> node.put("last-sha256", head));
        node.set("people", people(view.year().totals()));
        ArrayNode thresholds = node.putArray("thresholds");
        for (LedgerView.Watched watched : view.thresholds()) {
            ObjectNode threshold = thresholds
                    .addObject()
                    .put("counts", Json.word(watched.threshold().kind()))
                    .put("sent", watched.sent())
                    .put("threshold", watched.threshold().people())
                    .put("rule", watched.threshold().rule())
                    .put("article", watched.threshold().article())
                    .put("asks", watched.threshold().asks());
            forecast(threshold, watched.forecast());
        }
        ArrayNode recipients = node.putArray("recipients");
        for (LedgerView.Receiving to : view.recipients()) {
            recipients
                    .addObject()
                    .put("recipient", to.recipient())
                    .put("name", to.name())
                    .put("transfers", to.transfers())
                    .put("last", to.last().toString())
                    .set("people", people(to.people()));
        }
        ArrayNode transfers = node.putArray("transfers");
        view.year().transfers().values().forEach(transfer -> transfer(transfers.addObject(), transfer));
        ArrayNode restorations = node.putArray("restorations");
        view.year().restorations().forEach(entry -> restored(restorations.addObject(), entry));
        ArrayNode unfinished = node.putArray("unfinished");
        view.unfinished().forEach(unfinished::add);
        return node.toPrettyString();
    }

    private static void transfer(ObjectNode node, LedgerTransfer transfer) {
        node.put("id", transfer.id())
                .put("state", Json.word(transfer.state()))
                .put("reserved-at", transfer.reservation().mark().at().toString())
                .put("by", transfer.reservation().mark().by())
                .put("release", transfer.transfer().release().reference())
                .put("recipient", transfer.transfer().recipient().id())
                .put("rows", transfer.transfer().rows())
                .put("standing", Json.word(transfer.transfer().counts().standing()))
                .put("rule", transfer.transfer().decision().rule())
                .put("article", transfer.transfer().decision().article())
                .put("folder", transfer.transfer().copy().folder());
        node.set("added", people(transfer.transfer().counts().added()));
        node.set("after", people(transfer.transfer().counts().after()));
    }

    private static void restored(ObjectNode node, LedgerEntry entry) {
        node.put("id", entry.id())
                .put("at", entry.mark().at().toString())
                .put("by", entry.mark().by())
                .set("people", people(entry.totals()));
        if (entry.event() instanceof LedgerEntry.Restored event) {
            node.put("reason", event.reason());
        }
    }

    private static ObjectNode people(PeopleCount people) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("non-sensitive", people.nonSensitive())
                .put("sensitive", people.sensitive());
    }

    private static void forecast(ObjectNode node, Forecast forecast) {
        forecast.match(new Forecast.Cases<ObjectNode>() {
            @Override
            public ObjectNode reached(Forecast.Reached reached) {
                return node.put("forecast", "reached");
            }

            @Override
            public ObjectNode expected(Forecast.Expected expected) {
                node.put("forecast", "expected")
                        .put("on", expected.on().toString())
                        .put("earliest", expected.earliest().toString());
                expected.latest().ifPresent(latest -> node.put("latest", latest.toString()));
                return node;
            }

            @Override
            public ObjectNode notThisYear(Forecast.NotThisYear notThisYear) {
                return node.put("forecast", "not-this-year");
            }

            @Override
            public ObjectNode notEnough(Forecast.NotEnough notEnough) {
                return node.put("forecast", "not-enough-entries");
            }
        });
    }
}
