package dev.weir.jobs.plan.making;

import dev.weir.contracts.Rule;
import dev.weir.contracts.dqdl.WrittenColumn;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Conditions that plainly select the rows of a few: a key, or a part of it, is one value, or one of a list of fewer than statistics may
 * be about, or looks like a text. What selects few in another way cannot be seen before the rows are, and is judged without a number then.
 */
final class FewRows {

    /** A text, and a number that is no part of a name; each stands as 0 in what is looked through. */
    private static final Pattern LITERAL =
            Pattern.compile("'(?:[^'\\\\]++|\\\\.|'')*+'|\"(?:[^\"\\\\]++|\\\\.)*+\"|-?(?<![\\w.`])[0-9]++(?![\\w.])");

    private static final String COLUMN = "(?<![\\w.])(`(?:[^`]|``)++`|[a-zA-Z_\\u0080-\\uffff][\\w.\\u0080-\\uffff]*+)";
    /** What stands behind a column within the calls of functions: other arguments, a type. */
    private static final String CALLED =
            "(?:\\s*+(?:(?:,|\\b(?:FROM|FOR))\\s*+0\\s*+|\\bAS\\s++\\w++\\s*+(?:\\([^()]*+\\)\\s*+)?)*+\\))*+";

    private static final String IS = "\\s*+(?:<=>|==?)\\s*+";
    private static final String LIKE = "\\s*+\\b(?:[RI]?LIKE|REGEXP)\\b\\s*+(?:(?:ANY|SOME|ALL)\\b\\s*+)?\\(?+\\s*+";
    private static final Pattern ONE_OF = Pattern.compile(
            COLUMN + CALLED + "(?:(?:" + IS + "|" + LIKE
                    + ")0|\\s*+IN\\s*+\\(\\s*+(0(?:\\s*+,\\s*+0)*+)\\s*+\\))|(?<![\\w.`])0"
                    + IS + "(?:\\w*+\\s*+\\(\\s*+)*+" + COLUMN
                    + "|\\b(?:startswith|endswith|contains|[ri]?like|regexp(?:_like)?)\\s*+\\(\\s*+" + COLUMN,
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
            String column = Stream.of(1, 3, 4)
                    .map(found::group)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow();
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
