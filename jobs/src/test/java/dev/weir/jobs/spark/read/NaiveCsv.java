package dev.weir.jobs.spark.read;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Delimited text read slowly and plainly: whole file in memory, a character at a time, one thread. It says what the
 * scanner must find, in the form of {@link RawFolder#rows}.
 */
final class NaiveCsv {
    private final String[] lines;
    private final char delimiter;
    private final char quote;
    private final char escape;
    private final int width;

    NaiveCsv(String text, Syntax syntax, int width) {
        String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        this.lines = text.isEmpty() ? new String[0] : whole.split("\n", -1);
        this.delimiter = syntax.delimiter();
        this.quote = syntax.quote();
        this.escape = syntax.escape() == Syntax.NONE ? syntax.quote() : syntax.escape();
        this.width = width;
    }

    /** What parsing from a line gave: fields, or a fault; and how many lines it took. */
    private record Parsed(@Nullable String fault, List<String> fields, int lines) {}

    List<String> rows() {
        List<String> rows = new ArrayList<>();
        int line = 0;
        while (line < lines.length) {
            if (width != 1 && (lines[line].isEmpty() || lines[line].equals("\r"))) {
                line++;
                continue;
            }
            Parsed parsed = parse(line);
            if (parsed.fault() != null) {
                rows.add(line + 1 + ": unreadable." + parsed.fault());
            } else {
                rows.add(line + 1 + ": " + String.join("|", parsed.fields()));
            }
            line += parsed.lines();
        }
        return rows;
    }

    private Parsed parse(int first) {
        for (int last = first; last < lines.length; last++) {
            StringBuilder text = new StringBuilder();
            for (int i = first; i <= last; i++) {
                text.append(lines[i]).append('\n');
            }
            Parsed parsed = parse(text.toString(), last - first + 1);
            if (parsed != null) {
                boolean spans = last > first;
                boolean whole = parsed.fault() == null && parsed.fields().size() == width;
                if (spans && !whole) {
                    return new Parsed("unclosed-quote", List.of(), 1);
                }
                if (parsed.fault() != null || whole) {
                    return parsed;
                }
                String ragged = parsed.fields().size() < width ? "too-few-fields" : "too-many-fields";
                return new Parsed(ragged, List.of(), 1);
            }
        }
        return new Parsed("unclosed-quote", List.of(), 1);
    }

    /** Parses whole lines as one record; null if a quote is open at their end. */
    private @Nullable Parsed parse(String text, int taken) {
        List<String> fields = new ArrayList<>();
        int p = 0;
        while (true) {
            if (text.charAt(p) == quote) {
                StringBuilder field = new StringBuilder();
                p++;
                while (true) {
                    if (p >= text.length()) {
                        return null;
                    }
                    char c = text.charAt(p);
                    char next = p + 1 < text.length() ? text.charAt(p + 1) : '\0';
                    if (c == escape && (next == quote || next == escape)) {
                        field.append(next);
                        p += 2;
                    } else if (c == quote) {
                        p++;
                        break;
                    } else {
                        field.append(c);
                        p++;
                    }
                }
                fields.add(field.toString());
                if (text.startsWith("\r\n", p)) {
                    p++;
                }
            } else {
                int end = p;
                while (text.charAt(end) != delimiter && text.charAt(end) != '\n') {
                    if (text.charAt(end) == quote) {
                        return new Parsed("malformed-quote", List.of(), taken);
                    }
                    end++;
                }
                boolean returned = text.charAt(end) == '\n' && end > p && text.charAt(end - 1) == '\r';
                String field = text.substring(p, returned ? end - 1 : end);
                fields.add(field.isEmpty() ? "NULL" : field);
                p = end;
            }
            if (text.charAt(p) == '\n') {
                return new Parsed(null, fields, taken);
            }
            if (text.charAt(p) != delimiter) {
                return new Parsed("malformed-quote", List.of(), taken);
            }
            p++;
        }
    }
}
