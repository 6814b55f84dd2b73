package dev.weir.privacy.detect;

/**
 * Rows that stand together and are looked at closely, so that a file whose later rows are of another kind is not judged by its
 * first ones: wherever the number of rows has doubled, and once more behind a row between two such places that held personal
 * data; a few, and many where one of those did.
 */
final class Bursts {

    private static final int START = 256;
    private static final int FEW = 4;
    private static final int MANY = 64;

    /** Of the later parts of a table, of which there may be many. */
    private static final int FEW_LATER = 2;

    private static final int MANY_LATER = 16;

    private final int few;
    private final int many;
    private long shown;
    private int left;
    private boolean goesOn;
    private boolean wasBegun;

    private Bursts(int few, int many) {
        this.few = few;
        this.many = many;
    }

    static Bursts of(TablePart part) {
        return part.isLater() ? new Bursts(FEW_LATER, MANY_LATER) : new Bursts(FEW, MANY);
    }

    /** Whether the next value is in one. */
    boolean next() {
        shown++;
        if (shown >= START && (shown & (shown - 1)) == 0) {
            wasBegun = false;
            begin();
        }
        return left-- > 0;
    }

    /** A value held personal data: the next ones are worth a look, once until the number of rows has doubled. */
    void beginOnce() {
        if (!wasBegun) {
            wasBegun = true;
            begin();
        }
    }

    private void begin() {
        left = few;
        goesOn = false;
    }

    /** The value before held personal data: the next ones are worth a look. */
    void goOn() {
        if (!goesOn) {
            goesOn = true;
            left += many - few;
        }
    }
}
