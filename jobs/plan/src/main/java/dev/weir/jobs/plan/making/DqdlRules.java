package dev.weir.jobs.plan.making;

import dev.weir.contracts.dqdl.DqdlFacts;
import dev.weir.contracts.dqdl.DqdlFacts.Leaf;
import dev.weir.contracts.dqdl.DqdlFacts.Word;
import dev.weir.contracts.dqdl.DqdlSyntaxException;
import dev.weir.contracts.dqdl.RuleType;
import dev.weir.contracts.dqdl.RuleType.Answers;
import dev.weir.contracts.dqdl.WrittenColumn;
import dev.weir.contracts.read.base.LanguageParsers;
import dev.weir.contracts.sql.SqlFacts;
import dev.weir.contracts.sql.SqlSyntaxException;
import dev.weir.jobs.plan.ColumnMask;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the text of a DQDL rule tells of the way in which it is answered. */
record DqdlRules(LanguageParsers languages) {
    private static final String PRIMARY = "primary";

    /** A star that stands for columns: not that of {@code count(*)}. */
    private static final Pattern STAR =
            Pattern.compile("(?:\\bselect|\\bdistinct|[,.])\\s*\\*", Pattern.CASE_INSENSITIVE);

    /** The facts of a rule that was read before. */
    DqdlFacts facts(String rule) {
        try {
            return languages.dqdl().rule(rule);
        } catch (DqdlSyntaxException broken) {
            throw new IllegalArgumentException("The reader let through what is no DQDL: " + rule, broken);
        }
    }

    /** Whether states that add up row by row answer the whole rule. */
    static boolean fromStates(DqdlFacts facts) {
        return facts.leaves().stream().allMatch(DqdlRules::leafFromStates);
    }

    private static boolean leafFromStates(Leaf leaf) {
        return answers(leaf) == Answers.SUMS
                || (type(leaf) == RuleType.CUSTOM_SQL && leaf.condition().isEmpty());
    }

    /** Whether what states do not answer of the rule looks into a column. */
    boolean touches(String column, DqdlFacts facts) {
        return facts.leaves().stream()
                .filter(leaf -> !leafFromStates(leaf))
                .anyMatch(leaf -> leaf.where().stream().anyMatch(where -> expressionMentions(where, column))
                        || mentions(leaf, column));
    }

    /** Whether a mask changes the answer of what the rule asks of staged values. */
    boolean isChangedBy(ColumnMask mask, DqdlFacts facts) {
        return !mask.keeps()
                && facts.leaves().stream()
                        .filter(leaf -> !leafFromStates(leaf))
                        .anyMatch(leaf ->
                                leaf.where().stream().anyMatch(where -> expressionMentions(where, mask.column()))
                                        || (mentions(leaf, mask.column()) && !survives(leaf, mask)));
    }

    /** The key that the condition of a leaf which names the column reads; empty where none does. */
    Optional<String> selectsFew(String column, List<String> keys, DqdlFacts facts) {
        return facts.leaves().stream()
                .filter(leaf -> mentions(leaf, column)
                        || leaf.where().stream().anyMatch(where -> expressionMentions(where, column)))
                .flatMap(leaf -> leaf.where().stream())
                .flatMap(where -> FewRows.of(where.text(), keys).stream())
                .findFirst();
    }

    private static boolean survives(Leaf leaf, ColumnMask mask) {
        return switch (type(leaf)) {
            case AGGREGATE_MATCH -> true; // its own side was added up in the pass
            case REFERENTIAL_INTEGRITY, DATASET_MATCH -> mask.isInjective();
            default ->
                (type(leaf).needsNoValue() && mask.keepsPresence())
                        || (answers(leaf) == Answers.GROUPS && mask.isInjective());
        };
    }

    /** The other tables that the rule names, as written, each once. */
    List<String> others(DqdlFacts facts) {
        Set<String> names = new LinkedHashSet<>();
        for (Leaf leaf : facts.leaves()) {
            leaf.others().forEach(other -> names.add(other.table().text()));
            if (type(leaf) == RuleType.CUSTOM_SQL) {
                names.addAll(query(leaf.parameters().get(0)).tables());
            }
        }
        names.removeIf(name -> name.equalsIgnoreCase(PRIMARY));
        return List.copyOf(names);
    }

    /** Whether a query of the rule reads another table and looks into a column of that name. */
    boolean asks(DqdlFacts facts, String table, String column) {
        return facts.leaves().stream()
                .filter(leaf -> type(leaf) == RuleType.CUSTOM_SQL)
                .anyMatch(leaf -> query(leaf.parameters().get(0)).tables().contains(table) && mentions(leaf, column));
    }

    /** Whether a leaf names a column, by itself or within its query. */
    private boolean mentions(Leaf leaf, String column) {
        return leaf.columns().stream().anyMatch(word -> WrittenColumn.means(word.text(), column))
                || (type(leaf) == RuleType.DUPLICATE_ROW_COUNT
                        && leaf.parameters().isEmpty())
                || (type(leaf) == RuleType.CUSTOM_SQL
                        && (STAR.matcher(leaf.parameters().get(0).text()).find()
                                || queryMentions(leaf.parameters().get(0), column)));
    }

    private boolean expressionMentions(Word expression, String column) {
        try {
            return isAmong(languages.sql().expression(expression.text()).columns(), column);
        } catch (SqlSyntaxException broken) {
            throw unread(expression, broken);
        }
    }

    private boolean queryMentions(Word query, String column) {
        return isAmong(query(query).columns(), column);
    }

    private SqlFacts query(Word query) {
        try {
            return languages.sql().query(query.text());
        } catch (SqlSyntaxException broken) {
            throw unread(query, broken);
        }
    }

    private static IllegalArgumentException unread(Word sql, SqlSyntaxException broken) {
        return new IllegalArgumentException("The reader let through what is no SQL: " + sql.text(), broken);
    }

    private static boolean isAmong(List<String> names, String column) {
        return names.stream().anyMatch(name -> WrittenColumn.means(name, column));
    }

    private static Answers answers(Leaf leaf) {
        return type(leaf).answers();
    }

    private static RuleType type(Leaf leaf) {
        return leaf.type()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The reader let through the unknown rule " + leaf.name().text()));
    }
}
