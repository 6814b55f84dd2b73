package dev.weir.privacy.gate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.privacy.gate.GateDecision.Ruling;
import dev.weir.privacy.law.LawPack;

/** A decision as part of a document: the members {@code decision} to {@code facts}. */
public final class GateDecisionJson {

    private GateDecisionJson() {}

    /** The pack that decided. */
    public static ObjectNode law(LawPack law) {
        ObjectNode node = Json.object().put("pack", law.id()).put("sha256", law.sha256());
        law.overlay().ifPresent(overlay -> node.put("overlay", overlay.file().path()));
        return node;
    }

    /** Sets what was decided, by which row and article, and by which facts. */
    public static void decided(ObjectNode node, LawPack law, GateDecision decision) {
        Ruling ruling = decision.ruling();
        node.put("decision", decision.word())
                .put("mechanism", ruling.row().mechanism())
                .put("rule", ruling.row().rule())
                .put("article", ruling.row().article())
                .put("row", ruling.row().id());
        law.provisions()
                .inForceFrom(ruling.row().articles())
                .ifPresent(day -> node.put("in-force-from", day.toString()));
        ruling.people()
                .ifPresent(
                        people -> node.putObject("people").put("n", people.n()).put("s", people.s()));
        if (decision instanceof GateDecision.Allow allow) {
            allow.by()
                    .ifPresent(held -> node.putObject("held")
                            .put("type", held.type().name())
                            .put("last-valid-day", held.lastValidDay().toString()));
        }
        if (decision instanceof GateDecision.NeedsMechanism needs) {
            ArrayNode any = node.putArray("any-of");
            needs.anyOf().forEach(all -> {
                ArrayNode together = any.addArray();
                all.forEach(type -> together.add(type.name()));
            });
        }
        ArrayNode missing = node.putArray("missing");
        ruling.missing()
                .forEach(each -> missing.addObject().put("what", each.what()).put("owner", each.owner()));
        ArrayNode dates = node.putArray("dates");
        ruling.deadlines()
                .forEach(each ->
                        dates.addObject().put("on", each.on().toString()).put("what", each.what()));
        ArrayNode facts = node.putArray("facts");
        for (GateDecision.UsedFact used : ruling.facts()) {
            ObjectNode fact = facts.addObject().put("fact", used.fact().key());
            used.value().ifPresent(value -> fact.put("value", value));
            fact.put("decided", used.weight() == GateDecision.Weight.DECIDED);
        }
    }
}
