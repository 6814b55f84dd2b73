package dev.weir.jobs.verb.lineage;

import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.lineage.LineageEdge;
import dev.weir.contracts.release.ReleasedTable.AppliedMask;
import dev.weir.jobs.plan.lineage.LineageStep;
import dev.weir.jobs.plan.lineage.WorkspaceColumn;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** Lineage in the languages of diagrams: a box for each table, with its columns, and an arrow for each step. */
final class LineageDiagram {

    private final AskedLineage asked;
    /** A box for what decides on the rows of a table. */
    private static final String ROWS = "its rows";

    private final List<WorkspaceColumn> columns;
    private final List<String> tables;
    private final Map<InputColumn, String> ids = new HashMap<>();

    private LineageDiagram(AskedLineage asked) {
        this.asked = asked;
        Set<InputColumn> names = new LinkedHashSet<>();
        asked.touched().forEach(column -> names.add(column.name()));
        asked.tables().forEach(table -> asked.graph().rows(table).forEach(edge -> names.add(edge.from())));
        columns = asked.graph()
                .columns()
                .filter(column -> names.contains(column.name()))
                .toList();
        tables =
                columns.stream().map(column -> column.name().table()).distinct().toList();
        columns.forEach(column -> ids.put(column.name(), "c" + ids.size()));
    }

    /** A flow chart of Mermaid, as GitHub and most wikis draw it. */
    static String mermaid(AskedLineage asked) {
        return new LineageDiagram(asked).mermaid();
    }

    /** A graph of Graphviz. */
    static String dot(AskedLineage asked) {
        return new LineageDiagram(asked).dot();
    }

    private String mermaid() {
        StringJoiner lines = new StringJoiner("\n", "flowchart LR\n", "\n");
        int box = 0;
        for (String table : tables) {
            lines.add("  subgraph t" + box++ + "[\"" + mermaid(table) + "\"]");
            columns(table).forEach(column -> lines.add("    " + id(column) + "[\"" + mermaid(label(column)) + "\"]"));
            if (!rows(table).isEmpty()) {
                lines.add("    " + id(table) + "([\"" + ROWS + "\"])");
            }
            lines.add("  end");
        }
        asked.steps()
                .forEach(step -> lines.add("  " + id(step.from()) + (step.kind().isDirect() ? " -->|" : " -.->|")
                        + step.kind() + "| " + id(step.to())));
        for (String table : tables) {
            rows(table).forEach(edge -> lines.add("  " + id(edge.from()) + " -.->|" + edge.kind() + "| " + id(table)));
        }
        return lines.toString();
    }

    /** Mermaid reads entities in labels, and nothing else as it stands. */
    private static String mermaid(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (Character.isLetterOrDigit(point) || " ._-,()".indexOf(point) >= 0) {
                safe.appendCodePoint(point);
            } else {
                safe.append('#').append(point).append(';');
            }
        });
        return safe.toString();
    }

    private String dot() {
        StringJoiner lines = new StringJoiner(
                "\n", "digraph lineage {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n", "\n}\n");
        int box = 0;
        for (String table : tables) {
            lines.add("  subgraph cluster_" + box++ + " {");
            lines.add("    label=\"" + dot(table) + "\";");
            columns(table)
                    .forEach(column -> lines.add("    " + id(column) + " [label=\"" + dot(label(column)) + "\"];"));
            if (!rows(table).isEmpty()) {
                lines.add("    " + id(table) + " [label=\"" + ROWS + "\", shape=ellipse];");
            }
            lines.add("  }");
        }
        for (LineageStep step : asked.steps()) {
            lines.add("  " + id(step.from()) + " -> " + id(step.to()) + " [label=\"" + step.kind() + "\""
                    + (step.kind().isDirect() ? "" : ", style=dashed") + "];");
        }
        for (String table : tables) {
            rows(table)
                    .forEach(edge -> lines.add("  " + id(edge.from()) + " -> " + id(table) + " [label=\"" + edge.kind()
                            + "\", style=dotted];"));
        }
        return lines.toString();
    }

    private static String dot(String text) {
        return text.replace("&", "&amp;")
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replaceAll("\\p{Cntrl}", " ");
    }

    /** What decides on the rows of a table that was asked about or that a step touches. */
    private List<LineageEdge> rows(String table) {
        return asked.tables().contains(table) ? asked.graph().rows(table) : List.of();
    }

    private String id(String table) {
        return "r" + tables.indexOf(table);
    }

    private List<WorkspaceColumn> columns(String table) {
        return columns.stream()
                .filter(column -> column.name().table().equals(table))
                .toList();
    }

    private String id(WorkspaceColumn column) {
        return id(column.name());
    }

    private String id(InputColumn column) {
        return ids.getOrDefault(column, "unknown");
    }

    private String label(WorkspaceColumn column) {
        return column.name().column()
                + column.mask()
                        .map(AppliedMask::words)
                        .or(() -> asked.graph().maskBefore(column.name()).map(ColumnWords::before))
                        .map(mask -> ", " + mask)
                        .orElse("");
    }
}
