package dev.weir.quality.dqdl;

import dev.weir.contracts.dqdl.DqdlFacts.Leaf;
import dev.weir.contracts.dqdl.RuleType;
import dev.weir.contracts.sql.SqlWords;
import dev.weir.quality.sql.CountQuery;
import java.util.Collection;
import java.util.Set;
import software.amazon.glue.dqdl.model.DQRule;

/**
 * The columns that a mask hides, and what their released values show all the same. A rule may say and keep a number only if any
 * reader of the release gets it from the released columns: of two releases that differ in one person, any other number tells what that
 * person has. What is not listed here as shown is hidden.
 *
 * @param hidden the columns, those of other tables as {@code table.column}, or {@code table.*} where all of that table is clear
 * @param presence those of them in which a value is NULL exactly where it was NULL before the mask
 * @param equality those of them whose values are equal exactly where they were equal before the mask
 */
public record UnseenColumns(Set<String> hidden, Set<String> presence, Set<String> equality) {

    /** Nothing is masked. */
    public static final UnseenColumns NONE = new UnseenColumns(Set.of(), Set.of(), Set.of());

    private static final String ALL = ".*";

    public UnseenColumns {
        hidden = Set.copyOf(hidden);
        presence = Set.copyOf(presence);
        equality = Set.copyOf(equality);
    }

    /** Whether the released columns give what a rule without {@code and} and {@code or} measures. */
    boolean show(DQRule rule) {
        String where = rule.getWhereClause();
        return (where == null || !areNamedIn(where))
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
        return !areNamedIn(condition);
    }

    private boolean show(RuleType type, Collection<String> parameters) {
        if (type == RuleType.CUSTOM_SQL) {
            return parameters.stream().allMatch(query -> CountQuery.is(query) && !areNamedIn(query));
        }
        boolean isOfAll = type == RuleType.DUPLICATE_ROW_COUNT && parameters.isEmpty();
        return !isOfAll
                && parameters.stream()
                        .allMatch(column -> !isAmong(hidden, column)
                                || (type.needsNoValue() && isAmong(presence, column))
                                || (type.answers() == RuleType.Answers.GROUPS && isAmong(equality, column)));
    }

    private static boolean isAmong(Set<String> columns, String written) {
        return columns.stream().anyMatch(column -> StateNeeds.isOf(written, column));
    }

    /** The names of columns and of tables are looked for without what stands before them. */
    private boolean areNamedIn(String sql) {
        SqlWords words = new SqlWords(sql);
        return hidden.stream()
                .map(name -> name.endsWith(ALL) ? name.substring(0, name.length() - ALL.length()) : name)
                .anyMatch(name -> words.mayRead(name.substring(name.lastIndexOf('.') + 1)));
    }
}
