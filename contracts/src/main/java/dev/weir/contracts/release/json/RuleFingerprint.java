package dev.weir.contracts.release.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Rule;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.text.Sha256;

/**
 * Tells a rule as it stood from the same rule as it was edited later: a verdict belongs to the one that was judged. All
 * that decides is in it; owner, reason and place are not.
 */
public final class RuleFingerprint {

    private static final int DIGITS = 16;

    private RuleFingerprint() {}

    /** 16 hex digits: the first 8 bytes of SHA-256 over id, table, check, severity and terms, printed as JSON. */
    public static String of(Rule rule) {
        ObjectNode node = Json.object().put("id", rule.id()).put("table", rule.table());
        node.set("check", CheckJson.CHECK.node(rule.check()));
        node.put("severity", Json.word(rule.severity()));
        node.set("terms", TermsJson.TERMS.node(rule.terms()));
        return Sha256.hex(Json.print(node)).substring(0, DIGITS);
    }
}
