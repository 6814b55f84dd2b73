package dev.weir.jobs.cli.terminal;

import java.util.List;
import java.util.Locale;

/** Lines of cells below one another: the first to the left, numbers to the right, and the last as long as it is. */
public final class AlignedColumns {

    private AlignedColumns() {}

    public static void print(Terminal terminal, List<List<String>> lines) {
        int last = lines.get(0).size() - 1;
        int[] widths = new int[last];
        for (List<String> line : lines) {
            for (int i = 0; i < last; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < last; i++) {
                text.append("  ")
                        .append(String.format(Locale.ROOT, (i == 0 ? "%-" : "%") + widths[i] + "s", line.get(i)));
            }
            terminal.plain((text + "  " + line.get(last)).stripTrailing());
        }
    }
}
