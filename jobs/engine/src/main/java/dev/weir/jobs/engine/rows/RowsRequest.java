package dev.weir.jobs.engine.rows;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which rows a caller asks for.
 *
 * @param release of which they are
 * @param table of the release
 * @param columns in their order; none means all
 * @param where a predicate of Spark SQL on the row; empty means every row
 * @param limit how many at most; empty means all
 */
public record RowsRequest(
        Manifest release, ReleasedTable table, List<String> columns, Optional<String> where, OptionalLong limit) {

    public RowsRequest {
        columns = List.copyOf(columns);
        if (limit.isPresent() && limit.getAsLong() < 0) {
            throw new IllegalArgumentException("A limit of " + limit.getAsLong() + " rows");
        }
    }
}
