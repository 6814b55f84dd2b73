package dev.weir.contracts.lineage;

import java.util.Objects;

/**
 * A column that a query reads.
 *
 * @param table {@code contract-id.table} of a source, the name of a table of the same product, or {@code product.table} of a release
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
