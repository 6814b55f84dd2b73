package dev.weir.jobs.verb.law;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.privacy.ledger.Forecast;
import dev.weir.privacy.ledger.LedgerEntry;
import dev.weir.privacy.ledger.LedgerTransfer;
import java.util.List;

/** A year of the ledger, for tools: {@code schemas/ledger.schema.json}. */
final class LedgerViewJson {

    private LedgerViewJson() {}

    static ObjectNode of(LedgerView view) {
        ObjectNode node = Json.object()
                .put("processor", view.year().processor())
                .put("year", view.year().year())
                .put("entries", view.year().entries().size());
        view.head().ifPresent(head -> node.put("last-sha256", head));
        node.set("people", PeopleWords.json(view.year().totals()));
        node.set("thresholds", Json.objects(view.thresholds(), LedgerViewJson::threshold));
        node.set("recipients", Json.objects(view.recipients(), LedgerViewJson::recipient));
        node.set("transfers", Json.objects(List.copyOf(view.year().transfers().values()), LedgerViewJson::transfer));
        node.set("restorations", Json.objects(view.year().restorations(), LedgerViewJson::restored));
        node.set("unfinished", Json.texts(view.unfinished()));
        return node;
    }

    private static ObjectNode threshold(LedgerView.Watched watched) {
        ObjectNode node = Json.object()
                .put("counts", Json.word(watched.threshold().kind()))
                .put("sent", watched.sent())
                .put("threshold", watched.threshold().people())
                .put("rule", watched.threshold().rule())
                .put("article", watched.threshold().article())
                .put("asks", watched.threshold().asks());
        forecast(node, watched.forecast());
        return node;
    }

    private static ObjectNode recipient(LedgerView.Receiving to) {
        return Json.object()
                .put("recipient", to.recipient())
                .put("name", to.name())
                .put("transfers", to.transfers())
                .put("last", to.last().toString())
                .set("people", PeopleWords.json(to.people()));
    }

    private static ObjectNode transfer(LedgerTransfer transfer) {
        ObjectNode node = Json.object()
                .put("id", transfer.id())
                .put("state", Json.word(transfer.state()))
                .put("reserved-at", transfer.reservation().mark().at().toString())
                .put("by", transfer.reservation().mark().by())
                .put("release", transfer.transfer().contents().release().reference())
                .put("recipient", transfer.transfer().recipient().id())
                .put("rows", transfer.transfer().contents().rows())
                .put("standing", Json.word(transfer.transfer().people().counts().standing()))
                .put("rule", transfer.transfer().decision().rule())
                .put("article", transfer.transfer().decision().article())
                .put("folder", transfer.transfer().copy().folder());
        node.set("added", PeopleWords.json(transfer.transfer().people().counts().added()));
        node.set("after", PeopleWords.json(transfer.transfer().people().counts().after()));
        return node;
    }

    private static ObjectNode restored(LedgerEntry entry) {
        ObjectNode node = Json.object()
                .put("id", entry.id())
                .put("at", entry.mark().at().toString())
                .put("by", entry.mark().by())
                .set("people", PeopleWords.json(entry.totals()));
        if (entry.event() instanceof LedgerEntry.Restored event) {
            node.put("reason", event.reason());
        }
        return node;
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
