package dev.weir.jobs.verb.lineage;

import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.release.ReleasedTable.AppliedMask;
import dev.weir.jobs.plan.lineage.LineageGraph;
import dev.weir.jobs.plan.lineage.WorkspaceColumn;

/** What a column of a workspace is, for people. */
final class ColumnWords {

    private ColumnWords() {}

    /** Type, category, and the mask of a product's column or the place of a source's; empty where there is no such column. */
    static String what(LineageGraph graph, InputColumn name) {
        return graph.column(name).map(column -> what(graph, column)).orElse("");
    }

    private static String what(LineageGraph graph, WorkspaceColumn column) {
        String category = column.category()
                .filter(code -> !code.equals("NONE"))
                .map(code -> ", " + code)
                .orElse("");
        return column.type() + category + ", "
                + (column instanceof WorkspaceColumn.OfProduct ? mask(graph, column) : place(column));
    }

    /** The mask, and who asked for it, or that which hid values before they came here; empty of a source's column. */
    static String mask(LineageGraph graph, WorkspaceColumn column) {
        if (!(column instanceof WorkspaceColumn.OfProduct)) {
            return "";
        }
        return column.mask()
                .map(mask -> (mask.drops() ? "dropped" : mask.words()) + reason(column))
                .or(() -> graph.maskBefore(column.name()).map(ColumnWords::before))
                .orElse("clear");
    }

    /** A mask that hid values before they came into a column. */
    static String before(AppliedMask mask) {
        return mask.words() + ", before it came here";
    }

    private static String reason(WorkspaceColumn column) {
        return column instanceof WorkspaceColumn.OfProduct made ? ", " + made.reason() : "";
    }

    /** Where a source's column is: its files or its database, and what it is called there. */
    static String place(WorkspaceColumn column) {
        if (!(column instanceof WorkspaceColumn.OfSource source)) {
            return "";
        }
        String called = source.where().called();
        return source.where().location() + (called.equals(source.name().column()) ? "" : ", there '" + called + "'");
    }
}
