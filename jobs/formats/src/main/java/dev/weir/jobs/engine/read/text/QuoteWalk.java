package dev.weir.jobs.engine.read.text;

/**
 * Follows the quotes of delimited text and finds where records end, keeping nothing of the text. This is the one answer to
 * where a record ends: the survey cuts files by it, and the scanner asks it wherever a record is not plain.
 *
 * <ul>
 *   <li>A quote opens a value at the beginning of a field and nowhere else. Inside an open value a line end is text.
 *   <li>A value closes at a quote that a delimiter or a line end follows, however many carriage returns the line end has.
 *   <li>Other text behind a quote tears the value: whether the quote closed it or belongs to it is unknown, so the
 *       value goes on until a quote that closes.
 * </ul>
 */
public final class QuoteWalk implements RecordWalk {
    private static final int RECORD_START = 0;
    private static final int FIELD_START = 1;
    private static final int PLAIN = 2;
    private static final int COMMENT = 3;
    private static final int SKIPPED = 4;
    private static final int INSIDE = 5;
    private static final int ESCAPED = 6;
    private static final int QUOTE = 7;
    private static final int BLANK = 8;
    private static final int RETURN = 9;

    private static final long NEW_LINES = EightBytes.repeat('\n');

    private final byte delimiter;
    private final byte quote;
    private final byte escape;
    private final byte comment;
    private final boolean trim;
    private final long quotes;
    private final long escapes;
    private final long comments;

    private int state = RECORD_START;
    private long linesToSkip;
    private long lineEnds;
    private boolean misplaced;
    private boolean torn;

    public QuoteWalk(Syntax syntax, Whitespace whitespace) {
        this.delimiter = (byte) syntax.delimiter();
        this.quote = (byte) syntax.quote();
        this.escape = (byte) syntax.escape();
        this.comment = (byte) syntax.comment();
        this.trim = whitespace == Whitespace.TRIMMED;
        this.quotes = EightBytes.repeat(syntax.quote());
        this.escapes = EightBytes.repeat(syntax.escape());
        this.comments = EightBytes.repeat(syntax.comment());
    }

    /** Through text whose every line is a record. */
    public static QuoteWalk ofLines() {
        return new QuoteWalk(new Syntax(',', Syntax.NONE, Syntax.NONE, Syntax.NONE), Whitespace.KEPT);
    }

    /** Takes the first lines of a file for neither header nor records. */
    public QuoteWalk skipping(long lines) {
        linesToSkip = lines;
        state = lines > 0 ? SKIPPED : RECORD_START;
        return this;
    }

    /** Begins at the beginning of a record. */
    public void restart() {
        state = RECORD_START;
        lineEnds = 0;
        misplaced = false;
        torn = false;
    }

    /** Those inside values included. */
    @Override
    public long lineEnds() {
        return lineEnds;
    }

    /** Whether a quote stands where none may: inside a field without quotes, or with text behind it. */
    public boolean isMisplaced() {
        return misplaced;
    }

    /** Whether a value is torn, so that it is unknown which of the lines are its text. */
    @Override
    public boolean isTorn() {
        return torn;
    }

    @Override
    public int toRecordEnd(byte[] bytes, int from, int to) {
        for (int p = from; p < to; p++) {
            if (state == INSIDE) {
                p = insideUntilStop(bytes, p, to);
                if (p >= to) {
                    return ByteFeed.NO_LINE_END;
                }
            }
            step(bytes[p]);
            if (state == RECORD_START || (state == SKIPPED && bytes[p] == '\n')) {
                return p + 1;
            }
        }
        return ByteFeed.NO_LINE_END;
    }

    @Override
    public void over(byte[] bytes, int from, int to) {
        int p = from;
        while (p < to) {
            if (state == INSIDE) {
                p = insideUntilStop(bytes, p, to);
            } else if (state <= PLAIN) {
                p = outsideUntilStop(bytes, p, to);
            }
            if (p < to) {
                step(bytes[p++]);
            }
        }
    }

    /** Passes over text inside a value, up to a quote or an escape. */
    private int insideUntilStop(byte[] bytes, int from, int to) {
        for (int p = from; p < to; p += 8) {
            long word = EightBytes.at(bytes, p);
            long stops = EightBytes.matches(word, quotes);
            stops |= escape == Syntax.NONE ? 0 : EightBytes.matches(word, escapes);
            stops &= within(p, to);
            long before = stops == 0 ? within(p, to) : (stops & -stops) - 1;
            lineEnds += Long.bitCount(EightBytes.matches(word, NEW_LINES) & before);
            if (stops != 0) {
                return p + EightBytes.first(stops);
            }
        }
        return to;
    }

    /** Passes over records without quotes, up to a quote, or to what may begin a comment. */
    private int outsideUntilStop(byte[] bytes, int from, int to) {
        int p = from;
        for (; p < to; p += 8) {
            long word = EightBytes.at(bytes, p);
            long stops = quote == Syntax.NONE ? 0 : EightBytes.matches(word, quotes);
            stops |= comment == Syntax.NONE ? 0 : EightBytes.matches(word, comments);
            stops &= within(p, to);
            long before = stops == 0 ? within(p, to) : (stops & -stops) - 1;
            lineEnds += Long.bitCount(EightBytes.matches(word, NEW_LINES) & before);
            if (stops != 0) {
                p += EightBytes.first(stops);
                break;
            }
        }
        p = Math.min(p, to);
        state = outside(bytes, from, p);
        return p;
    }

    private static long within(int p, int to) {
        return to - p >= 8 ? -1L : (1L << (8 * (to - p))) - 1;
    }

    /** Where in a record a place outside of values lies, by what stands before it. */
    private int outside(byte[] bytes, int from, int at) {
        int p = at - 1;
        while (trim && p >= from && isBlank(bytes[p])) {
            p--;
        }
        boolean blanks = p < at - 1;
        int before = p < from ? state : bytes[p] == '\n' ? RECORD_START : bytes[p] == delimiter ? FIELD_START : PLAIN;
        return blanks && before == RECORD_START ? FIELD_START : before;
    }

    private boolean isBlank(byte b) {
        return (b == ' ' || b == '\t') && b != delimiter;
    }

    private void step(byte b) {
        if (b == '\n') {
            lineEnds++;
        }
        switch (state) {
            case RECORD_START -> state = comment != Syntax.NONE && b == comment ? COMMENT : outside(b, RECORD_START);
            case FIELD_START, PLAIN -> state = outside(b, state);
            case COMMENT -> state = b == '\n' ? RECORD_START : COMMENT;
            case SKIPPED -> state = b == '\n' && --linesToSkip == 0 ? RECORD_START : SKIPPED;
            case INSIDE -> state = inside(b);
            case ESCAPED -> state = b == quote || b == escape ? INSIDE : inside(b);
            case QUOTE -> state = escape == Syntax.NONE && b == quote ? INSIDE : behindQuote(b);
            case BLANK -> state = behindQuote(b);
            case RETURN -> state = b == '\n' ? RECORD_START : b == '\r' ? RETURN : tear(b);
            default -> throw new IllegalStateException("There is no state " + state);
        }
    }

    private int outside(byte b, int now) {
        if (b == '\n') {
            return RECORD_START;
        }
        if (b == delimiter) {
            return FIELD_START;
        }
        if (quote != Syntax.NONE && b == quote) {
            misplaced |= now == PLAIN;
            return now == PLAIN ? PLAIN : INSIDE;
        }
        return now == PLAIN || !trim || !isBlank(b) ? PLAIN : FIELD_START;
    }

    private int inside(byte b) {
        return b == quote ? QUOTE : escape != Syntax.NONE && b == escape ? ESCAPED : INSIDE;
    }

    /** What a byte behind a quote makes of it: one that closes the value, or not. */
    private int behindQuote(byte b) {
        if (b == delimiter) {
            return FIELD_START;
        }
        if (b == '\n') {
            return RECORD_START;
        }
        if (b == '\r') {
            return RETURN;
        }
        return trim && isBlank(b) ? BLANK : tear(b);
    }

    private int tear(byte b) {
        misplaced = true;
        torn = true;
        return inside(b);
    }
}
