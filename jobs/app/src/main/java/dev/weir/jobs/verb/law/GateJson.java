package dev.weir.jobs.verb.law;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.privacy.gate.GateDecisionJson;

/** The gate's decisions for tools: {@code schemas/gate.schema.json}. */
final class GateJson {

    private GateJson() {}

    static ObjectNode cases(WhatIfs table) {
        ObjectNode node = Json.object();
        node.set("law", GateDecisionJson.law(table.law()));
        node.set("cases", Json.objects(table.decisions(), each -> {
            ObjectNode entry = Json.object()
                    .put("id", each.one().id())
                    .put("line", each.one().line());
            GateDecisionJson.decided(entry, table.law(), each.decision());
            return entry;
        }));
        node.set(
                "problems",
                Json.objects(
                        table.problems(),
                        problem -> Json.object()
                                .put("code", problem.code().id())
                                .put("line", problem.place().line())
                                .put("what", problem.what())
                                .put("why", problem.why())
                                .put("remedy", problem.remedy())));
        return node;
    }

    static ObjectNode release(GateReview review) {
        ObjectNode node = Json.object();
        node.set("law", GateDecisionJson.law(review.law()));
        node.put("release", review.release())
                .put("recipient", review.recipient().id());
        GateDecisionJson.decided(node, review.law(), review.decision());
        node.set("notes", Json.texts(review.notes()));
        return node;
    }
}
