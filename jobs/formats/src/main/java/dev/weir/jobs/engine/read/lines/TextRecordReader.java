package dev.weir.jobs.engine.read.lines;

import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.ReadTally;
import dev.weir.jobs.engine.read.RecordReader;
import dev.weir.jobs.engine.read.text.ByteFeed;
import dev.weir.jobs.engine.read.text.WellFormedUtf8;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ReadColumn.OnBadValue;
import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.read.value.Unreadable;
import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** What readers of text have in common: a record is read where it lies, or refused with the reason. */
abstract class TextRecordReader implements RecordReader {
    /** What is wrong with a record that is no text. */
    protected static final String NO_TEXT = "bytes that are no text in the file's encoding";

    private final ReadColumn[] columns;

    final ByteFeed feed;
    final int recordBytes;

    /** The number of the record's first line in the file. */
    long line;

    /** Takes the values of a record. */
    protected final RecordRow row;

    protected final ReadTally tally;

    TextRecordReader(ReadPart part) {
        this.feed = part.feed();
        this.row = part.row();
        this.tally = part.tally();
        this.recordBytes = part.spec().limits().recordBytes();
        this.columns = part.spec().columns().toArray(ReadColumn[]::new);
    }

    /**
     * Sets the values of a record that is text, all of them absent at first, or refuses it.
     *
     * @param bytes hold the record
     * @param from its first byte
     * @param to behind its last, without the last line end
     */
    protected abstract void read(byte[] bytes, int from, int to) throws IOException;

    /** Makes nothing of the record but a reason why it cannot be read. */
    protected final void refuse(Unreadable why, String detail) {
        row.start(line);
        row.unreadable(why, null, UTF8String.fromString(detail));
    }

    /** As {@link #refuse(Unreadable, String)}, for what is wrong in one column. */
    protected final void refuse(Unreadable why, int column, String detail) {
        row.start(line);
        row.unreadable(why, UTF8String.fromString(columns[column].name()), UTF8String.fromString(detail));
    }

    /** Refuses a record that is no text; a format that knows the column names it. */
    protected void refuseBytes(byte[] bytes, int from, int to) {
        refuse(Unreadable.ENCODING, NO_TEXT);
    }

    /** A value that is none of its column's type: NULL, or the record's end. */
    protected final void badValue(int column, String expectation) {
        row.setAbsent(column);
        if (columns[column].onBadValue() == OnBadValue.NULL_AND_WARN) {
            tally.badValue(column);
        } else {
            row.unreadable(
                    Unreadable.TYPE, UTF8String.fromString(columns[column].name()), UTF8String.fromString(expectation));
        }
    }

    final void refuseTooLong() {
        refuse(Unreadable.TOO_LONG, "more bytes than a record may have");
    }

    final void readText(int from, int to) throws IOException {
        if (!WellFormedUtf8.wellFormed(feed.bytes, from, to)) {
            refuseBytes(feed.bytes, from, to);
            return;
        }
        row.start(line);
        for (int i = 0; i < columns.length; i++) {
            row.setAbsent(i);
        }
        read(feed.bytes, from, to);
    }

    final void finish() {
        row.finish();
        tally.record(row);
    }

    @Override
    public final InternalRow row() {
        return row;
    }

    @Override
    public void close() throws IOException {
        feed.close();
    }
}
