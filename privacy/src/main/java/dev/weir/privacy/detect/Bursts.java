package dev.weir.privacy.detect;

/**
 * Rows that stand together and are looked at closely, so that a file whose later rows are of another kind is not judged by its first
 * ones: wherever the number of rows has doubled.
 */
final class Bursts {

    private static final int FIRST = 256;
    private static final int LENGTH = 64;

    /** Of the later parts of a table, of which there may be many. */
    private static final int LENGTH_LATER = 16;

    private final int length;
    private long shown;
    private int left;

    private Bursts(int length) {
        this.length = length;
    }

    /** Of a table, or of a part of one. */
    static Bursts of(TablePart part) {
        return new Bursts(part.isLater() ? LENGTH_LATER : LENGTH);
    }

    /** Whether the next value is in one. */
    boolean next() {
        shown++;
        if (shown >= FIRST && (shown & (shown - 1)) == 0) {
            left = length;
        }
        return left-- > 0;
    }
}
