package dev.weir.jobs.engine.read.text;

import java.nio.charset.StandardCharsets;

/**
 * Goes through text whose records are several lines each. A mark at the beginning of a line, which only that line has, tells
 * where one ends: it stands on the last line of each record, or on the first.
 */
public final class BlockWalk implements RecordWalk {

    /** Which line of a record has the mark. */
    public enum Mark {
        FIRST_LINE,
        LAST_LINE
    }

    private final byte[] text;
    private final Mark mark;

    /** How much of the mark the line has so far; less than nothing where it has another beginning. */
    private int matched;

    /** Whether the line has the mark. */
    private boolean isMarked;

    /** Whether nothing has been passed since the beginning of the record. */
    private boolean isFresh = true;

    private long lineEnds;

    /** @param text in ASCII; one character where the first line has it */
    public BlockWalk(String text, Mark mark) {
        if (mark == Mark.FIRST_LINE && text.length() != 1) {
            throw new IllegalArgumentException("A record that begins with several characters is found too late.");
        }
        this.text = text.getBytes(StandardCharsets.US_ASCII);
        this.mark = mark;
    }

    @Override
    public int toRecordEnd(byte[] bytes, int from, int to) {
        for (int p = from; p < to; p++) {
            if (mark == Mark.FIRST_LINE && matched == 0 && bytes[p] == text[0] && !isFresh) {
                isFresh = true;
                return p;
            }
            if (step(bytes[p]) && mark == Mark.LAST_LINE) {
                return p + 1;
            }
        }
        return ByteFeed.NO_LINE_END;
    }

    @Override
    public void over(byte[] bytes, int from, int to) {
        for (int p = from; p < to; p++) {
            step(bytes[p]);
        }
    }

    /** Whether a line with the mark has ended. */
    private boolean step(byte b) {
        isFresh = false;
        if (b == '\n') {
            boolean ended = isMarked;
            lineEnds++;
            matched = 0;
            isMarked = false;
            return ended;
        }
        if (matched >= 0 && matched < text.length) {
            matched = b == text[matched] ? matched + 1 : -1;
            isMarked = matched == text.length;
        }
        return false;
    }

    @Override
    public long lineEnds() {
        return lineEnds;
    }
}
