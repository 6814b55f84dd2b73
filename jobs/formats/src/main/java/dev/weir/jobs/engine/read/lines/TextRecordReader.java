package dev.weir.jobs.engine.read.lines;

import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.StrictReader;
import dev.weir.jobs.engine.read.text.ByteFeed;
import dev.weir.jobs.engine.read.text.EightBytes;
import dev.weir.jobs.engine.read.text.WellFormedUtf8;
import dev.weir.jobs.engine.read.value.Unreadable;
import java.io.IOException;

/** What readers of text have in common: a record is read where it lies, or refused with the reason. */
abstract class TextRecordReader extends StrictReader {
    /** What is wrong with a record that is no text. */
    protected static final String NO_TEXT = "bytes that are no text in the file's encoding";

    private static final long RETURNS = EightBytes.repeat('\r');

    final ByteFeed feed;
    final int recordBytes;

    /** The number of the record's first line in the file. */
    long line;

    TextRecordReader(ReadPart part) {
        super(part.row(), part.tally(), part.spec().columns());
        this.feed = part.feed();
        this.recordBytes = part.spec().limits().recordBytes();
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
        unreadable(why, detail);
    }

    /** As {@link #refuse(Unreadable, String)}, for what is wrong in one column. */
    protected final void refuse(Unreadable why, int column, String detail) {
        row.start(line);
        unreadable(why, column, detail);
    }

    /** Refuses a record that is no text; a format that knows the column names it. */
    protected void refuseBytes(byte[] bytes, int from, int to) {
        refuse(Unreadable.ENCODING, NO_TEXT);
    }

    final void refuseTooLong() {
        refuse(Unreadable.TOO_LONG, "more bytes than a record may have");
    }

    final boolean hasReturn(int from, int to) {
        for (int p = from; p < to; p += 8) {
            long returns = EightBytes.matches(EightBytes.at(feed.bytes, p), RETURNS);
            if (returns != 0) {
                return p + EightBytes.first(returns) < to;
            }
        }
        return false;
    }

    final void readText(int from, int to) throws IOException {
        if (!WellFormedUtf8.wellFormed(feed.bytes, from, to)) {
            refuseBytes(feed.bytes, from, to);
            return;
        }
        row.start(line);
        row.setAllAbsent();
        read(feed.bytes, from, to);
    }

    @Override
    public void close() throws IOException {
        feed.close();
    }
}
