package dev.weir.contracts.format;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Problems;
import java.util.HashMap;
import java.util.Map;

/**
 * Which column of a table reads which place of a record: each place is read once.
 *
 * @param <P> a place
 */
public final class ColumnsByPlace<P> {

    private final Problems problems;
    private final Map<P, Column> readers = new HashMap<>();

    /** @param problems gets each column that reads what another one does */
    public ColumnsByPlace(Problems problems) {
        this.problems = requireNonNull(problems, "problems");
    }

    /** A further column, and where it stands. */
    public void add(P place, Column column) {
        Column first = readers.putIfAbsent(place, column);
        if (first != null) {
            problems.add(
                    Code.INVALID_VALUE,
                    column.place(),
                    "column '" + column.name() + "' reads '" + column.origin().physicalName() + "' of each record",
                    "column '" + first.name() + "' reads it, too",
                    "keep one, and select it twice in the query");
        }
    }
}
