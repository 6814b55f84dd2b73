package dev.weir.privacy.detect;

import java.io.Serializable;

/**
 * Looks for a row's own subject key inside another value of the same row: in a file name, a composite id, a remark. Works on
 * bytes and keeps counts alone. One for each column and thread.
 */
public final class SubjectInText {

    /** A key of fewer bytes is found in texts by chance. */
    public static final int SHORTEST_KEY = 4;

    private long compared;
    private long same;
    private long inside;

    /** A value and its row's subject key, both in UTF-8 and not NULL. */
    public void add(byte[] value, byte[] key) {
        add(value, 0, value.length, key, 0, key.length);
    }

    /** As {@link #add(byte[], byte[])}, for parts of arrays: from {@code from} to before {@code to}. */
    public void add(byte[] value, int from, int to, byte[] key, int keyFrom, int keyTo) {
        int length = keyTo - keyFrom;
        if (length < SHORTEST_KEY) {
            return;
        }
        compared++;
        if (to - from < length) {
            return;
        }
        byte first = key[keyFrom];
        for (int at = from; at <= to - length; at++) {
            if (value[at] == first && isAt(value, at, key, keyFrom, keyTo)) {
                if (to - from == length) {
                    same++;
                    return;
                }
                if (standsAlone(value, from, to, at, at + length)) {
                    inside++;
                    return;
                }
            }
        }
    }

    /** What was found so far. */
    public Counts counts() {
        return new Counts(compared, same, inside);
    }

    private static boolean isAt(byte[] value, int at, byte[] key, int keyFrom, int keyTo) {
        for (int i = keyFrom + 1; i < keyTo; i++) {
            if (value[at + i - keyFrom] != key[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether what is found is no part of a longer number. */
    private static boolean standsAlone(byte[] value, int from, int to, int start, int end) {
        return !(start > from && isDigit(value[start]) && isDigit(value[start - 1]))
                && !(end < to && isDigit(value[end - 1]) && isDigit(value[end]));
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /**
     * How often a subject's key was found.
     *
     * @param compared values with a key of {@link #SHORTEST_KEY} bytes or more beside them
     * @param same values that are the key
     * @param inside values that hold it among other text
     */
    public record Counts(long compared, long same, long inside) implements Serializable {

        /** Three values, and one in two: file names and composite ids are all of one form. */
        private static final int FEWEST = 3;

        private static final double SHARE = 0.5;

        /** Of both. */
        public Counts plus(Counts other) {
            return new Counts(compared + other.compared, same + other.same, inside + other.inside);
        }

        /** Whether the column tells whose row it is, and must say so. */
        public boolean tells() {
            long found = same + inside;
            return found >= FEWEST && found >= SHARE * compared;
        }
    }
}
