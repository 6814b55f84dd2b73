package dev.weir.jobs.verb.lineage;

import dev.weir.jobs.plan.lineage.WorkspaceColumn;

/** What a column of a workspace is, for people. */
final class ColumnWords {

    private ColumnWords() {}

    /** Type, category, and the mask of a product's column or the place of a source's. */
    static String what(WorkspaceColumn column) {
        String category = column.category()
                .filter(code -> !code.equals("NONE"))
                .map(code -> ", " + code)
                .orElse("");
        return column.type() + category + ", "
                + (column instanceof WorkspaceColumn.OfProduct ? mask(column) : place(column));
    }

    /** The mask, and who asked for it; empty of a source's column. */
    static String mask(WorkspaceColumn column) {
        return column.mask()
                .map(mask -> (mask.drops() ? "dropped" : mask.words()) + reason(column))
                .orElse(column instanceof WorkspaceColumn.OfProduct ? "clear" : "");
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
