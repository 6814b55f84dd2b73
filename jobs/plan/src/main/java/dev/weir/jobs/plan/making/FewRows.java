package dev.weir.jobs.plan.making;

import dev.weir.contracts.sql.SqlWords;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Conditions that may select the rows of a few: all that read a column which says whose a row is. There are too many ways to
 * select one value of it for a list of them. That it has a value is the one thing that may be asked.
 */
final class FewRows {

    /** A text; a name in back-ticks stays. */
    private static final Pattern TEXT = Pattern.compile(
            "(`(?:[^`]|``)*+`)|(?<!\\w)[rR](?:'[^']*+'|\"[^\"]*+\")|'(?:[^'\\\\]|\\\\.|'')*+'|\"(?:[^\"\\\\]|\\\\.)*+\"",
            Pattern.DOTALL);

    /** Within a comment a quote begins no text. */
    private static final Pattern COMMENT = Pattern.compile("/\\*|--");

    private static final Pattern PRESENCE = Pattern.compile(
            "(?<![\\w.])(?:`(?:[^`]|``)++`|\\w++)\\s+IS\\s+(?:NOT\\s+)?NULL\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    private FewRows() {}

    /** The key that a condition reads; empty where it reads none. */
    static Optional<String> of(String condition, List<String> keys) {
        String text = COMMENT.matcher(condition).find()
                ? condition
                : PRESENCE.matcher(TEXT.matcher(condition).replaceAll("$1 ")).replaceAll(" ");
        SqlWords words = new SqlWords(text);
        return keys.stream().filter(words::mayRead).findFirst();
    }
}
