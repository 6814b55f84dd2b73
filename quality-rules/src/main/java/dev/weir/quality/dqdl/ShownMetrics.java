package dev.weir.quality.dqdl;

import dev.weir.contracts.dqdl.DqdlFacts.Leaf;
import dev.weir.contracts.dqdl.RuleType;
import dev.weir.quality.sql.CountQuery;
import java.util.Collection;
import java.util.Set;
import software.amazon.glue.dqdl.model.DQRule;

/**
 * The metrics that a rule may say and keep: those that any reader of the release gets from the released columns. Of two releases that
 * differ in one person, any other number tells what that person has.
 *
 * @param unseen the columns that masks hide
 */
record ShownMetrics(UnseenColumns unseen) {

    /** Whether the released columns give what a rule without {@code and} and {@code or} measures. */
    boolean show(DQRule rule) {
        String where = rule.getWhereClause();
        return (where == null || !unseen.areNamedIn(where))
                && RuleType.of(rule.getRuleType())
                        .filter(type -> show(type, rule.getParameters().values()))
                        .isPresent();
    }

    /** The same of a comparison with another table: of numbers of rows and of columns alone. */
    static boolean show(Leaf compared) {
        return compared.type().filter(RuleType::needsNoValue).isPresent();
    }

    /** Whether the released columns give for which rows a condition holds. */
    boolean showRowsOf(String condition) {
        return !unseen.areNamedIn(condition);
    }

    private boolean show(RuleType type, Collection<String> parameters) {
        if (type == RuleType.CUSTOM_SQL) {
            return parameters.stream().allMatch(query -> CountQuery.is(query) && !unseen.areNamedIn(query));
        }
        boolean isOfAll = type == RuleType.DUPLICATE_ROW_COUNT && parameters.isEmpty();
        return !isOfAll
                && parameters.stream()
                        .allMatch(column -> !isAmong(unseen.hidden(), column)
                                || (type.needsNoValue() && isAmong(unseen.presence(), column))
                                || (type.answers() == RuleType.Answers.GROUPS && isAmong(unseen.equality(), column)));
    }

    private static boolean isAmong(Set<String> columns, String written) {
        return columns.stream().anyMatch(column -> StateNeeds.isOf(written, column));
    }
}
