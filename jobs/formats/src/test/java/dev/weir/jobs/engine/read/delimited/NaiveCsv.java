package dev.weir.jobs.engine.read.delimited;

import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.text.Syntax;
import dev.weir.jobs.engine.read.text.Whitespace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Delimited text read slowly and plainly: whole file in memory, a character at a time, one thread. It says what the
 * scanner must find, in the form of {@link RawFolder#rows}.
 */
public final class NaiveCsv {
    private final String text;
    /** Whether the file ends in a line end, so that it was hardly cut off. */
    private final boolean whole;

    private final char delimiter;
    private final char quote;
    private final char escape;
    private final boolean trim;
    private final int width;
    private final int recordBytes;

    NaiveCsv(String text, Syntax syntax, int width) {
        this(text, Delimited.csv().withSyntax(syntax), width, Integer.MAX_VALUE);
    }

    public NaiveCsv(String text, Delimited format, int width, int recordBytes) {
        this.whole = text.endsWith("\n");
        this.text = text.isEmpty() || whole ? text : text + "\n";
        this.delimiter = format.syntax().delimiter();
        this.quote = format.syntax().quote();
        this.escape = format.syntax().escape();
        this.trim = format.whitespace() == Whitespace.TRIMMED;
        this.width = width;
        this.recordBytes = recordBytes;
    }

    public List<String> rows() {
        List<String> rows = new ArrayList<>();
        int at = 0;
        int line = 1;
        while (at < text.length()) {
            int lineEnd = text.indexOf('\n', at);
            String first = text.substring(at, lineEnd);
            if (width != 1 && first.replace("\r", "").isEmpty()) {
                at = lineEnd + 1;
                line++;
                continue;
            }
            Parsed record = new Parsed(at);
            int lines = (int) text.substring(at, record.end)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            String fault = record.fault();
            if (fault.isEmpty()) {
                rows.add(line + ": " + String.join("|", record.fields));
            } else {
                for (int i = 0; i < (record.uncertain ? lines : 1); i++) {
                    rows.add(line + i + ": unreadable." + fault);
                }
            }
            at = record.end;
            line += lines;
        }
        return rows;
    }

    /** One record, from where it begins to behind its line end. */
    private final class Parsed {
        private final List<String> fields = new ArrayList<>();
        private final int start;
        private boolean misplaced;
        private boolean uncertain;
        private boolean open;
        private boolean torn;
        private boolean stray;
        private int end;

        Parsed(int start) {
            this.start = start;
            int at = start;
            while (end == 0) {
                at = field(at);
                if (at >= text.length()) {
                    end = text.length();
                } else if (text.charAt(at) == '\n') {
                    end = at + 1;
                } else {
                    at++;
                }
            }
        }

        String fault() {
            if (misplaced || torn) {
                return "malformed-quote";
            }
            if (open) {
                return "unclosed-quote";
            }
            if (text.substring(start, end - 1).getBytes(StandardCharsets.UTF_8).length > recordBytes) {
                return "too-long";
            }
            if (stray) {
                return "carriage-return";
            }
            return fields.size() < width ? "too-few-fields" : fields.size() > width ? "too-many-fields" : "";
        }

        /** Reads a field, and answers where its delimiter or line end stands, or the end of the text. */
        private int field(int from) {
            int at = from;
            while (trim && text.charAt(at) != delimiter && isBlank(text.charAt(at))) {
                at++;
            }
            return text.charAt(at) == quote ? quoted(at + 1) : plain(from);
        }

        private int plain(int from) {
            int at = from;
            while (text.charAt(at) != delimiter && text.charAt(at) != '\n') {
                misplaced |= text.charAt(at) == quote;
                at++;
            }
            String value = text.substring(from, at);
            if (text.charAt(at) == '\n' && value.endsWith("\r")) {
                value = value.substring(0, value.length() - 1);
            }
            stray |= value.contains("\r");
            while (trim && !value.isEmpty() && isBlank(value.charAt(0))) {
                value = value.substring(1);
            }
            while (trim && !value.isEmpty() && isBlank(value.charAt(value.length() - 1))) {
                value = value.substring(0, value.length() - 1);
            }
            fields.add(value.isEmpty() ? "NULL" : value);
            return at;
        }

        private int quoted(int from) {
            StringBuilder value = new StringBuilder();
            int at = from;
            while (at < text.length()) {
                char c = text.charAt(at);
                char next = at + 1 < text.length() ? text.charAt(at + 1) : '\n';
                if (escape == Syntax.NONE ? c == quote && next == quote : c == escape && (next == quote || next == c)) {
                    value.append(next);
                    at += 2;
                } else if (c == quote) {
                    int behind = at + 1;
                    while (trim && text.charAt(behind) != delimiter && isBlank(text.charAt(behind))) {
                        behind++;
                    }
                    String returns = text.substring(behind).replaceFirst("(?s)[^\r].*", "");
                    if (text.charAt(behind + returns.length()) == '\n') {
                        stray |= returns.length() > 1;
                        behind += returns.length();
                    }
                    if (text.charAt(behind) == delimiter || text.charAt(behind) == '\n') {
                        fields.add(value.toString());
                        return behind;
                    }
                    if (!misplaced
                            && !uncertain
                            && bytes(start, behind) <= (long) recordBytes + 1
                            && isLine(from - 1)) {
                        torn = behind < lineEnd(from);
                        open = !torn;
                        return lineEnd(from);
                    }
                    misplaced = true;
                    uncertain = true;
                    at++;
                } else {
                    value.append(c);
                    at++;
                }
            }
            open = true;
            if (whole && !misplaced && !uncertain && bytes(start, at) <= (long) recordBytes + 2 && isLine(from - 1)) {
                return lineEnd(from);
            }
            uncertain = true;
            return at;
        }

        private int lineEnd(int from) {
            return text.indexOf('\n', from);
        }

        /** Whether the line with a value's quote is a whole record by itself, the value not being its last. */
        private boolean isLine(int quoteAt) {
            String rest = text.substring(quoteAt + 1, lineEnd(quoteAt));
            int behind = (int) rest.chars().filter(c -> c == delimiter).count();
            return behind > 0 && fields.size() + 1 + behind == width && bytes(start, lineEnd(quoteAt)) <= recordBytes;
        }

        private long bytes(int from, int to) {
            return text.substring(from, to).getBytes(StandardCharsets.UTF_8).length;
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\t';
        }
    }
}
