package dev.weir.contracts.sql;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text of SQL in which names are looked for as words are, without reading it: in texts and comments, too. So it may find a name too
 * many, and never one too few.
 *
 * @param text in lower case, without back-ticks
 */
public record SqlWords(String text) {

    private static final Pattern COUNT = Pattern.compile("\\bcount\\s*\\(\\s*\\*\\s*\\)");

    /** A star that multiplies has an operand before it; any other may stand for columns. */
    private static final Pattern STAR =
            Pattern.compile("(?:^|[^\\w\\s)\\]'\"\\u0080-\\uffff]|\\b(?:select|distinct|all)\\b)\\s*\\*");

    public SqlWords {
        text = plain(text);
    }

    /** Whether it may read a column of that name, by a star too. */
    public boolean mayRead(String column) {
        return STAR.matcher(COUNT.matcher(text).replaceAll("count()")).find() || have(column);
    }

    /** Whether the name stands in it. */
    public boolean have(String name) {
        return Pattern.compile("(?<!\\w)" + Pattern.quote(plain(name)) + "(?!\\w)", Pattern.UNICODE_CHARACTER_CLASS)
                .matcher(text)
                .find();
    }

    private static String plain(String name) {
        return name.replace("`", "").toLowerCase(Locale.ROOT);
    }
}
