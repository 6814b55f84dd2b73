package dev.weir.jobs.verb.lineage;

import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.release.ReleasedTable.AppliedMask;
import dev.weir.jobs.plan.lineage.LineageStep;
import dev.weir.jobs.plan.lineage.WorkspaceColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Lineage in the languages of diagrams: a box for each table, with its columns, and an arrow for each step. */
final class LineageDiagram {

    private final AskedLineage asked;
    private final Map<InputColumn, String> ids = new HashMap<>();

    private LineageDiagram(AskedLineage asked) {
        this.asked = asked;
        asked.touched().forEach(column -> ids.put(column.name(), "c" + ids.size()));
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
        for (String table : asked.tables()) {
            lines.add("  subgraph t" + box++ + "[\"" + mermaid(table) + "\"]");
            columns(table).forEach(column -> lines.add("    " + id(column) + "[\"" + mermaid(label(column)) + "\"]"));
            lines.add("  end");
        }
        asked.steps()
                .forEach(step -> lines.add("  " + id(step.from()) + (step.kind().isDirect() ? " -->|" : " -.->|")
                        + step.kind() + "| " + id(step.to())));
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
        for (String table : asked.tables()) {
            lines.add("  subgraph cluster_" + box++ + " {");
            lines.add("    label=\"" + dot(table) + "\";");
            columns(table)
                    .forEach(column -> lines.add("    " + id(column) + " [label=\"" + dot(label(column)) + "\"];"));
            lines.add("  }");
        }
        for (LineageStep step : asked.steps()) {
            lines.add("  " + id(step.from()) + " -> " + id(step.to()) + " [label=\"" + step.kind() + "\""
                    + (step.kind().isDirect() ? "" : ", style=dashed") + "];");
        }
        return lines.toString();
    }

    private static String dot(String text) {
        return text.replace("&", "&amp;")
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replaceAll("\\p{Cntrl}", " ");
    }

    private List<WorkspaceColumn> columns(String table) {
        return asked.touched().stream()
                .filter(column -> column.name().table().equals(table))
                .toList();
    }

    private String id(WorkspaceColumn column) {
        return id(column.name());
    }

    private String id(InputColumn column) {
        return ids.getOrDefault(column, "unknown");
    }

    private static String label(WorkspaceColumn column) {
        return column.name().column()
                + column.mask().map(AppliedMask::words).map(mask -> ", " + mask).orElse("");
    }
}
