package dev.weir.jobs.spark.read;

import dev.weir.jobs.spark.read.Delimited.Whitespace;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds records and their fields in delimited text, without looking at values. Most records have no quote and are found
 * eight bytes at a time; one with a quote is scanned field by field. A record may span lines only if it then has exactly
 * the expected number of fields; otherwise its first line alone is at fault and scanning goes on at the next line. That
 * takes linear time where quotes are doubled, since of two lines with an odd number of quotes the second ends what the
 * first began; the limits bound it in every dialect.
 */
final class DelimitedScanner {
    /** A field without quotes. */
    static final byte PLAIN = 0;

    /** A field that stood in quotes. */
    static final byte QUOTED = 1;

    /** A field that stood in quotes and holds escaped ones. */
    static final byte ESCAPED = 2;

    /** A number of fields that any record may have. */
    static final int ANY_WIDTH = -1;

    private static final int MORE = ByteFeed.NO_LINE_END;
    private static final int HAS_QUOTE = -2;
    private static final int GIVE_UP = -3;
    private static final long NEW_LINES = Words.repeat('\n');

    private final ByteFeed feed;
    private final RecordLimits limits;
    private final int width;
    private final byte delimiter;
    private final byte quote;
    private final byte escape;
    private final byte comment;
    private final boolean trim;
    private final long delimiters;
    private final long quotes;
    private final long escapes;

    /** The first line's end as an offset from the record's start, which the feed may move; or -1 while within it. */
    private int firstLineEnd;

    /** Lines that the record takes. */
    int lines;

    /** One past the record, its line end included. */
    int end;

    /** How many fields the record has. */
    int count;

    int[] starts = new int[64];
    int[] ends = new int[64];

    /** For each field {@link #PLAIN}, {@link #QUOTED} or {@link #ESCAPED}; meaningless unless {@link #hasQuotes}. */
    byte[] kinds = new byte[64];

    boolean hasQuotes;

    /** Whether the record has bytes beyond ASCII. */
    boolean beyondAscii;

    /** Why the record cannot be read, if it cannot. */
    @Nullable
    Unreadable fault;

    /** Empty lines and comment lines passed over so far. */
    long skippedLines;

    /** The line of the record, from 1 at the beginning of the feed. */
    long line = 1;

    DelimitedScanner(ByteFeed feed, Delimited format, int width, RecordLimits limits) {
        Syntax syntax = format.syntax();
        this.feed = feed;
        this.limits = limits;
        this.width = width;
        this.delimiter = (byte) syntax.delimiter();
        this.quote = (byte) syntax.quote();
        this.escape = (byte) syntax.escape();
        this.comment = (byte) syntax.comment();
        this.trim = format.whitespace() == Whitespace.TRIMMED;
        this.delimiters = Words.repeat(syntax.delimiter());
        this.quotes = Words.repeat(syntax.quote());
        this.escapes = Words.repeat(syntax.escape());
    }

    /** Passes over a number of lines, as far as there are any. */
    void skipLines(long number) throws IOException {
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
    boolean next() throws IOException {
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
            if (count == 1 && width != 1 && fault != Unreadable.TOO_LONG && isBlankLine()) {
                skippedLines++;
                continue;
            }
            return true;
        }
    }

    private boolean isBlankLine() {
        int length = end - feed.start;
        return length == 1 || (length == 2 && feed.bytes[feed.start] == '\r');
    }

    private void findRecord() throws IOException {
        while (true) {
            fault = null;
            hasQuotes = false;
            int found = scanPlain(feed.start);
            if (found == HAS_QUOTE) {
                hasQuotes = true;
                found = scanQuoted(feed.start);
            }
            if (found == MORE) {
                boolean tooLong = feed.limit - feed.start > limits.recordBytes() + 2;
                if (!tooLong && feed.more()) {
                    continue;
                }
                if (hasQuotes && firstLineEnd >= 0) {
                    found = unclosed();
                } else {
                    fault = Unreadable.TOO_LONG;
                    feed.skipLine();
                    lines = 1;
                    return;
                }
            }
            end = isTooLong(found) && lines > 1 ? unclosed() : found;
            if (isTooLong(end)) {
                fault = Unreadable.TOO_LONG;
            } else if (fault == null && width != ANY_WIDTH && count != width) {
                fault = count < width ? Unreadable.TOO_FEW_FIELDS : Unreadable.TOO_MANY_FIELDS;
            }
            return;
        }
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
        for (int p = from; p < limit; p += 8) {
            long word = Words.at(bytes, p);
            long newLines = Words.matches(word, NEW_LINES);
            long stops = Words.matches(word, delimiters) | newLines;
            // the bytes up to the first line end, or all
            long inRecord = newLines ^ (newLines - 1);
            if (quote != Syntax.NONE && (Words.matches(word, quotes) & inRecord) != 0) {
                return HAS_QUOTE;
            }
            high |= word & inRecord;
            while (stops != 0) {
                int at = p + Words.first(stops);
                if (fields == ends.length) {
                    grow();
                }
                starts[fields] = fieldStart;
                ends[fields++] = at;
                fieldStart = at + 1;
                if ((stops & -stops & newLines) != 0) {
                    if (at > starts[fields - 1] && bytes[at - 1] == '\r') {
                        ends[fields - 1] = at - 1;
                    }
                    count = fields;
                    lines = 1;
                    beyondAscii = (high & Words.HIGH_BITS) != 0;
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
        firstLineEnd = -1;
        int p = from;
        while (true) {
            p = trim ? skipBlanks(p) : p;
            if (p >= limit) {
                return MORE;
            }
            if (bytes[p] == quote) {
                p = scanQuotedField(p + 1);
                if (p < 0) {
                    return p == MORE ? MORE : unclosed();
                }
                p = trim ? skipBlanks(p) : p;
            } else {
                int fieldStart = p;
                while (p < limit && bytes[p] != delimiter && bytes[p] != '\n' && bytes[p] != quote) {
                    p++;
                }
                if (p >= limit) {
                    return MORE;
                }
                int fieldEnd = bytes[p] == '\n' && p > fieldStart && bytes[p - 1] == '\r' ? p - 1 : p;
                add(fieldStart, fieldEnd, PLAIN);
            }
            if (p + 1 >= limit && !(p < limit && bytes[p] == '\n')) {
                return MORE;
            }
            if (bytes[p] == delimiter) {
                p++;
            } else if (bytes[p] == '\n' || (bytes[p] == '\r' && bytes[p + 1] == '\n')) {
                p += bytes[p] == '\n' ? 1 : 2;
                boolean spans = lines > 1;
                return spans && (count != width || p - from - firstLineEnd > limits.spanBytes()) ? unclosed() : p;
            } else if (lines > 1) {
                return unclosed();
            } else {
                fault = Unreadable.MALFORMED_QUOTE;
                return feed.lineEnd(p);
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
            long word = Words.at(bytes, p);
            long stops = Words.matches(word, quotes) | Words.matches(word, NEW_LINES);
            stops |= escape == Syntax.NONE ? 0 : Words.matches(word, escapes);
            if (stops == 0) {
                p += 8;
                continue;
            }
            p += Words.first(stops);
            if (p >= limit) {
                return MORE;
            }
            byte b = bytes[p];
            if (b == '\n') {
                firstLineEnd = firstLineEnd < 0 ? p - feed.start : firstLineEnd;
                if (++lines > limits.spanLines() || p - feed.start - firstLineEnd > limits.spanBytes()) {
                    return GIVE_UP;
                }
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

    /** The first line of a record in quotes that do not close as they should. */
    private int unclosed() {
        fault = Unreadable.UNCLOSED_QUOTE;
        lines = 1;
        return feed.start + firstLineEnd + 1;
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
