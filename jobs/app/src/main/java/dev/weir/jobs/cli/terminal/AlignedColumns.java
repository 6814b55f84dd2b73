package dev.weir.jobs.cli.terminal;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import picocli.CommandLine.Help.Ansi;

/** Lines of cells below one another, by the places that a terminal gives them: a Chinese character takes two. */
public final class AlignedColumns {

    private AlignedColumns() {}

    /** Prints lines of as many cells each: the first to the left, numbers to the right, and the last as long as it is. */
    public static void print(Terminal terminal, List<List<String>> lines) {
        int last = lines.get(0).size() - 1;
        of(lines, column -> column > 0 && column < last).forEach(line -> terminal.plain("  " + line));
    }

    /** Prints lines of as many cells each, all of them words, which stand to the left. */
    public static void printLeft(Terminal terminal, List<List<String>> lines) {
        of(lines, column -> false).forEach(terminal::plain);
    }

    /**
     * Lines of as many cells each.
     *
     * @param isRight whether a column, from 0, stands to the right
     */
    public static List<String> of(List<List<String>> lines, IntPredicate isRight) {
        int columns = lines.isEmpty() ? 0 : lines.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> lines.stream()
                        .mapToInt(line -> width(line.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        return lines.stream().map(line -> line(line, widths, isRight)).toList();
    }

    private static String line(List<String> cells, int[] widths, IntPredicate isRight) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String gap = " ".repeat(widths[i] - width(cells.get(i)));
            boolean right = isRight.test(i);
            line.append(i == 0 ? "" : "  ")
                    .append(right ? gap : "")
                    .append(cells.get(i))
                    .append(right ? "" : gap);
        }
        return line.toString().stripTrailing();
    }

    /** A value in so many characters at most. Control characters, which would move the cursor, are blanks. */
    public static String cut(String text, int widest) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.codePointCount(0, plain.length()) <= widest
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, widest - 1)) + "…";
    }

    private static int width(String text) {
        return Ansi.OFF.new Text(text).getCJKAdjustedLength();
    }
}
