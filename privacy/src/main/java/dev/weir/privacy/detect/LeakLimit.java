package dev.weir.privacy.detect;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is too much of a kind in a column that is declared to hold something else. One of the two shares is enough, where there
 * are so many different ones.
 *
 * @param distinct different hits at least
 * @param share the share of values that hold it, alone or among other text, which may not be exceeded
 * @param inside the share of values that hold it among other text
 */
public record LeakLimit(int distinct, double share, double inside) {

    public LeakLimit {
        if (distinct < 1 || isNoShare(share) || isNoShare(inside)) {
            throw new IllegalArgumentException(
                    "No limit: " + distinct + " different ones, shares " + share + " and " + inside);
        }
    }

    /** The same where one is enough, however few differ. */
    public LeakLimit ofOne() {
        return new LeakLimit(1, share, inside);
    }

    /**
     * By default of law pack and workspace. Of random numbers of 11 digits 7 in 100 look like mobiles, of
     * random numbers of 16 digits 3 in 100 like cards, so whole values need a high share; among other text, where a number
     * stands by itself, far fewer are enough, and so they are where hardly another number is in the column. Identity numbers and
     * e-mail addresses do not come by chance; those of identity documents with one check digit do in one number of ten. Many
     * words read as names, too: nearly all values have to.
     */
    public static Map<LeakKind, LeakLimit> standard() {
        Map<LeakKind, LeakLimit> limits = new EnumMap<>(LeakKind.class);
        limits.put(LeakKind.IDENTITY, new LeakLimit(3, 0.001, 0.001));
        limits.put(LeakKind.DOCUMENT, new LeakLimit(3, 0.3, 0.05));
        limits.put(LeakKind.PHONE, new LeakLimit(3, 0.3, 0.05));
        limits.put(LeakKind.BANK, new LeakLimit(3, 0.3, 0.05));
        limits.put(LeakKind.NAME, new LeakLimit(3, 0.3, 1));
        limits.put(LeakKind.READ_AS_NAME, new LeakLimit(16, 0.8, 1));
        limits.put(LeakKind.EMAIL, new LeakLimit(3, 0.01, 0.01));
        limits.put(LeakKind.ADDRESS, new LeakLimit(3, 0.1, 0.1));
        limits.put(LeakKind.TRAVEL, new LeakLimit(3, 0.3, 0.05));
        limits.put(LeakKind.PLATE, new LeakLimit(3, 0.1, 0.05));
        return Collections.unmodifiableMap(limits);
    }

    private static boolean isNoShare(double share) {
        return !(share >= 0 && share <= 1);
    }
}
