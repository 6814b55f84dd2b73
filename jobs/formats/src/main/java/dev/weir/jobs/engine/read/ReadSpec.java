package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.text.RecordLimits;
import dev.weir.jobs.engine.read.value.ReadColumn;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the files of one source table are read.
 *
 * @param format how records are written
 * @param columns the columns of the rows, in order; names differ
 * @param onMissingColumn what becomes of the records of a file that lacks a column
 * @param limits how large a record may be
 */
public record ReadSpec(
        RecordFormat format, List<ReadColumn> columns, MissingColumnPolicy onMissingColumn, RecordLimits limits)
        implements Serializable {

    public ReadSpec {
        columns = List.copyOf(columns);
        Set<String> names = new HashSet<>();
        for (ReadColumn column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("Column '" + column.name() + "' is declared twice.");
            }
        }
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("A table to read needs at least one column.");
        }
    }

    /** With the usual limits; records of a file that lacks a column are unreadable. */
    public static ReadSpec of(RecordFormat format, List<ReadColumn> columns) {
        return new ReadSpec(format, columns, MissingColumnPolicy.UNREADABLE, RecordLimits.USUAL);
    }
}
