package dev.weir.jobs.plan;

import dev.weir.contracts.dqdl.DqdlCondition;
import dev.weir.contracts.dqdl.DqdlCondition.Operator;
import dev.weir.contracts.dqdl.DqdlFacts;
import dev.weir.contracts.dqdl.DqdlFacts.Leaf;
import dev.weir.contracts.dqdl.DqdlFacts.Word;
import dev.weir.contracts.dqdl.DqdlSyntaxException;
import dev.weir.contracts.dqdl.RuleType;
import dev.weir.contracts.dqdl.RuleType.Answers;
import dev.weir.contracts.read.Languages;
import dev.weir.contracts.sql.SqlSyntaxException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the text of a DQDL rule tells of the way in which it is answered. */
final class DqdlRules {

    private static final String BACK_TICK = "`";
    private static final Pattern STAR =
            Pattern.compile("(?:\\bselect|\\bdistinct|[,.])\\s*\\*", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLAIN_FILTER =
            Pattern.compile("^\\s*select\\s+\\*\\s+from\\s+primary\\b", Pattern.CASE_INSENSITIVE);

    private final Languages languages;

    DqdlRules(Languages languages) {
        this.languages = languages;
    }

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
        if (leaf.where().isPresent() || answers(leaf) != Answers.SUMS) {
            return false;
        }
        return switch (type(leaf)) {
            case COLUMN_VALUES ->
                leaf.threshold().isEmpty() && isBound(leaf.condition().orElseThrow());
            case COLUMN_LENGTH -> !isSet(leaf.condition().orElseThrow());
            case COLUMN_DATA_TYPE, DATA_FRESHNESS, COLUMN_NAMES -> false;
            default -> true;
        };
    }

    /** Compared with one number: least and greatest answer it. */
    private static boolean isBound(DqdlCondition condition) {
        return condition.operands().get(0) instanceof DqdlCondition.Number
                && Set.of(
                                Operator.GREATER,
                                Operator.GREATER_OR_EQUAL,
                                Operator.LESS,
                                Operator.LESS_OR_EQUAL,
                                Operator.EQUAL)
                        .contains(condition.operator());
    }

    private static boolean isSet(DqdlCondition condition) {
        return Set.of(Operator.IN, Operator.NOT_IN, Operator.NOT_BETWEEN).contains(condition.operator());
    }

    /** Whether the rule's answer over masked values is the one over clear values. */
    static boolean survives(DqdlFacts facts, ColumnMask mask) {
        return mask.keeps()
                || facts.leaves().stream()
                        .allMatch(leaf -> leaf.where().isEmpty()
                                && ((type(leaf).needsNoValue() && !mask.drops())
                                        || (answers(leaf) == Answers.GROUPS && mask.keepsApart())));
    }

    /** Whether the rule looks into a column: by its name, or within its SQL. */
    boolean mentions(DqdlFacts facts, String column) {
        return facts.leaves().stream().anyMatch(leaf -> mentions(leaf, column));
    }

    private boolean mentions(Leaf leaf, String column) {
        return leaf.columns().stream().anyMatch(word -> names(word.text(), column))
                || leaf.where().stream().anyMatch(where -> expressionMentions(where, column))
                || (type(leaf) == RuleType.CUSTOM_SQL
                        && (takesEveryColumn(leaf.parameters().get(0).text())
                                || queryMentions(leaf.parameters().get(0), column)));
    }

    /** A star that makes a difference: not that of {@code count(*)}, nor of a plain filter, whose rows are counted. */
    private static boolean takesEveryColumn(String query) {
        return STAR.matcher(PLAIN_FILTER.matcher(query).replaceFirst("")).find();
    }

    private boolean expressionMentions(Word expression, String column) {
        try {
            return isAmong(languages.sql().expression(expression.text()).columns(), column);
        } catch (SqlSyntaxException broken) {
            throw unread(expression, broken);
        }
    }

    private boolean queryMentions(Word query, String column) {
        try {
            return isAmong(languages.sql().query(query.text()).columns(), column);
        } catch (SqlSyntaxException broken) {
            throw unread(query, broken);
        }
    }

    private static IllegalArgumentException unread(Word sql, SqlSyntaxException broken) {
        return new IllegalArgumentException("The reader let through what is no SQL: " + sql.text(), broken);
    }

    private static boolean isAmong(List<String> names, String column) {
        return names.stream().anyMatch(name -> names(name, column));
    }

    /** As Spark finds columns: in any case, perhaps in back-ticks. */
    private static boolean names(String written, String column) {
        return written.equalsIgnoreCase(column) || written.equalsIgnoreCase(BACK_TICK + column + BACK_TICK);
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
