package dev.weir.jobs.engine.read;

import dev.weir.contracts.Source;
import dev.weir.jobs.engine.read.value.ReadColumn;
import java.util.List;

/**
 * What is to be read of a source's files.
 *
 * @param dialect how they are written, as their format has taken it from the contract
 * @param columns the columns of the rows, in order
 * @param onMissingColumn what becomes of the records of a file that lacks a column
 */
public record ReadRequest(Source.Dialect dialect, List<ReadColumn> columns, MissingColumnPolicy onMissingColumn) {
    public ReadRequest {
        columns = List.copyOf(columns);
    }
}
