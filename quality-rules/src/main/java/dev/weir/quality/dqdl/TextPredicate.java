package dev.weir.quality.dqdl;

import dev.weir.contracts.dqdl.DqdlCondition;
import dev.weir.contracts.dqdl.DqdlCondition.Keyword;
import dev.weir.contracts.dqdl.DqdlCondition.Null;
import dev.weir.contracts.dqdl.DqdlCondition.Operand;
import dev.weir.contracts.dqdl.DqdlCondition.Text;
import dev.weir.contracts.sql.SqlLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks a row whether its text is one of some, letter by letter. Deequ writes {@code 'Can''t'} into Spark's SQL, or leaves quotes out,
 * keeps the backslash before a double quote, and Spark reads a backslash as an escape.
 */
final class TextPredicate {

    private TextPredicate() {}

    /** The predicate, not NULL for any row; empty for other conditions, and where Deequ's own means the same. */
    static Optional<String> of(DqdlCondition condition, String column) {
        List<String> texts = condition.operands().stream()
                .filter(Text.class::isInstance)
                .map(text -> ((Text) text).value())
                .toList();
        boolean isEscaped = texts.stream()
                .anyMatch(
                        text -> text.indexOf('"') >= 0 || !SqlLiteral.text(text).equals("'" + text + "'"));
        return isEscaped ? sql(condition, column) : Optional.empty();
    }

    private static Optional<String> sql(DqdlCondition condition, String column) {
        boolean nulls = condition.operands().stream().anyMatch(Null.class::isInstance);
        boolean keywords = condition.operands().stream().anyMatch(Keyword.class::isInstance);
        List<String> among = new ArrayList<>();
        condition.operands().forEach(operand -> among.addAll(is(operand, column)));
        String one = "(" + String.join(" OR ", among) + ")";
        String known = column + " IS NOT NULL AND ";
        String unknown = column + " IS NULL OR ";
        return switch (condition.operator()) {
            case EQUAL, IN -> Optional.of((nulls ? unknown : known) + one);
            // of NULL, Deequ knows not whether it is empty
            case NOT_EQUAL, NOT_IN -> Optional.of((nulls || keywords ? known : unknown) + "NOT " + one);
            default -> Optional.empty();
        };
    }

    private static List<String> is(Operand operand, String column) {
        if (operand instanceof Text text) {
            return List.of(column + " = " + SqlLiteral.text(text.value()));
        } else if (operand instanceof Keyword keyword) {
            return List.of(
                    keyword.word().equals("EMPTY")
                            ? column + " = ''"
                            : "length(" + column + ") > 0 AND length(trim(" + column + ")) = 0");
        }
        return List.of();
    }
}
