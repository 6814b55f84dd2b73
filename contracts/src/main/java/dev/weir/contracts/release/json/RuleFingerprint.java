package dev.weir.contracts.release.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Rule;
import dev.weir.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells a rule as it stood from the same rule as it was edited later: a verdict belongs to the one that was judged. All
 * that decides is in it; owner, reason and place are not.
 */
public final class RuleFingerprint {

    private static final int BYTES = 8;

    private RuleFingerprint() {}

    /** 16 hex digits: the first 8 bytes of SHA-256 over id, table, check, severity and terms, printed as JSON. */
    public static String of(Rule rule) {
        ObjectNode node = Json.object().put("id", rule.id()).put("table", rule.table());
        node.set("check", CheckJson.of(rule.check()));
        node.put("severity", Json.word(rule.severity()));
        node.set("terms", TermsJson.TERMS.node(rule.terms()));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(Json.print(node).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
