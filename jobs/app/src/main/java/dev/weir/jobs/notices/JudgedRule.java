package dev.weir.jobs.notices;

import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Verdict;
import java.util.Map;

/**
 * A rule as notices show it. The explanation of a verdict is no part of it: it stays in the report, where only those look who
 * may.
 *
 * @param result as it came out, such as {@code failed: 3 of 100 rows}
 */
record JudgedRule(String table, String id, String severity, String result, String owner) {
    static JudgedRule of(Verdict verdict) {
        return new JudgedRule(
                verdict.rule().table(),
                verdict.rule().id(),
                Json.word(verdict.rule().severity()),
                result(verdict),
                verdict.rule().standing().owner());
    }

    private static String result(Verdict verdict) {
        if (verdict.answer() == Verdict.Answer.ERROR) {
            return "could not be evaluated";
        }
        return verdict.rows().evaluated() == 0
                ? "failed"
                : "failed: " + verdict.rows().failed() + " of " + verdict.rows().evaluated() + " rows";
    }

    String sentence() {
        return "Rule '" + id + "' (table " + table + ", " + severity + ") " + result + "."
                + (owner.isBlank() ? "" : " Owner: " + owner + ".");
    }

    Map<String, String> about() {
        return Map.of("table", table, "rule", id);
    }
}
