package dev.weir.jobs.verb.lineage;

import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.lineage.LineageEdge;
import dev.weir.jobs.cli.terminal.AlignedColumns;
import dev.weir.jobs.cli.terminal.DisplayText;
import dev.weir.jobs.cli.terminal.Terminal;
import dev.weir.jobs.plan.lineage.LineageStep;
import dev.weir.jobs.plan.lineage.WorkspaceColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lineage on a terminal: the whole way of one column, or a line for each of several. */
final class LineageText {

    private static final String NO_COLUMN = "no column: a literal, or a count of rows";

    private final Terminal terminal;
    private final AskedLineage asked;

    private LineageText(Terminal terminal, AskedLineage asked) {
        this.terminal = terminal;
        this.asked = asked;
    }

    static void print(Terminal terminal, AskedLineage asked) {
        LineageText text = new LineageText(terminal, asked);
        if (asked.columns().size() == 1) {
            text.column(asked.columns().get(0));
        } else {
            text.columns();
        }
        text.untraced();
    }

    // --- one column ------------------------------------------------------------------------------------------------

    private void column(InputColumn name) {
        terminal.plain(name + "  " + whatOf(name));
        boolean isMade = asked.graph()
                .column(name)
                .filter(WorkspaceColumn.OfProduct.class::isInstance)
                .isPresent();
        if (isMade) {
            terminal.result("\n@|bold Made of|@");
            tree(name, asked.upstream(), LineageStep::to, LineageStep::from, NO_COLUMN);
            List<LineageEdge> rows = asked.graph().rows(name.table());
            if (!rows.isEmpty()) {
                terminal.result("\n@|bold Which rows there are is decided by|@");
                AlignedColumns.printLeft(
                        terminal,
                        rows.stream()
                                .map(edge ->
                                        List.of("  " + edge.kind(), edge.from().toString(), whatOf(edge.from())))
                                .toList());
            }
        }
        terminal.result("\n@|bold Made from it|@");
        tree(
                name,
                asked.downstream(),
                LineageStep::from,
                LineageStep::to,
                asked.release()
                        .map(release -> "nothing in " + release
                                + " itself; what other products made of it, their releases have")
                        .orElse("nothing in this workspace"));
        List<String> decided = asked.graph().tablesDecidedBy(name);
        if (!decided.isEmpty()) {
            terminal.plain("  it decides which rows there are in " + String.join(", ", decided));
        }
    }

    private void tree(
            InputColumn root,
            Collection<LineageStep> steps,
            Function<LineageStep, InputColumn> near,
            Function<LineageStep, InputColumn> far,
            String none) {
        List<List<String>> lines = new ArrayList<>();
        branch(root, steps, near, far, 1, new HashSet<>(Set.of(root)), lines);
        if (lines.isEmpty()) {
            terminal.plain("  " + none);
        }
        AlignedColumns.printLeft(terminal, lines);
    }

    private void branch(
            InputColumn at,
            Collection<LineageStep> steps,
            Function<LineageStep, InputColumn> near,
            Function<LineageStep, InputColumn> far,
            int depth,
            Set<InputColumn> seen,
            List<List<String>> lines) {
        for (LineageStep step : steps) {
            if (near.apply(step).equals(at)) {
                InputColumn next = far.apply(step);
                boolean isNew = seen.add(next);
                lines.add(List.of(
                        "  ".repeat(depth) + step.kind(), next.toString(), isNew ? whatOf(next) : "(as above)"));
                if (isNew) {
                    branch(next, steps, near, far, depth + 1, seen, lines);
                }
            }
        }
    }

    // --- several columns -------------------------------------------------------------------------------------------

    private void columns() {
        List<List<String>> lines = new ArrayList<>();
        for (InputColumn name : asked.columns()) {
            NavigableSet<LineageStep> into = asked.graph().into(name);
            String from = into.stream()
                    .collect(Collectors.groupingBy(
                            step -> step.from().toString(),
                            TreeMap::new,
                            Collectors.mapping(step -> step.kind().toString(), Collectors.joining(" and "))))
                    .entrySet()
                    .stream()
                    .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                    .collect(Collectors.joining(", "));
            WorkspaceColumn column = asked.graph().column(name).orElseThrow();
            lines.add(List.of(
                    name.toString(),
                    ColumnWords.mask(asked.graph(), column),
                    column instanceof WorkspaceColumn.OfProduct
                            ? "<- " + (from.isEmpty() ? NO_COLUMN : from)
                            : ColumnWords.place(column)));
        }
        AlignedColumns.printLeft(terminal, lines);
        asked.columns().stream().map(InputColumn::table).distinct().forEach(table -> {
            List<LineageEdge> rows = asked.graph().rows(table);
            if (!rows.isEmpty()) {
                terminal.plain("The rows of " + table + " are decided by "
                        + rows.stream()
                                .map(edge -> edge.from() + " (" + edge.kind() + ")")
                                .collect(Collectors.joining(", ")));
            }
        });
        terminal.say(DisplayText.count(asked.columns().size(), "column") + "; the whole way of one: 'weir lineage "
                + asked.columns().get(0) + "'.");
    }

    // --- words -----------------------------------------------------------------------------------------------------

    private void untraced() {
        for (String table : asked.tables()) {
            asked.graph()
                    .untraced(table)
                    .forEach(what -> terminal.result("@|yellow Not followed|@ in the query of " + table + ": "
                            + what.replace("|@", "| @") + ". There may be more ways than are shown."));
        }
    }

    private String whatOf(InputColumn name) {
        return ColumnWords.what(asked.graph(), name);
    }
}
