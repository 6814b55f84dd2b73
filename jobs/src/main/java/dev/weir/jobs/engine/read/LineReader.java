package dev.weir.jobs.engine.read;

import dev.weir.jobs.engine.read.text.ByteFeed;
import dev.weir.jobs.engine.read.text.WellFormedUtf8;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ReadColumn.OnBadValue;
import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.read.value.Unreadable;
import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Reads text of which each line is a record, and blank ones are none. Lines of a header that the survey has found are passed over.
 * What a line says is for the format to tell.
 */
public abstract class LineReader implements RecordReader {
    /** What is wrong with a line that is no text. */
    protected static final String NO_TEXT = "bytes that are no text in the file's encoding";

    private final ByteFeed feed;
    private final int recordBytes;
    private final ReadColumn[] columns;
    private final long dataLine;
    private int end;
    private long line;

    /** Takes the values of a record. */
    protected final RecordRow row;

    protected final ReadTally tally;

    protected LineReader(ReadPart part) {
        this.feed = part.feed();
        this.row = part.row();
        this.tally = part.tally();
        this.line = part.firstLine() - 1;
        this.dataLine = part.header().dataLine();
        this.recordBytes = part.spec().limits().recordBytes();
        this.columns = part.spec().columns().toArray(ReadColumn[]::new);
    }

    /**
     * Sets the values of a line that is text, all of them absent at first, or refuses it.
     *
     * @param bytes hold the line
     * @param from its first byte
     * @param to behind its last, without the line end
     */
    protected abstract void read(byte[] bytes, int from, int to) throws IOException;

    /** Makes nothing of the line's record but a reason why it cannot be read. */
    protected final void refuse(Unreadable why, String detail) {
        row.start(line);
        row.unreadable(why, null, UTF8String.fromString(detail));
    }

    /** As {@link #refuse(Unreadable, String)}, for what is wrong in one column. */
    protected final void refuse(Unreadable why, int column, String detail) {
        row.start(line);
        row.unreadable(why, UTF8String.fromString(columns[column].name()), UTF8String.fromString(detail));
    }

    /** Refuses a line that is no text; a format that knows in which column says so. */
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

    @Override
    public boolean next() throws IOException {
        while (true) {
            feed.start = Math.max(end, feed.start);
            end = 0;
            if (feed.start == feed.limit && !feed.more()) {
                return false;
            }
            line++;
            if (line < dataLine) {
                feed.skipLine();
                continue;
            }
            end = findEnd();
            if (end == ByteFeed.NO_LINE_END) {
                feed.skipLine();
                refuse(Unreadable.TOO_LONG, "more bytes than a record may have");
            } else if (isBlank(end - 1)) {
                tally.skippedLines(1);
                continue;
            } else {
                readLine(end - 1);
            }
            row.finish();
            tally.record(row);
            return true;
        }
    }

    private void readLine(int to) throws IOException {
        if (!WellFormedUtf8.wellFormed(feed.bytes, feed.start, to)) {
            refuseBytes(feed.bytes, feed.start, to);
            return;
        }
        row.start(line);
        for (int i = 0; i < columns.length; i++) {
            row.setAbsent(i);
        }
        read(feed.bytes, feed.start, to);
    }

    /** Behind the line, unless it is too long. */
    private int findEnd() throws IOException {
        while (true) {
            int found = feed.lineEnd(feed.start);
            boolean tooLong = (found == ByteFeed.NO_LINE_END ? feed.limit : found) - feed.start > recordBytes + 1;
            if (tooLong || found != ByteFeed.NO_LINE_END) {
                return tooLong ? ByteFeed.NO_LINE_END : found;
            }
            if (!feed.more()) {
                throw new IllegalStateException("The feed's last line has no end.");
            }
        }
    }

    private boolean isBlank(int to) {
        for (int i = feed.start; i < to; i++) {
            if (feed.bytes[i] != ' ' && feed.bytes[i] != '\t' && feed.bytes[i] != '\r') {
                return false;
            }
        }
        return true;
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
