package dev.weir.jobs.draft;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.weir.contracts.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a contract, and what becomes of it with more columns: comments and order stay. */
final class ContractText {

    private static final Pattern ITEM = Pattern.compile("( *)- .*");
    private static final int CONTEXT = 3;

    private ContractText() {}

    /** Behind which line of a contract's text further columns of a table stand, and how far they are indented. */
    private record End(int lines, String indent) {}

    private static Optional<End> end(Table table, List<String> lines) {
        int last = table.columns().stream()
                .mapToInt(column -> column.place().line())
                .max()
                .orElse(0);
        Matcher item = ITEM.matcher(last < 1 || last > lines.size() ? "" : lines.get(last - 1));
        if (!item.matches()) {
            return Optional.empty();
        }
        String indent = item.group(1);
        int end = last;
        for (int i = last; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith(indent + " ")) {
                break;
            }
            end = line.isBlank() ? end : i + 1;
        }
        return Optional.of(new End(end, indent));
    }

    /**
     * The text of a contract with more columns behind a table's last one; empty where its columns are not written with an item on
     * each line.
     */
    static Optional<String> with(String text, Table table, List<DraftColumn> columns) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        return end(table, lines).map(end -> {
            List<String> added = new ArrayList<>();
            columns.forEach(column ->
                    DraftText.sourceColumn(end.indent(), column).lines().forEach(added::add));
            lines.addAll(end.lines(), added);
            return String.join("\n", lines) + "\n";
        });
    }

    static String diff(String file, String text, String changed) {
        List<String> before = text.lines().toList();
        return String.join(
                        "\n",
                        UnifiedDiffUtils.generateUnifiedDiff(
                                "a/" + file,
                                "b/" + file,
                                before,
                                DiffUtils.diff(before, changed.lines().toList()),
                                CONTEXT))
                + "\n";
    }
}
