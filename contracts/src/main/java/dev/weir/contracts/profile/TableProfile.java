package dev.weir.contracts.profile;

import java.util.List;
import java.util.Optional;

/**
 * What a release shows of a table's values.
 *
 * @param table its name in the product
 * @param extent which of its rows were looked at
 * @param rows that were looked at
 * @param columns those that rows have, in their order
 */
public record TableProfile(String table, Extent extent, RoundedCount rows, List<ColumnProfile> columns) {

    public TableProfile {
        columns = List.copyOf(columns);
    }

    /** Which rows a profile is of. */
    public enum Extent {
        /** All rows of the release. */
        TABLE,
        /** The rows that the release's own run loaded; those of earlier loads are in the profiles of their releases. */
        LOAD
    }

    /** Of a column; empty where the profile has none of that name. */
    public Optional<ColumnProfile> column(String name) {
        return columns.stream().filter(column -> column.column().equals(name)).findFirst();
    }
}
