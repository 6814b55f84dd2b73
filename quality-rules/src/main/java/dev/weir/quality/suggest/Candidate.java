package dev.weir.quality.suggest;

import dev.weir.contracts.Severity;
import java.util.List;
import java.util.Optional;

/**
 * A condition on one row that may hold.
 *
 * @param ifAll the severity proposed where every row obeys
 */
record Candidate(
        String name,
        Suggestion.Kind kind,
        List<String> columns,
        Condition condition,
        Severity ifAll,
        String because,
        Optional<String> contract) {

    Candidate {
        columns = List.copyOf(columns);
    }

    /**
     * What a row has to obey.
     *
     * @param predicate in SQL; NULL passes
     * @param where in SQL, which rows it is about; all when empty
     */
    record Condition(String predicate, Optional<String> where) {

        /** About every row. */
        static Condition of(String predicate) {
            return new Condition(predicate, Optional.empty());
        }

        /** True where the rule applies and is not trivial. */
        String applies() {
            return where.map(condition -> "((" + condition + ") AND (" + predicate + ") IS NOT NULL)")
                    .orElse("((" + predicate + ") IS NOT NULL)");
        }

        String fails() {
            return "(" + applies() + " AND NOT (" + predicate + "))";
        }
    }
}
