package dev.weir.contracts.lineage;

import java.util.Objects;

/**
 * A column that a query reads.
 *
 * @param table as the plan names an input: {@code contract-id.table} of a source, be it in files or in another product's release, or the
 *     name of a table of the same product
 * @param column as its contract calls it
 */
public record InputColumn(String table, String column) implements Comparable<InputColumn> {

    public InputColumn {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(column, "column");
    }

    @Override
    public int compareTo(InputColumn other) {
        int byTable = table.compareTo(other.table);
        return byTable != 0 ? byTable : column.compareTo(other.column);
    }

    /** {@code table.column}. */
    @Override
    public String toString() {
        return table + "." + column;
    }
}
