package dev.weir.jobs.spark.read;

/** Counts lines in a stream of bytes, and finds out whether a record could reach past the end of its line. */
final class LineCount {
    private static final long NEW_LINES = Words.repeat('\n');

    private final boolean quoting;
    private final boolean escaping;
    private final long quotes;
    private final long escapes;
    private long lineEnds;
    private boolean lineOpen;
    private boolean oddQuotes;
    private boolean joins;

    LineCount(char quote, char escape) {
        this.quoting = quote != Syntax.NONE;
        this.escaping = escape != Syntax.NONE;
        this.quotes = Words.repeat(quote);
        this.escapes = Words.repeat(escape);
    }

    /** Takes further bytes; the array must have room for a word behind them. */
    void add(byte[] bytes, int from, int to) {
        for (int p = from; p < to; p += 8) {
            long word = Words.at(bytes, p);
            long within = to - p >= 8 ? -1L : (1L << (8 * (to - p))) - 1;
            long newLines = Words.matches(word, NEW_LINES) & within;
            lineEnds += Long.bitCount(newLines);
            if (quoting) {
                long quoted = Words.matches(word, quotes) & within;
                if (quoted != 0 || (oddQuotes && newLines != 0)) {
                    countQuotes(quoted, newLines);
                }
            }
            if (escaping && (Words.matches(word, escapes) & within) != 0) {
                joins = true;
            }
        }
        lineOpen = to > from ? bytes[to - 1] != '\n' : lineOpen;
    }

    private void countQuotes(long quoted, long newLines) {
        for (long stops = quoted | newLines; stops != 0; stops &= stops - 1) {
            if ((stops & -stops & newLines) != 0) {
                joins |= oddQuotes;
                oddQuotes = false;
            } else {
                oddQuotes = !oddQuotes;
            }
        }
    }

    long lineEnds() {
        return lineEnds;
    }

    /** How many lines there are, the last of which may lack its end. */
    long lines() {
        return lineEnds + (lineOpen ? 1 : 0);
    }

    /**
     * Whether a record could span lines: some line has an odd number of quotes, or, where quotes are escaped by another
     * character, that character occurs at all.
     */
    boolean mayJoinLines() {
        return joins || oddQuotes;
    }
}
