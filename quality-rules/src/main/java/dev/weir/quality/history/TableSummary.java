package dev.weir.quality.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of one table of one release.
 *
 * @param rows that were released
 * @param columns by name, in the table's order
 */
public record TableSummary(long rows, Map<String, ColumnSummary> columns) {

    public TableSummary {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** One column; empty when the table had none of that name. */
    public Optional<ColumnSummary> column(String name) {
        return Optional.ofNullable(columns.get(name));
    }
}
