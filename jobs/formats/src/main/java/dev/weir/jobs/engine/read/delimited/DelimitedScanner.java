package dev.weir.jobs.engine.read.delimited;

import dev.weir.jobs.engine.read.HeaderMatch;
import dev.weir.jobs.engine.read.text.ByteFeed;
import dev.weir.jobs.engine.read.text.EightBytes;
import dev.weir.jobs.engine.read.text.QuoteWalk;
import dev.weir.jobs.engine.read.text.RecordLimits;
import dev.weir.jobs.engine.read.text.Syntax;
import dev.weir.jobs.engine.read.text.Whitespace;
import dev.weir.jobs.engine.read.value.Unreadable;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds records and their fields in delimited text, without looking at values. Most records have no quote and are found
 * eight bytes at a time; one with a quote is scanned field by field, and may span lines. A wrong quote costs its line alone
 * where that is a whole record by itself; else, or where the record is too long, {@link QuoteWalk} finds its end, however
 * far that is, and nothing of it is kept.
 */
public final class DelimitedScanner {
    /** A field without quotes. */
    public static final byte PLAIN = 0;

    /** A field that stood in quotes. */
    public static final byte QUOTED = 1;

    /** A field that stood in quotes and holds escaped ones. */
    public static final byte ESCAPED = 2;

    private static final int MORE = ByteFeed.NO_LINE_END;
    private static final int HAS_QUOTE = -2;
    private static final int NOT_PLAIN = -3;
    private static final int NONE_OPEN = -1;
    private static final long NEW_LINES = EightBytes.repeat('\n');
    private static final long RETURNS = EightBytes.repeat('\r');

    private final ByteFeed feed;
    private final RecordLimits limits;
    private final int width;
    private final int least;
    private final byte delimiter;
    private final byte quote;
    private final byte escape;
    private final byte comment;
    private final boolean trim;
    private final long delimiters;
    private final long quotes;
    private final long escapes;

    private final QuoteWalk walk;

    /** Where in the record the quote stands that opens a value which has not closed yet, or {@link #NONE_OPEN}. */
    private int open = NONE_OPEN;

    private long linesAtOpen;
    private int fieldsBeforeOpen;

    /** Where in the record text behind a quote tears the open value. */
    private int tornAt;

    /** Carriage returns outside of quotes, without the one of the line end. */
    private int strayReturns;

    /** Lines that the record takes. */
    public long lines;

    /**
     * Whether which of the lines are the record's and which are records of their own is unknown, since a quote is
     * wrong or never closes. None of them can be read.
     */
    public boolean apart;

    /** One past the record, its line end included. */
    public int end;

    /** How many fields the record has. */
    public int count;

    /** Where each field begins. */
    public int[] starts = new int[64];

    /** Where each field ends. */
    public int[] ends = new int[64];

    /** For each field {@link #PLAIN}, {@link #QUOTED} or {@link #ESCAPED}; meaningless unless {@link #hasQuotes}. */
    public byte[] kinds = new byte[64];

    /** Whether any of its fields is in quotes. */
    public boolean hasQuotes;

    /** Whether the record has bytes beyond ASCII. */
    public boolean beyondAscii;

    /** Why the record cannot be read, if it cannot. */
    @Nullable
    public Unreadable fault;

    /** Empty lines and comment lines passed over so far. */
    public long skippedLines;

    /** The line of the record, from 1 at the beginning of the feed. */
    public long line = 1;

    /**
     * @param width how many fields a record has at most
     * @param least how many it has at least; the fields beyond are empty
     */
    public DelimitedScanner(ByteFeed feed, Delimited format, int width, int least, RecordLimits limits) {
        Syntax syntax = format.syntax();
        this.feed = feed;
        this.limits = limits;
        this.width = width;
        this.least = least;
        this.delimiter = (byte) syntax.delimiter();
        this.quote = (byte) syntax.quote();
        this.escape = (byte) syntax.escape();
        this.comment = (byte) syntax.comment();
        this.trim = format.whitespace() == Whitespace.TRIMMED;
        this.delimiters = EightBytes.repeat(syntax.delimiter());
        this.quotes = EightBytes.repeat(syntax.quote());
        this.escapes = EightBytes.repeat(syntax.escape());
        this.walk = new QuoteWalk(syntax, format.whitespace());
    }

    /** Passes over a number of lines, as far as there are any. */
    public void skipLines(long number) throws IOException {
        for (long i = 0; i < number && (feed.start < feed.limit || feed.more()); i++) {
            feed.skipLine();
            line++;
        }
    }

    /**
     * Goes to the next record, which then lies in the feed from its start to {@link #end}.
     *
     * @return false if there is none
     */
    public boolean next() throws IOException {
        while (true) {
            feed.start = end > feed.start ? end : feed.start;
            line += lines;
            lines = 0;
            end = 0;
            if (feed.start == feed.limit && !feed.more()) {
                return false;
            }
            if (comment != Syntax.NONE && feed.bytes[feed.start] == comment) {
                feed.skipLine();
                lines = 1;
                skippedLines++;
                continue;
            }
            findRecord();
            if (count == 1 && width != 1 && isBlankLine()) {
                skippedLines++;
                continue;
            }
            return true;
        }
    }

    private boolean isBlankLine() {
        int p = feed.start;
        while (feed.bytes[p] == '\r') {
            p++;
        }
        return p == end - 1;
    }

    private void findRecord() throws IOException {
        while (true) {
            fault = null;
            apart = false;
            hasQuotes = false;
            open = NONE_OPEN;
            tornAt = 0;
            int found = scanPlain(feed.start);
            if (found == HAS_QUOTE) {
                hasQuotes = true;
                found = scanQuoted(feed.start);
            }
            boolean mayGrow = feed.limit - feed.start <= limits.recordBytes() + 2;
            boolean unended = found == MORE || (open != NONE_OPEN && endOfOpenLine() == ByteFeed.NO_LINE_END);
            if (unended && mayGrow && feed.more()) {
                continue;
            }
            if (found < 0 && isFoundNear(found) && isLineOfItsOwn()) {
                takeLine(found);
                return;
            }
            if (found < 0 || isTooLong(found)) {
                walkToEnd();
                return;
            }
            end = found;
            fault = width == HeaderMatch.ANY_WIDTH ? null : fault();
            return;
        }
    }

    /** What is wrong with a record whose fields are known. RFC 4180 allows carriage returns within quotes alone. */
    private @Nullable Unreadable fault() {
        if (strayReturns > 0) {
            return Unreadable.CARRIAGE_RETURN;
        }
        if (count == width && least == width) {
            return null;
        }
        return count < least
                ? Unreadable.TOO_FEW_FIELDS
                : count > width || !isEmptyFrom(least) ? Unreadable.TOO_MANY_FIELDS : null;
    }

    /**
     * Whether a wrong quote showed within the bytes that a record may have: text behind it, or the file's end. A file
     * that does not end in a line end may have been cut off inside the value.
     */
    private boolean isFoundNear(int found) {
        int at = found == MORE ? feed.limit - 1 - feed.start : tornAt;
        return open != NONE_OPEN && at <= limits.recordBytes() + 1 && (found != MORE || feed.endsInLineEnd());
    }

    /**
     * Whether the line of an open value is a whole record by itself, but for its quote: it has all its fields, and the
     * wrong one is not its last. Were the line the beginning of a longer value, it would hold fewer fields.
     */
    private boolean isLineOfItsOwn() {
        int behind = endOfOpenLine();
        if (behind == ByteFeed.NO_LINE_END || isTooLong(behind)) {
            return false;
        }
        int fields = fieldsBeforeOpen + 1;
        for (int p = feed.start + open + 1; p < behind; p++) {
            fields += feed.bytes[p] == delimiter ? 1 : 0;
        }
        return fields > fieldsBeforeOpen + 1 && fields >= least && fields <= width;
    }

    private int endOfOpenLine() {
        return feed.lineEnd(feed.start + open);
    }

    /** In its own line a quote is wrong by the text behind the next one, or it does not close. */
    private void takeLine(int found) {
        end = endOfOpenLine();
        lines = linesAtOpen;
        count = 0;
        fault = found == MORE || tornAt >= end - feed.start ? Unreadable.UNCLOSED_QUOTE : Unreadable.MALFORMED_QUOTE;
    }

    private boolean isEmptyFrom(int field) {
        for (int i = field; i < count; i++) {
            int from = trim ? Math.min(skipBlanks(starts[i]), ends[i]) : starts[i];
            if (from < ends[i]) {
                return false;
            }
        }
        return true;
    }

    /** Passes over a record that is not plain, however long it is. */
    private void walkToEnd() throws IOException {
        walk.restart();
        int behind = walk.toRecordEnd(feed.bytes, feed.start, feed.limit);
        boolean closes = true;
        while (closes && behind == ByteFeed.NO_LINE_END) {
            feed.start = feed.limit;
            closes = feed.more();
            behind = closes ? walk.toRecordEnd(feed.bytes, feed.start, feed.limit) : feed.limit;
        }
        feed.start = behind;
        end = behind;
        count = 0;
        lines = walk.lineEnds();
        apart = !closes || walk.isTorn();
        fault = walk.isMisplaced()
                ? Unreadable.MALFORMED_QUOTE
                : closes ? Unreadable.TOO_LONG : Unreadable.UNCLOSED_QUOTE;
    }

    private boolean isTooLong(int recordEnd) {
        return recordEnd - feed.start > limits.recordBytes() + 1;
    }

    /** Scans a record up to the first quote. */
    private int scanPlain(int from) {
        byte[] bytes = feed.bytes;
        int limit = feed.limit;
        int fields = 0;
        int fieldStart = from;
        long high = 0;
        int returns = 0;
        for (int p = from; p < limit; p += 8) {
            long word = EightBytes.at(bytes, p);
            long newLines = EightBytes.matches(word, NEW_LINES);
            long stops = EightBytes.matches(word, delimiters) | newLines;
            // the bytes up to the first line end, or all
            long inRecord = newLines ^ (newLines - 1);
            if (quote != Syntax.NONE && (EightBytes.matches(word, quotes) & inRecord) != 0) {
                return HAS_QUOTE;
            }
            high |= word & inRecord;
            returns += Long.bitCount(EightBytes.matches(word, RETURNS) & inRecord);
            while (stops != 0) {
                int at = p + EightBytes.first(stops);
                if (fields == ends.length) {
                    grow();
                }
                starts[fields] = fieldStart;
                ends[fields++] = at;
                fieldStart = at + 1;
                if ((stops & -stops & newLines) != 0) {
                    if (at > starts[fields - 1] && bytes[at - 1] == '\r') {
                        ends[fields - 1] = at - 1;
                        returns--;
                    }
                    strayReturns = returns;
                    count = fields;
                    lines = 1;
                    beyondAscii = (high & EightBytes.HIGH_BITS) != 0;
                    return at + 1;
                }
                stops &= stops - 1;
            }
        }
        return MORE;
    }

    private int scanQuoted(int from) {
        byte[] bytes = feed.bytes;
        int limit = feed.limit;
        count = 0;
        lines = 1;
        beyondAscii = true;
        strayReturns = 0;
        int p = from;
        while (true) {
            p = trim ? skipBlanks(p) : p;
            if (p >= limit) {
                return MORE;
            }
            if (bytes[p] == quote) {
                open = p - from;
                linesAtOpen = lines;
                fieldsBeforeOpen = count;
                p = scanQuotedField(p + 1);
                if (p < 0) {
                    return MORE;
                }
                p = trim ? skipBlanks(p) : p;
            } else {
                int fieldStart = p;
                while (p < limit && bytes[p] != delimiter && bytes[p] != '\n' && bytes[p] != quote) {
                    strayReturns += bytes[p++] == '\r' ? 1 : 0;
                }
                if (p >= limit) {
                    return MORE;
                }
                int fieldEnd = bytes[p] == '\n' && p > fieldStart && bytes[p - 1] == '\r' ? p - 1 : p;
                strayReturns -= p - fieldEnd;
                add(fieldStart, fieldEnd, PLAIN);
            }
            int behindReturns = skipReturns(p);
            if (behindReturns >= limit) {
                return MORE;
            }
            if (bytes[p] == delimiter) {
                open = NONE_OPEN;
                p++;
            } else if (bytes[p] == '\n') {
                open = NONE_OPEN;
                return p + 1;
            } else if (bytes[behindReturns] == '\n') {
                open = NONE_OPEN;
                strayReturns += behindReturns - p - 1;
                return behindReturns + 1;
            } else {
                tornAt = p - from;
                return NOT_PLAIN;
            }
        }
    }

    /** Scans a field from behind its quote to behind the closing one. */
    private int scanQuotedField(int from) {
        byte[] bytes = feed.bytes;
        int limit = feed.limit;
        byte kind = QUOTED;
        int p = from;
        while (p < limit) {
            long word = EightBytes.at(bytes, p);
            long stops = EightBytes.matches(word, quotes) | EightBytes.matches(word, NEW_LINES);
            stops |= escape == Syntax.NONE ? 0 : EightBytes.matches(word, escapes);
            if (stops == 0) {
                p += 8;
                continue;
            }
            p += EightBytes.first(stops);
            if (p >= limit) {
                return MORE;
            }
            byte b = bytes[p];
            if (b == '\n') {
                lines++;
                p++;
                continue;
            }
            if (p + 1 >= limit) {
                return MORE;
            }
            byte next = bytes[p + 1];
            boolean escaped = escape == Syntax.NONE ? next == quote : b == escape && (next == quote || next == escape);
            if (escaped) {
                kind = ESCAPED;
                p += 2;
            } else if (b == quote) {
                add(from, p, kind);
                return p + 1;
            } else {
                p++;
            }
        }
        return MORE;
    }

    private int skipReturns(int from) {
        int p = from;
        while (p < feed.limit && feed.bytes[p] == '\r') {
            p++;
        }
        return p;
    }

    private int skipBlanks(int from) {
        int p = from;
        while (p < feed.limit && delimiter != feed.bytes[p] && (feed.bytes[p] == ' ' || feed.bytes[p] == '\t')) {
            p++;
        }
        return p;
    }

    private void add(int from, int to, byte kind) {
        if (count == ends.length) {
            grow();
        }
        starts[count] = from;
        ends[count] = to;
        kinds[count++] = kind;
    }

    private void grow() {
        starts = Arrays.copyOf(starts, 2 * starts.length);
        ends = Arrays.copyOf(ends, 2 * ends.length);
        kinds = Arrays.copyOf(kinds, 2 * kinds.length);
    }
}
