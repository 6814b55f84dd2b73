package dev.weir.jobs.engine.content;

import dev.weir.contracts.text.ContentHash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.LongBinaryOperator;

/** How the digests of rows are made and added up. Published: a method that has made a release never changes. */
public enum HashMethod {

    /** Nothing is hashed: for rows that are never released. */
    NONE("none", 0),

    /** SHA-256 of each row, added up modulo 2^256. Cheap; safe against accident. */
    ROWS("weir-rows-1", 32),

    /**
     * LtHash (Bellare and Micciancio 1997; Lewi, Kim, Maykov and Weis 2019, "Securing Update Propagation with Homomorphic
     * Hashing") of 1,024 lanes. Theirs have 16 bits, for sets; these have 64, for rows that occur any number of times. Resists
     * those who may choose rows.
     */
    LTHASH("weir-lthash-2", 8192);

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);
    private static final VarHandle LANE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final String word;
    private final int length;

    HashMethod(String word, int length) {
        this.word = word;
        this.length = length;
    }

    /** The method that a workspace's releases hash by. */
    public static HashMethod of(ContentHash setting) {
        return switch (setting) {
            case SHA256_SUM -> ROWS;
            case LTHASH -> LTHASH;
        };
    }

    /** The method of that name; errors when there is none. */
    public static HashMethod of(String word) {
        return Arrays.stream(values())
                .filter(method -> method.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No method of a content hash is named " + word));
    }

    /** The name that stands before a hash. */
    public String word() {
        return word;
    }

    /** Bytes of a sum. */
    int length() {
        return length;
    }

    /** For the rows of one task. */
    RowDigests digests() {
        return switch (this) {
            case NONE -> new NoDigests();
            case ROWS -> new Sha256Digests();
            case LTHASH -> new LtHashDigests();
        };
    }

    byte[] plus(byte[] left, byte[] right) {
        return combined(left, right, BigInteger::add, Long::sum);
    }

    byte[] minus(byte[] left, byte[] right) {
        return combined(left, right, BigInteger::subtract, (one, other) -> one - other);
    }

    private byte[] combined(byte[] left, byte[] right, BinaryOperator<BigInteger> numbers, LongBinaryOperator lanes) {
        byte[] sum = new byte[length];
        switch (this) {
            case NONE -> {}
            case ROWS -> {
                byte[] shortest = numbers.apply(new BigInteger(1, left), new BigInteger(1, right))
                        .mod(MODULUS)
                        .toByteArray();
                int bytes = Math.min(shortest.length, length);
                System.arraycopy(shortest, shortest.length - bytes, sum, length - bytes, bytes);
            }
            case LTHASH -> {
                for (int i = 0; i < length; i += Long.BYTES) {
                    LANE.set(sum, i, lanes.applyAsLong((long) LANE.get(left, i), (long) LANE.get(right, i)));
                }
            }
        }
        return sum;
    }

    /** Adds up nothing. */
    private static final class NoDigests implements RowDigests {

        @Override
        public void add(byte[] bytes, int length) {}

        @Override
        public byte[] sum() {
            return new byte[0];
        }
    }
}
