package dev.weir.contracts.diff;

import dev.weir.contracts.release.ReleasedTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What changed of a table.
 *
 * @param name its name
 * @param before as it was; empty when it is new
 * @param after as it is; empty when it is gone
 * @param columns what is said of its columns that is said otherwise
 * @param rows what became of its rows
 */
public record TableDiff(
        String name,
        Optional<ReleasedTable> before,
        Optional<ReleasedTable> after,
        List<ColumnMove> columns,
        RowsDiff rows) {

    public TableDiff {
        columns = List.copyOf(columns);
        if (before.isEmpty() && after.isEmpty()) {
            throw new IllegalArgumentException("Table '" + name + "' is in neither release");
        }
    }

    /**
     * What is said of a column and was said otherwise.
     *
     * @param column its name, after where it has one
     * @param of what is said: {@code column} when it is new or gone
     * @param before empty when the column is new
     * @param after empty when the column is gone
     */
    public record ColumnMove(String column, Of of, String before, String after) {}

    /** What is said of a column. */
    public enum Of {
        COLUMN,
        NAME,
        TYPE,
        /** Whether NULL is allowed. */
        PRESENCE,
        /** Its place in the primary key. */
        KEY,
        MASK,
        CATEGORY,
        UNIT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
