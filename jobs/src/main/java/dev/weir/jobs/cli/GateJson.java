package dev.weir.jobs.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Problem;
import dev.weir.jobs.cli.GateCommand.CaseDecision;
import dev.weir.privacy.gate.GateDecision;
import dev.weir.privacy.gate.GateDecision.Ruling;
import dev.weir.privacy.law.LawPack;
import java.util.List;

/** The gate's decisions for tools: {@code schemas/gate.schema.json}. */
final class GateJson {

    private GateJson() {}

    static ObjectNode cases(LawPack law, List<CaseDecision> decisions, List<Problem> problems) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("law", law(law));
        ArrayNode list = node.putArray("cases");
        for (CaseDecision each : decisions) {
            ObjectNode entry = list.addObject()
                    .put("id", each.one().id())
                    .put("line", each.one().line());
            decided(entry, law, each.decision());
        }
        ArrayNode told = node.putArray("problems");
        for (Problem problem : problems) {
            told.addObject()
                    .put("code", problem.code().id())
                    .put("line", problem.place().line())
                    .put("what", problem.what())
                    .put("why", problem.why())
                    .put("remedy", problem.remedy());
        }
        return node;
    }

    static ObjectNode release(
            LawPack law, String release, String recipient, GateDecision decision, List<String> notes) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("law", law(law));
        node.put("release", release).put("recipient", recipient);
        decided(node, law, decision);
        ArrayNode list = node.putArray("notes");
        notes.forEach(list::add);
        return node;
    }

    private static ObjectNode law(LawPack law) {
        ObjectNode node =
                JsonNodeFactory.instance.objectNode().put("pack", law.id()).put("sha256", law.sha256());
        law.overlay().ifPresent(overlay -> node.put("overlay", overlay.file().path()));
        return node;
    }

    /** One decision: the members {@code decision} to {@code dates}. */
    private static void decided(ObjectNode node, LawPack law, GateDecision decision) {
        Ruling ruling = decision.ruling();
        node.put("decision", decision.word())
                .put("mechanism", ruling.mechanism())
                .put("rule", ruling.rule())
                .put("article", ruling.article())
                .put("row", ruling.row());
        law.provisions().inForceFrom(ruling.articles()).ifPresent(day -> node.put("in-force-from", day.toString()));
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
