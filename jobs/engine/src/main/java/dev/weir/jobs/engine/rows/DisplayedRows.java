package dev.weir.jobs.engine.rows;

import java.util.List;
import java.util.Optional;

/**
 * Some rows as texts, for people.
 *
 * @param columns their names
 * @param rows a text for each column; empty for NULL
 * @param rest whether there are others
 */
public record DisplayedRows(List<ShownColumn> columns, List<List<Optional<String>>> rows, Rest rest) {

    public DisplayedRows {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /**
     * A column.
     *
     * @param side numbers stand at the right
     */
    public record ShownColumn(String name, Side side) {}

    /** Where a column's texts stand. */
    public enum Side {
        LEFT,
        RIGHT
    }

    /** Whether these are all rows that were asked for. */
    public enum Rest {
        NONE,
        MORE
    }
}
