package dev.weir.privacy.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What identifies somebody in one value: for each kind whether the value is it or holds it, and a place in a sketch of different ones. */
final class ValueLeaks {

    /** Places in a sketch. */
    private static final int SKETCH = 0x3f;

    private static final int WHOLE = 0x80;
    private static final int INSIDE = 0x40;
    private static final List<LeakKind> KINDS = List.of(LeakKind.values());

    /** Of a value that identifies nobody. */
    static final ValueLeaks NONE = new ValueLeaks(false);

    /** Of a number or a code that identifies nobody. */
    static final ValueLeaks CODE = new ValueLeaks(true);

    private final byte[] found = new byte[KINDS.size()];
    private final boolean isCode;
    private int kinds;
    private int byWords;
    private int weight;

    /** Of a value in which nothing was found yet. */
    ValueLeaks(boolean isCode) {
        this.isCode = isCode;
    }

    /** Whether the value is a number or a code of seven digits and more, and no text. */
    boolean isCode() {
        return isCode;
    }

    /**
     * Something that was found. A whole value says more than one inside, and the first of several is enough.
     *
     * @param kind empty where a column may hold it
     */
    void put(Optional<LeakKind> kind, boolean isWhole, String text) {
        if (kind.isPresent()) {
            int i = KINDS.indexOf(kind.get());
            if (found[i] == 0 || (isWhole && (found[i] & WHOLE) == 0)) {
                found[i] = (byte) ((isWhole ? WHOLE : INSIDE) | sketch(text));
                kinds |= 1 << i;
            }
        }
    }

    /** What was found by its words alone: few texts are searched so. */
    void foundByWords(LeakKind kind) {
        byWords |= kinds & (1 << KINDS.indexOf(kind));
    }

    /** For how many texts, by the power of two, what was found by its words counts. */
    void weigh(int power) {
        weight = power;
    }

    boolean isEmpty() {
        return kinds == 0;
    }

    boolean has(LeakKind kind) {
        return found[KINDS.indexOf(kind)] != 0;
    }

    boolean hasAny(Set<LeakKind> kinds) {
        for (LeakKind kind : kinds) {
            if (has(kind)) {
                return true;
            }
        }
        return false;
    }

    boolean is(LeakKind kind) {
        return (found[KINDS.indexOf(kind)] & WHOLE) != 0;
    }

    List<LeakKind> kinds() {
        List<LeakKind> all = new ArrayList<>(KINDS);
        all.removeIf(kind -> !has(kind));
        return all;
    }

    /**
     * Counts each kind once for the value, and for those that the value stands for.
     *
     * @param whole counts, by kind, of values that are one and no more
     * @param inside of values that hold one
     * @param sketches of different ones
     */
    void count(long stands, long[] whole, long[] inside, long[] sketches) {
        for (int bits = kinds; bits != 0; bits &= bits - 1) {
            int i = Integer.numberOfTrailingZeros(bits);
            long all = (byWords >>> i & 1) == 0 ? stands : stands << weight;
            if ((found[i] & WHOLE) != 0) {
                whole[i] += all;
            } else {
                inside[i] += all;
            }
            sketches[i] |= 1L << (found[i] & SKETCH);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ValueLeaks leaks
                && isCode == leaks.isCode
                && weight == leaks.weight
                && byWords == leaks.byWords
                && Arrays.equals(found, leaks.found);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * Arrays.hashCode(found) + weight) + byWords) + Boolean.hashCode(isCode);
    }

    /** The place of a text in a sketch of 64. */
    static long sketch(String text) {
        return (text.hashCode() * 0x9e3779b97f4a7c15L) >>> (Long.SIZE - Integer.bitCount(SKETCH));
    }
}
