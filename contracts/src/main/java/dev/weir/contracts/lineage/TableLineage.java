package dev.weir.contracts.lineage;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How a table is made of the columns that its query reads: one step, to the inputs as the query names them. What decides on rows
 * (joins, filters, groups, order) stands once for the table and is not repeated for each column.
 *
 * @param table its name
 * @param columns in the table's order
 * @param rows what decides which rows there are; each edge once, in order
 * @param untraced what could not be followed, such as the name of a step of the plan that is not known; a table with any has more
 *     edges than are named here
 */
public record TableLineage(String table, List<ColumnLineage> columns, List<LineageEdge> rows, List<String> untraced) {

    public TableLineage {
        columns = List.copyOf(columns);
        rows = List.copyOf(new TreeSet<>(rows));
        untraced = List.copyOf(new TreeSet<>(untraced));
        rows.stream().filter(edge -> edge.kind().isDirect()).findFirst().ifPresent(edge -> {
            throw new IllegalArgumentException("No value of all rows comes from one column: " + edge);
        });
    }

    /** The column of that name, in whatever case. */
    public Optional<ColumnLineage> column(String name) {
        return columns.stream()
                .filter(column -> column.column().equalsIgnoreCase(name))
                .findFirst();
    }
}
