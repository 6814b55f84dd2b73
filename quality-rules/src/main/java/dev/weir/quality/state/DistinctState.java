package dev.weir.quality.state;

import java.io.Serializable;

/**
 * The registers of a HyperLogLog sketch, the same as those of Deequ's {@code ApproxCountDistinct}: 512 registers of six
 * bits, fed by xxHash64 with seed 42 over a value as Spark hashes it, NULL left out.
 */
public final class DistinctState implements Serializable {

    private static final long serialVersionUID = 1L;

    static final long SEED = 42;

    private static final int PRECISION = 9;
    private static final int REGISTERS = 1 << PRECISION;
    private static final int INDEX_SHIFT = Long.SIZE - PRECISION;
    private static final long RANK_PADDING = 1L << (PRECISION - 1);
    private static final int REGISTER_BITS = 6;
    private static final int REGISTERS_PER_WORD = Long.SIZE / REGISTER_BITS;

    private final byte[] registers;

    DistinctState() {
        this(new byte[REGISTERS]);
    }

    private DistinctState(byte[] registers) {
        this.registers = registers;
    }

    void add(long hash) {
        int index = (int) (hash >>> INDEX_SHIFT);
        int rank = Long.numberOfLeadingZeros((hash << PRECISION) | RANK_PADDING) + 1;
        if (rank > registers[index]) {
            registers[index] = (byte) rank;
        }
    }

    DistinctState plus(DistinctState other) {
        byte[] both = registers.clone();
        for (int i = 0; i < REGISTERS; i++) {
            both[i] = (byte) Math.max(both[i], other.registers[i]);
        }
        return new DistinctState(both);
    }

    /** The registers as Deequ's {@code ApproxCountDistinctState} holds them: ten to a word, 52 words. */
    public long[] words() {
        long[] words = new long[REGISTERS / REGISTERS_PER_WORD + 1];
        for (int i = 0; i < REGISTERS; i++) {
            words[i / REGISTERS_PER_WORD] |= (long) registers[i] << (i % REGISTERS_PER_WORD * REGISTER_BITS);
        }
        return words;
    }
}
