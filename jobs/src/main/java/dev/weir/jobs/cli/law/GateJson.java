package dev.weir.jobs.cli.law;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Problem;
import dev.weir.jobs.cli.law.GateCommand.CaseDecision;
import dev.weir.privacy.gate.GateDecision;
import dev.weir.privacy.gate.GateDecisionJson;
import dev.weir.privacy.law.LawPack;
import java.util.List;

/** The gate's decisions for tools: {@code schemas/gate.schema.json}. */
final class GateJson {

    private GateJson() {}

    static ObjectNode cases(LawPack law, List<CaseDecision> decisions, List<Problem> problems) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("law", GateDecisionJson.law(law));
        ArrayNode list = node.putArray("cases");
        for (CaseDecision each : decisions) {
            ObjectNode entry = list.addObject()
                    .put("id", each.one().id())
                    .put("line", each.one().line());
            GateDecisionJson.decided(entry, law, each.decision());
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
        node.set("law", GateDecisionJson.law(law));
        node.put("release", release).put("recipient", recipient);
        GateDecisionJson.decided(node, law, decision);
        ArrayNode list = node.putArray("notes");
        notes.forEach(list::add);
        return node;
    }
}
