package dev.weir.jobs.plan.making;

import dev.weir.contracts.dqdl.WrittenColumn;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conditions that plainly select the rows of a few: a key is one value, or one of a list of fewer than statistics may be about. What
 * selects few in another way cannot be seen before the rows are, and is judged without a number then.
 */
final class FewRows {

    private static final int ENOUGH = 20;

    private static final String LITERAL = "(?:'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"|[0-9]+)";
    private static final Pattern ONE_OF = Pattern.compile(
            "((?:`(?:[^`]|``)+`|[\\w.]+))\\s*(?:=\\s*" + LITERAL + "|IN\\s*\\(\\s*(" + LITERAL + "(?:\\s*,\\s*"
                    + LITERAL + ")*)\\s*\\))",
            Pattern.CASE_INSENSITIVE);

    /** Where one of these stands, rows beside those may be selected as well. */
    private static final Pattern WIDER = Pattern.compile("\\b(?:OR|NOT|CASE|IF)\\b|\\|\\||!", Pattern.CASE_INSENSITIVE);

    private FewRows() {}

    /** The key whose values a condition lists; empty where it lists none, or enough. */
    static Optional<String> of(String condition, List<String> keys) {
        String outside = condition.replaceAll(LITERAL, "0");
        if (WIDER.matcher(outside).find()) {
            return Optional.empty();
        }
        Matcher found = ONE_OF.matcher(condition);
        while (found.find()) {
            String column = found.group(1);
            boolean few = found.group(2) == null
                    || found.group(2).replaceAll(LITERAL, "0").split(",").length < ENOUGH;
            Optional<String> key = keys.stream()
                    .filter(each -> WrittenColumn.means(column, each)
                            || WrittenColumn.means(column.substring(column.lastIndexOf('.') + 1), each))
                    .findFirst();
            if (few && key.isPresent()) {
                return key;
            }
        }
        return Optional.empty();
    }
}
