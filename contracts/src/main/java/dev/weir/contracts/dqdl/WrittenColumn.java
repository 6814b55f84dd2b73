package dev.weir.contracts.dqdl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column's name as a DQDL rule writes it: as it is, or in back-ticks as in SQL, where a back-tick of the name stands twice. Within a
 * list, back-ticks keep a name with a comma, a dot or an arrow whole.
 */
public final class WrittenColumn {

    private static final Pattern QUOTED = Pattern.compile("`((?:[^`]|``)+)`", Pattern.DOTALL);
    private static final Pattern QUOTED_NAME = Pattern.compile("\\s*`(?:[^`]|``)+`", Pattern.DOTALL);
    private static final Pattern NEXT_NAME = Pattern.compile(",|->");

    /** A backslash would escape a quote that follows, and back-ticks would be taken away. */
    private static final Pattern UNCLEAR = Pattern.compile("[`\\\\]");

    private WrittenColumn() {}

    /** Which of the columns is meant, in any case as in Spark; one that is called so with its back-ticks goes first. */
    public static Optional<String> among(List<String> columns, String written) {
        Optional<String> same =
                columns.stream().filter(written::equalsIgnoreCase).findFirst();
        return same.isPresent()
                ? same
                : columns.stream().filter(plain(written)::equalsIgnoreCase).findFirst();
    }

    /** Whether the name may mean the column. */
    public static boolean means(String written, String column) {
        return written.equalsIgnoreCase(column) || plain(written).equalsIgnoreCase(column);
    }

    /** The name as a parameter of a rule, in its quotes. */
    public static String parameter(String column) {
        String written = UNCLEAR.matcher(column).find() ? "`" + column.replace("`", "``") + "`" : column;
        return "\"" + written.replace("\"", "\\\"") + "\"";
    }

    /** The name without back-ticks around it. */
    public static String plain(String written) {
        Matcher quoted = QUOTED.matcher(written);
        return quoted.matches() ? quoted.group(1).replace("``", "`") : written;
    }

    /** The parts of a list, without blanks around them; a separator within back-ticks is none. */
    static List<String> parts(String text, String separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int at = 0;
        while (at < text.length()) {
            Matcher quoted = QUOTED_NAME.matcher(text).region(at, text.length());
            at = quoted.lookingAt() ? quoted.end() : at;
            Matcher next = NEXT_NAME.matcher(text);
            boolean goesOn = next.find(at);
            int end = goesOn ? next.start() : text.length();
            at = goesOn ? next.end() : text.length();
            if (goesOn && next.group().equals(separator)) {
                parts.add(text.substring(start, end).strip());
                start = at;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }
}
