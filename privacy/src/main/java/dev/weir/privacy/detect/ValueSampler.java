package dev.weir.privacy.detect;

/**
 * Which of many values are looked through: the first 512, then one of 64, and one of 1,024 once 16,384 were shown; of the
 * later parts of a table the first 64, and one of 1,024 once 4,096 were shown. Each stands for so many. The choice is the same for the same values in the same order, and does not fall in step with rows that
 * repeat themselves.
 */
final class ValueSampler {

    private static final int ALL = 1 << 9;
    private static final int ALL_LATER = 1 << 6;
    private static final int OFTEN = 1 << 14;
    private static final int OFTEN_LATER = 1 << 12;
    private static final int ONE_OF_64 = 6;
    private static final int ONE_OF_1024 = 10;
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private final int all;
    private long often;
    private boolean isCloser;
    private long shown;
    private int passed;

    private ValueSampler(int all, int often) {
        this.all = all;
        this.often = often;
    }

    static ValueSampler of(TablePart part) {
        return part.isLater() ? new ValueSampler(ALL_LATER, OFTEN_LATER) : new ValueSampler(ALL, OFTEN);
    }

    /** For how many values the next one stands; 0 where it is passed over. */
    int next() {
        if (passed > 0) {
            passed--;
            return 0;
        }
        int power = shown < all ? 0 : shown < often ? ONE_OF_64 : ONE_OF_1024;
        shown++;
        if (shown >= all) {
            pass(shown < often ? ONE_OF_64 : ONE_OF_1024);
        }
        return 1 << power;
    }

    /** Of the next 16,384 one of 64, however many were shown: what was found tells that it is worth it. Once. */
    void closer() {
        if (!isCloser) {
            isCloser = true;
            often = Math.max(often, shown + OFTEN);
            passed = Math.min(passed, 1 << ONE_OF_64);
        }
    }

    /** From none to twice as many as one stands for. */
    private void pass(int power) {
        long drawn = shown * STEP;
        passed = (int) (((drawn ^ (drawn >>> 32)) * STEP) >>> (Long.SIZE - 1 - power));
        shown += passed;
    }
}
