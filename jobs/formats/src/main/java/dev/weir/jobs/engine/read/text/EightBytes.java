package dev.weir.jobs.engine.read.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at a time. A match is a word whose highest bit in each byte is set where that byte matches (Lamport 1975;
 * the form without false matches is in Warren, Hacker's Delight, 6-1).
 */
public final class EightBytes {
    /** Bytes past the end of an array's content that readers by words may touch. */
    public static final int SLACK = 8;

    public static final long HIGH_BITS = 0x8080808080808080L;

    private static final long LOW_SEVEN = 0x7f7f7f7f7f7f7f7fL;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private EightBytes() {}

    /** The word that has a character in each byte. */
    public static long repeat(char ascii) {
        return ascii * 0x0101010101010101L;
    }

    public static long at(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    /** Marks the bytes of a word that equal those of a repeated character. */
    public static long matches(long word, long repeated) {
        long x = word ^ repeated;
        return ~(((x & LOW_SEVEN) + LOW_SEVEN) | x | LOW_SEVEN);
    }

    /** The index in its word of the first match. */
    public static int first(long matches) {
        return Long.numberOfTrailingZeros(matches) >>> 3;
    }
}
