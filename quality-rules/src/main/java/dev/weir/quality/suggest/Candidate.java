package dev.weir.quality.suggest;

import dev.weir.contracts.Severity;
import java.util.List;
import java.util.Optional;

/**
 * A condition on one row that may hold.
 *
 * @param predicate in SQL; NULL passes
 * @param where in SQL, which rows it is about; all when empty
 * @param ifAll the severity proposed where every row obeys
 */
record Candidate(
        String name,
        Suggestion.Kind kind,
        List<String> columns,
        String predicate,
        Optional<String> where,
        Severity ifAll,
        String because,
        Optional<String> contract) {

    Candidate {
        columns = List.copyOf(columns);
    }

    /** True where the rule applies and says something. */
    String applies() {
        return where.map(condition -> "((" + condition + ") AND (" + predicate + ") IS NOT NULL)")
                .orElse("((" + predicate + ") IS NOT NULL)");
    }

    String fails() {
        return "(" + applies() + " AND NOT (" + predicate + "))";
    }
}
