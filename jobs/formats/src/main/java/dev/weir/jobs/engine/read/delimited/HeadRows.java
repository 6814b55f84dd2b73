package dev.weir.jobs.engine.read.delimited;

import dev.weir.jobs.engine.read.header.FirstRows;
import dev.weir.jobs.engine.read.header.HeadField;
import dev.weir.jobs.engine.read.text.Syntax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first records of a text, cut with one delimiter: to find out whether it is the right one.
 *
 * @param first these records
 * @param quoted how many fields are in quotes
 * @param torn how many quotes have text behind them, or do not close
 * @param padded how many fields have blanks around them, outside of quotes
 * @param comments lines that are passed over as comments, each cut as a record
 */
record HeadRows(FirstRows first, int quoted, int torn, int padded, FirstRows comments) {

    private static final int MOST = 2_000;

    /**
     * Cuts a text.
     *
     * @param comment what the lines begin with that are no records; {@link Syntax#NONE} where all are
     * @param whole whether the text is all of the file: otherwise its last record may be cut off, and is left out
     */
    static HeadRows of(String text, char delimiter, char comment, boolean whole) {
        return new Cutter(text, delimiter, comment).cut(whole);
    }

    private static final class Cutter {
        private final String text;
        private final char delimiter;
        private final char comment;
        private final List<List<HeadField>> rows = new ArrayList<>();
        private final List<Integer> lines = new ArrayList<>();
        private final List<List<HeadField>> comments = new ArrayList<>();
        private final List<Integer> commentLines = new ArrayList<>();
        private int at;
        private int line = 1;
        private int quoted;
        private int torn;
        private int padded;

        Cutter(String text, char delimiter, char comment) {
            this.text = text;
            this.delimiter = delimiter;
            this.comment = comment;
        }

        HeadRows cut(boolean whole) {
            while (at < text.length() && rows.size() < MOST) {
                int began = line;
                if (comment != Syntax.NONE && text.charAt(at) == comment) {
                    comments.add(commentLine());
                    commentLines.add(began);
                    continue;
                }
                List<HeadField> fields = record();
                if (fields.size() > 1 || !fields.get(0).isBlank()) {
                    rows.add(fields);
                    lines.add(began);
                }
            }
            boolean cutOff = !whole && at >= text.length() && rows.size() > 1 && !text.endsWith("\n");
            return new HeadRows(
                    new FirstRows(
                            cutOff ? rows.subList(0, rows.size() - 1) : rows,
                            cutOff ? lines.subList(0, rows.size() - 1) : lines),
                    quoted,
                    cutOff ? torn - 1 : torn,
                    padded,
                    new FirstRows(comments, commentLines));
        }

        /** Quotes mean nothing in a comment. */
        private List<HeadField> commentLine() {
            int end = text.indexOf('\n', at);
            String whole = text.substring(at, end < 0 ? text.length() : end);
            at = end < 0 ? text.length() : end + 1;
            line++;
            return Arrays.stream(whole.split(Pattern.quote(String.valueOf(delimiter)), -1))
                    .map(field -> new HeadField(field, false))
                    .toList();
        }

        private List<HeadField> record() {
            List<HeadField> fields = new ArrayList<>();
            while (true) {
                fields.add(field());
                if (at >= text.length()) {
                    return fields;
                }
                char c = text.charAt(at++);
                if (c == '\n') {
                    line++;
                    return fields;
                }
            }
        }

        private HeadField field() {
            int from = at;
            at = behindBlanks(at);
            boolean isPadded = at > from;
            if (at < text.length() && text.charAt(at) == '"') {
                int began = line;
                quoted++;
                String value = inQuotes();
                if (value != null) {
                    int behind = at;
                    at = behindBlanks(at);
                    padded += isPadded || at > behind ? 1 : 0;
                    at += text.startsWith("\r\n", at) ? 1 : 0;
                    return new HeadField(value, true);
                }
                torn++;
                line = began;
            }
            at = from;
            return new HeadField(plain(), false);
        }

        private boolean isBlank(char c) {
            return (c == ' ' || c == '\t') && c != delimiter;
        }

        private int behindBlanks(int from) {
            int behind = from;
            while (behind < text.length() && isBlank(text.charAt(behind))) {
                behind++;
            }
            return behind;
        }

        private String plain() {
            int from = at;
            while (at < text.length() && text.charAt(at) != delimiter && text.charAt(at) != '\n') {
                at++;
            }
            String value = text.substring(from, at);
            value = value.endsWith("\r") ? value.substring(0, value.length() - 1) : value;
            padded += value.isBlank() || value.equals(value.strip()) ? 0 : 1;
            return value;
        }

        /** What stands between two quotes; null where text stands behind the second one, or there is none. */
        private @Nullable String inQuotes() {
            StringBuilder value = new StringBuilder();
            at++;
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"' && at < text.length() && text.charAt(at) == '"') {
                    value.append('"');
                    at++;
                } else if (c == '"') {
                    return endsField() ? value.toString() : null;
                } else {
                    line += c == '\n' ? 1 : 0;
                    value.append(c);
                }
            }
            return null;
        }

        private boolean endsField() {
            int behind = behindBlanks(at);
            return behind >= text.length()
                    || text.charAt(behind) == delimiter
                    || text.charAt(behind) == '\n'
                    || text.startsWith("\r\n", behind);
        }
    }
}
