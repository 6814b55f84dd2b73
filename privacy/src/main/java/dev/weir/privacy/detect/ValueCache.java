package dev.weir.privacy.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * What the values that came last tell, by their hashes. Each has a place in one array with what it tells as a number, so that asking
 * for one touches memory once: most values of a column tell the same. For one thread.
 */
final class ValueCache {

    private static final int PLACES = 4096;
    private static final int PLACE_SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(PLACES);
    private static final int CODE_BITS = 12;
    private static final int CODES = 1 << CODE_BITS;
    private static final int UNKNOWN = -1;

    /**
     * The low bits of a hash, whose high bits are the place, and below them what the value tells. An empty place is that of a hash with
     * no low bits, which one in 2⁵² has: such a value is taken to tell nothing.
     */
    private final long[] entries = new long[PLACES];

    private final List<ValueLeaks> leaksByCode = new ArrayList<>();

    /** For how many values each of those stands that came again. */
    private long[] times = new long[16];

    private final Map<ValueLeaks, Integer> codes = new HashMap<>();

    ValueCache() {
        code(ValueLeaks.NONE);
    }

    /** What a value tells, as a number for {@link #count}; negative where it is not known. */
    int find(long hash) {
        long entry = entries[(int) (hash >>> PLACE_SHIFT)];
        return ((entry ^ (hash << CODE_BITS)) & -CODES) == 0 ? (int) entry & (CODES - 1) : UNKNOWN;
    }

    /** Counts a known value, which stands for so many. */
    void count(int code, int stands) {
        times[code] += stands;
    }

    /** Hands over what the values tell that were counted, each with its number, and counts from nothing again. */
    void drain(ObjLongConsumer<ValueLeaks> counts) {
        for (int code = 0; code < leaksByCode.size(); code++) {
            if (times[code] > 0) {
                counts.accept(leaksByCode.get(code), times[code]);
                times[code] = 0;
            }
        }
    }

    /** Remembers what a value tells, in the place of another one; not where values tell too many different things. */
    void keep(long hash, ValueLeaks leaks) {
        int code = code(leaks);
        if (code != UNKNOWN) {
            entries[(int) (hash >>> PLACE_SHIFT)] = (hash << CODE_BITS) | code;
        }
    }

    /** Remembers that a value tells nothing, as most do. */
    void keepNothing(long hash) {
        entries[(int) (hash >>> PLACE_SHIFT)] = hash << CODE_BITS;
    }

    private int code(ValueLeaks leaks) {
        Integer known = codes.get(leaks);
        if (known != null) {
            return known;
        }
        if (leaksByCode.size() == CODES) {
            return UNKNOWN;
        }
        leaksByCode.add(leaks);
        times = leaksByCode.size() > times.length ? Arrays.copyOf(times, 2 * times.length) : times;
        codes.put(leaks, leaksByCode.size() - 1);
        return leaksByCode.size() - 1;
    }
}
