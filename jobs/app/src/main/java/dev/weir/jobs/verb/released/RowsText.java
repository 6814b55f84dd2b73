package dev.weir.jobs.verb.released;

import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.engine.rows.RowsShown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rows as a table for people. */
final class RowsText {

    private static final int WIDEST = 40;
    private static final String NULL = "·";

    private final Terminal terminal;

    RowsText(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(RowsShown shown) {
        List<List<String>> lines = new ArrayList<>();
        for (List<Optional<String>> row : shown.rows()) {
            lines.add(row.stream()
                    .map(cell -> cell.map(RowsText::cut).orElse(NULL))
                    .toList());
        }
        int[] widths = new int[shown.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = length(shown.columns().get(i).name());
            for (List<String> line : lines) {
                widths[i] = Math.max(widths[i], length(line.get(i)));
            }
        }
        List<String> names =
                shown.columns().stream().map(RowsShown.ShownColumn::name).toList();
        terminal.result("@|bold " + line(names, widths, shown).replace("|@", "| @") + "|@");
        lines.forEach(each -> terminal.out().println(line(each, widths, shown)));
        if (shown.rest() == RowsShown.Rest.MORE) {
            terminal.say(String.format(
                    Locale.ROOT,
                    "The first %d rows; --limit says how many, a file or a pipe takes all. %s is NULL.",
                    lines.size(),
                    NULL));
        }
    }

    private static String line(List<String> cells, int[] widths, RowsShown shown) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String gap = " ".repeat(widths[i] - length(cells.get(i)));
            boolean right = shown.columns().get(i).side() == RowsShown.Side.RIGHT;
            line.append(i == 0 ? "" : "  ")
                    .append(right ? gap : "")
                    .append(cells.get(i))
                    .append(right ? "" : gap);
        }
        return line.toString().stripTrailing();
    }

    /** Control characters would move the cursor. */
    private static String cut(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return length(plain) <= WIDEST ? plain : plain.substring(0, plain.offsetByCodePoints(0, WIDEST - 1)) + "…";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
