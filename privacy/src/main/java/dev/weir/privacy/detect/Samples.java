package dev.weir.privacy.detect;

/**
 * Which of many values are looked through: the first thousand, then one of 64, and one of 512 once 65,536 were shown; each
 * stands for so many. The choice is the same for the same values in the same order, and does not fall in step with rows that
 * repeat themselves.
 */
final class Samples {

    private static final int ALL = 1 << 10;
    private static final int OFTEN = 1 << 16;
    private static final int ONE_OF_64 = 6;
    private static final int ONE_OF_512 = 9;
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private long shown;

    /** For how many values the next one stands; 0 where it is passed over. */
    int next() {
        long place = ++shown;
        if (place <= ALL) {
            return 1;
        }
        int power = place <= OFTEN ? ONE_OF_64 : ONE_OF_512;
        long drawn = place * STEP;
        drawn = (drawn ^ (drawn >>> 32)) * STEP;
        return drawn >>> (Long.SIZE - power) == 0 ? 1 << power : 0;
    }
}
