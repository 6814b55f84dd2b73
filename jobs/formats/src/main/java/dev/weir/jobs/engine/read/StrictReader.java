package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ReadColumn.OnBadValue;
import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.read.value.Unreadable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** What readers of records have in common: what becomes of a record with something wrong, or of one of its values. */
public abstract class StrictReader implements RecordReader {
    /** What is wrong with a record that has a carriage return which belongs to no line end. */
    protected static final String STRAY_RETURN = "a carriage return elsewhere than directly before a line feed";

    /** Takes the values of a record. */
    protected final RecordRow row;

    protected final ReadTally tally;
    private final List<ReadColumn> columns;

    protected StrictReader(RecordRow row, ReadTally tally, List<ReadColumn> columns) {
        this.row = row;
        this.tally = tally;
        this.columns = columns;
    }

    /** A value that is none of its column's type: NULL, or the record's end. */
    protected final void badValue(int column, String expectation) {
        row.setAbsent(column);
        if (columns.get(column).onBadValue() == OnBadValue.NULL_AND_WARN) {
            tally.badValue(column);
        } else {
            unreadable(Unreadable.TYPE, column, expectation);
        }
    }

    /** Notes why the record cannot be read: what is wrong in one column. */
    protected final void unreadable(Unreadable why, int column, String detail) {
        row.unreadable(why, UTF8String.fromString(columns.get(column).name()), UTF8String.fromString(detail));
    }

    /** Notes why the record cannot be read. */
    protected final void unreadable(Unreadable why, String detail) {
        row.unreadable(why, null, UTF8String.fromString(detail));
    }

    /** The columns that a file lacks, and without which no record of it can be read. */
    protected static List<Integer> refused(HeaderMatch header, ReadSpec spec) {
        return header.missing().stream()
                .filter(column -> spec.onMissingColumn().refuses(spec.columns().get(column)))
                .toList();
    }

    /** Notes the columns that the file lacks. */
    protected final void unreadable(HeaderMatch header, List<Integer> refused) {
        refused.forEach(column -> unreadable(Unreadable.MISSING_COLUMN, column, header.whyMissing(column)));
    }

    /** Ends the record, and counts it. */
    protected final void finish() {
        row.finish();
        tally.record(row);
    }

    @Override
    public final InternalRow row() {
        return row;
    }
}
