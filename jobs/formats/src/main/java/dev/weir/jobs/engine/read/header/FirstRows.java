package dev.weir.jobs.engine.read.header;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The first rows of a file.
 *
 * @param rows their fields
 * @param lines the line of each, from 1
 */
public record FirstRows(List<List<HeadField>> rows, List<Integer> lines) {

    public FirstRows {
        rows = List.copyOf(rows);
        lines = List.copyOf(lines);
    }

    /** The number of fields that most have. */
    public int width() {
        Map<Integer, Long> counts = rows.stream().collect(Collectors.groupingBy(List::size, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Comparator.comparing(Map.Entry<Integer, Long>::getValue).thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElse(0);
    }

    /** The share of those that have that many. */
    public double share() {
        int width = width();
        return rows.isEmpty()
                ? 0
                : (double) rows.stream().filter(row -> row.size() == width).count() / rows.size();
    }

    /** What stands in a field of all rows from one on. */
    public List<String> column(int field, int from) {
        return rows.stream()
                .skip(from)
                .filter(row -> row.size() > field)
                .map(row -> row.get(field).plain())
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** How many fields are filled in the row in the middle of those from one on, by that number. */
    int usuallyFilled(int from) {
        int width = width();
        int[] filled = rows.stream()
                .skip(from)
                .filter(row -> row.size() == width)
                .mapToInt(row ->
                        (int) row.stream().filter(field -> !field.isBlank()).count())
                .sorted()
                .toArray();
        return filled.length == 0 ? 0 : filled[filled.length / 2];
    }
}
