package dev.weir.jobs.plan.making;

import dev.weir.contracts.Rule;
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

    /** A text, and a number that is no part of a name; each stands as 0 in what is looked through. */
    private static final Pattern LITERAL =
            Pattern.compile("'(?:[^'\\\\]++|\\\\.|'')*+'|\"(?:[^\"\\\\]++|\\\\.)*+\"|-?(?<![\\w.`])[0-9]++(?![\\w.])");

    private static final String COLUMN = "(?<![\\w.])(`(?:[^`]|``)++`|[a-zA-Z_\\u0080-\\uffff][\\w.\\u0080-\\uffff]*+)";
    private static final String IS = "\\s*+(?:<=>|==?)\\s*+";
    private static final Pattern ONE_OF = Pattern.compile(
            "\\(?\\s*+" + COLUMN
                    + "\\s*+\\)?\\s*+(?:(?:<=>|==?)\\s*+0|IN\\s*+\\(\\s*+(0(?:\\s*+,\\s*+0)*+)\\s*+\\))|(?<![\\w.`])0"
                    + IS + COLUMN,
            Pattern.CASE_INSENSITIVE);

    /** What takes rows away, whatever else stands beside it. */
    private static final Pattern NARROWER = Pattern.compile(
            "\\bIS\\s++NOT\\s++NULL\\b|\\bNOT\\s++(?=IN\\b|LIKE\\b|BETWEEN\\b)|!=|<>", Pattern.CASE_INSENSITIVE);

    /** Where one of these stands, rows beside those may be selected as well. */
    private static final Pattern WIDER = Pattern.compile("\\b(?:OR|NOT|CASE|IF)\\b|\\|\\||!", Pattern.CASE_INSENSITIVE);

    private FewRows() {}

    /** The key whose values a condition lists; empty where it lists none, or enough. */
    static Optional<String> of(String condition, List<String> keys) {
        String text =
                NARROWER.matcher(LITERAL.matcher(condition).replaceAll("0")).replaceAll(" < ");
        if (WIDER.matcher(text).find()) {
            return Optional.empty();
        }
        Matcher found = ONE_OF.matcher(text);
        while (found.find()) {
            String column = found.group(1) == null ? found.group(3) : found.group(1);
            boolean few = found.group(2) == null || found.group(2).split(",").length < Rule.Dqdl.ROWS_TO_TELL_OF;
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
