package dev.weir.jobs.engine.read.lines;

import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.text.ByteFeed;
import dev.weir.jobs.engine.read.value.Unreadable;
import java.io.IOException;

/**
 * Reads text of which each line is a record, and blank ones are none. A line end may have a carriage return, which is no part of
 * the record. Lines of a header that the survey has found are passed over. The format knows what a line means.
 */
public abstract class LineReader extends TextRecordReader {
    private final long dataLine;
    private int end;

    protected LineReader(ReadPart part) {
        super(part);
        this.line = part.firstLine() - 1;
        this.dataLine = part.header().dataLine();
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
                refuseTooLong();
            } else if (RecordLines.isBlank(feed.bytes, feed.start, end - 1)) {
                tally.skippedLines(1);
                continue;
            } else {
                readLine(feed.start, end - 1);
            }
            finish();
            return true;
        }
    }

    /** Whether carriage returns mean nothing wherever they may stand, so that any number of them may be read. */
    protected boolean returnsAreBlanks() {
        return false;
    }

    private void readLine(int from, int lineFeed) throws IOException {
        int to = lineFeed > from && feed.bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
        if (returnsAreBlanks() || !hasReturn(from, to)) {
            readText(from, to);
        } else {
            refuse(Unreadable.CARRIAGE_RETURN, STRAY_RETURN);
        }
    }

    /** Whether the line at hand is the last and the file ends without a line end. */
    protected final boolean isCut() {
        return feed.isAddedLineEnd(end);
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
}
