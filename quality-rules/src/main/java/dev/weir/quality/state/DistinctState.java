package dev.weir.quality.state;

import java.io.Serializable;
import java.nio.ByteBuffer;
import org.apache.spark.sql.catalyst.expressions.aggregate.DeequHyperLogLogPlusPlusUtils;

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
    private static final long REGISTER_MASK = (1 << REGISTER_BITS) - 1;
    private static final int WORDS = REGISTERS / REGISTERS_PER_WORD + 1;

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

    /** The state of both; neither changes. */
    public DistinctState plus(DistinctState other) {
        byte[] both = registers.clone();
        for (int i = 0; i < REGISTERS; i++) {
            both[i] = (byte) Math.max(both[i], other.registers[i]);
        }
        return new DistinctState(both);
    }

    /**
     * A state as {@link #bytes} wrote it.
     *
     * @throws IllegalArgumentException when they are not its bytes
     */
    public static DistinctState of(byte[] bytes) {
        if (bytes.length != WORDS * Long.BYTES) {
            throw new IllegalArgumentException(
                    bytes.length + " bytes are not the " + WORDS * Long.BYTES + " of a sketch of distinct values");
        }
        byte[] registers = new byte[REGISTERS];
        ByteBuffer words = ByteBuffer.wrap(bytes);
        for (int i = 0; i < REGISTERS; i++) {
            long word = words.getLong(i / REGISTERS_PER_WORD * Long.BYTES);
            registers[i] = (byte) ((word >>> (i % REGISTERS_PER_WORD * REGISTER_BITS)) & REGISTER_MASK);
        }
        return new DistinctState(registers);
    }

    /** {@link #words}, each as eight bytes, the highest first: as Deequ's own state providers write them. */
    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(WORDS * Long.BYTES);
        for (long word : words()) {
            bytes.putLong(word);
        }
        return bytes.array();
    }

    /**
     * About how many different values, by Spark's and Deequ's own estimator: right within 5 % two times out of three, within
     * 13 % 99 times out of 100, also where there are few.
     */
    public double estimate() {
        return DeequHyperLogLogPlusPlusUtils.count(words());
    }

    /** The registers as Deequ's {@code ApproxCountDistinctState} holds them: ten to a word, 52 words. */
    public long[] words() {
        long[] words = new long[WORDS];
        for (int i = 0; i < REGISTERS; i++) {
            words[i / REGISTERS_PER_WORD] |= (long) registers[i] << (i % REGISTERS_PER_WORD * REGISTER_BITS);
        }
        return words;
    }
}
