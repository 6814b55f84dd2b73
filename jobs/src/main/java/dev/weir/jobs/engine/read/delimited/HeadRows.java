package dev.weir.jobs.engine.read.delimited;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The first records of a text, cut with one delimiter: to find out whether it is the right one.
 *
 * @param rows their fields, unquoted
 * @param lines the line of each, from 1
 * @param quoted how many fields are in quotes
 * @param torn how many quotes have text behind them, or do not close
 * @param padded how many fields without quotes have blanks around them
 */
record HeadRows(List<List<String>> rows, List<Integer> lines, int quoted, int torn, int padded) {

    private static final int MOST = 2_000;

    /**
     * Cuts a text.
     *
     * @param whole whether the text is all of the file: otherwise its last record may be cut off, and is left out
     */
    static HeadRows of(String text, char delimiter, boolean whole) {
        return new Cutter(text, delimiter).cut(whole);
    }

    /** The number of fields that most records have. */
    int width() {
        Map<Integer, Long> counts = rows.stream().collect(Collectors.groupingBy(List::size, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Comparator.comparing(Map.Entry<Integer, Long>::getValue).thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElse(0);
    }

    /** The share of records that have that many. */
    double share() {
        int width = width();
        return rows.isEmpty()
                ? 0
                : (double) rows.stream().filter(row -> row.size() == width).count() / rows.size();
    }

    /** What stands in a field of all records from one on. */
    List<String> column(int field, int from) {
        return rows.stream()
                .skip(from)
                .filter(row -> row.size() > field)
                .map(row -> row.get(field).strip())
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static final class Cutter {
        private final String text;
        private final char delimiter;
        private final List<List<String>> rows = new ArrayList<>();
        private final List<Integer> lines = new ArrayList<>();
        private int at;
        private int line = 1;
        private int quoted;
        private int torn;
        private int padded;

        Cutter(String text, char delimiter) {
            this.text = text;
            this.delimiter = delimiter;
        }

        HeadRows cut(boolean whole) {
            while (at < text.length() && rows.size() < MOST) {
                int began = line;
                List<String> fields = record();
                if (fields.size() > 1 || !fields.get(0).isBlank()) {
                    rows.add(fields);
                    lines.add(began);
                }
            }
            boolean cutOff = !whole && at >= text.length() && rows.size() > 1 && !text.endsWith("\n");
            return new HeadRows(
                    cutOff ? rows.subList(0, rows.size() - 1) : rows, lines, quoted, cutOff ? torn - 1 : torn, padded);
        }

        private List<String> record() {
            List<String> fields = new ArrayList<>();
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

        private String field() {
            return at < text.length() && text.charAt(at) == '"' ? inQuotes() : plain();
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

        private String inQuotes() {
            int from = at;
            int began = line;
            StringBuilder value = new StringBuilder();
            quoted++;
            at++;
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"' && at < text.length() && text.charAt(at) == '"') {
                    value.append('"');
                    at++;
                } else if (c == '"') {
                    if (at >= text.length()
                            || text.charAt(at) == delimiter
                            || text.charAt(at) == '\n'
                            || text.startsWith("\r\n", at)) {
                        at += at < text.length() && text.charAt(at) == '\r' ? 1 : 0;
                        return value.toString();
                    }
                    break;
                } else {
                    line += c == '\n' ? 1 : 0;
                    value.append(c);
                }
            }
            torn++;
            at = from;
            line = began;
            return plain();
        }
    }
}
