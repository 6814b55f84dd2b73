package dev.weir.jobs.engine.read.lines;

import dev.weir.jobs.engine.read.ReadPart;
import dev.weir.jobs.engine.read.text.BlockWalk;
import dev.weir.jobs.engine.read.text.ByteFeed;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.Unreadable;
import dev.weir.jobs.engine.read.value.ValueReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads text whose records are several lines each, which a {@link BlockWalk} tells apart. Line ends may have carriage returns;
 * what is read has none of these. What the lines say is for the format to tell.
 */
public abstract class BlockReader extends TextRecordReader {
    private final BlockWalk walk;
    private final long firstLine;
    private final ValueReader[] readers;
    private int end;
    private boolean isEnded;

    /** @param walk from the beginning of a record, the same by which the file was cut */
    protected BlockReader(ReadPart part, BlockWalk walk) {
        super(part);
        this.walk = walk;
        this.firstLine = part.firstLine();
        this.end = feed.start;
        this.readers = part.spec().columns().stream()
                .map(column -> ValueReader.of(column.type(), column.nullValues()))
                .toArray(ValueReader[]::new);
    }

    /** The columns that read something of each record, by what they read; columns of other names are NULL. */
    protected final <K> Map<K, Placed> placed(ReadPart part, Function<String, Optional<K>> of) {
        Map<K, Placed> placed = new HashMap<>();
        List<ReadColumn> columns = part.spec().columns();
        for (int i = 0; i < columns.size(); i++) {
            ReadColumn column = columns.get(i);
            Placed place = new Placed(i, tally.place(column.header(), column.name()));
            of.apply(column.header()).ifPresent(read -> placed.put(read, place));
        }
        return placed;
    }

    /** A column of the row, and the number of its place. */
    protected record Placed(int column, int place) {}

    /** Sets the column that reads it, if there is one, to the value that a text is: NULL where it is empty. */
    protected final void set(@Nullable Placed placed, byte[] bytes, int from, int to) {
        if (placed != null) {
            tally.met(placed.place());
            int column = placed.column();
            if (from == to) {
                row.setAbsent(column);
            } else if (!readers[column].read(bytes, from, to, row, column)) {
                badValue(column, readers[column].expectation());
            }
        }
    }

    /** Sets the column that reads it, if there is one, to a number that was counted. */
    protected final void set(@Nullable Placed placed, long number) {
        byte[] digits = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
        set(placed, digits, 0, digits.length);
    }

    /** Whether lines between two marks are a record; blank ones are none. */
    protected boolean isRecord(RecordLines lines) {
        while (lines.next()) {
            if (!lines.isBlank()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the record ends because the file, or this part of it, has no more. */
    protected final boolean isLast() {
        return !isEnded;
    }

    /** The lines of the record that is {@link #read}. */
    protected final RecordLines lines(byte[] bytes, int from, int to) {
        return new RecordLines(bytes, from, to, line);
    }

    @Override
    public boolean next() throws IOException {
        while (true) {
            feed.start = end;
            if (feed.start == feed.limit && !feed.more()) {
                return false;
            }
            line = firstLine + walk.lineEnds();
            if (!findEnd()) {
                refuseTooLong();
            } else if (!isRecord(lines(feed.bytes, feed.start, end - 1))) {
                tally.skippedLines(firstLine + walk.lineEnds() - line);
                continue;
            } else {
                readRecord(feed.start, withoutReturns(feed.start, end) - 1);
            }
            finish();
            return true;
        }
    }

    private void readRecord(int from, int to) throws IOException {
        if (hasReturn(from, to)) {
            refuse(Unreadable.CARRIAGE_RETURN, STRAY_RETURN);
        } else {
            readText(from, to);
        }
    }

    /** Goes to the end of the record, and returns whether all of it is here: of one that is too long nothing is kept. */
    private boolean findEnd() throws IOException {
        boolean isWhole = true;
        int seen = feed.start;
        while (true) {
            end = walk.toRecordEnd(feed.bytes, seen, feed.limit);
            isEnded = end != ByteFeed.NO_LINE_END;
            int to = isEnded ? end : feed.limit;
            isWhole = isWhole && to - feed.start <= recordBytes + 1;
            if (isEnded) {
                return isWhole;
            }
            if (!isWhole) {
                feed.start = feed.limit;
            }
            int ahead = feed.limit - feed.start;
            if (!feed.more()) {
                end = feed.limit;
                return isWhole;
            }
            seen = feed.start + ahead;
        }
    }

    /** Takes the carriage returns before line ends out, where the text lies, and answers behind what is left. */
    private int withoutReturns(int from, int to) {
        byte[] bytes = feed.bytes;
        int kept = from;
        while (kept < to && bytes[kept] != '\r') {
            kept++;
        }
        for (int p = kept; p < to; p++) {
            if (bytes[p] != '\r' || p + 1 == to || bytes[p + 1] != '\n') {
                bytes[kept++] = bytes[p];
            }
        }
        return kept;
    }
}
