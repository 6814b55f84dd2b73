package dev.weir.privacy.detect;

import dev.weir.privacy.detect.words.GroupedDigits;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Looks for a row's own subject key inside another value of the same row: in a file name, a composite id, a remark. It is asked
 * for a share, so a thousand values are looked at, then a sample of them. Works on bytes and keeps counts alone. One for each column and
 * thread.
 */
public final class SubjectInText {

    /** A key of fewer bytes is found in texts by chance. */
    public static final int SHORTEST_KEY = 4;

    /** Fewer digits of a longer key are found in texts by chance. */
    private static final int FEWEST_DIGITS = 5;

    /** A smaller number is equal to a key's by chance. */
    private static final long LEAST = 1000;

    private static final int MOST_DIGITS = 18;

    /** A longer text is no key that is written in groups. */
    private static final int LONGEST_GROUPED = 40;

    private final ValueSampler samples;
    private long compared;
    private long same;
    private long inside;

    /** Of a part of a column's values. */
    public SubjectInText(TablePart part) {
        this.samples = ValueSampler.of(part);
    }

    /** Whether the next value is one to look at; asked once for each that is not NULL. */
    public boolean isNext() {
        return samples.next() != 0;
    }

    /**
     * A value and its row's subject key, both in UTF-8: from {@code from} to before {@code to}. Small letters and capitals are
     * the same, and so are full-width characters, and keys whose digits are written in groups. Of a key of letters and digits, P517779,
     * the digits alone tell the person, too, where there are five and more.
     */
    public void add(byte[] value, int from, int to, byte[] key, int keyFrom, int keyTo) {
        if (keyTo - keyFrom < SHORTEST_KEY) {
            return;
        }
        compared++;
        if (find(value, from, to, key, keyFrom, keyTo) || isSameNumber(value, from, to, key, keyFrom, keyTo)) {
            return;
        }
        byte[] plainKey = plain(key, keyFrom, keyTo);
        boolean isKeyPlain = plainKey.length == keyTo - keyFrom;
        if (plainKey.length < SHORTEST_KEY || (isKeyPlain && isPlain(value, from, to))) {
            return;
        }
        byte[] plain = plain(value, from, to);
        if (!isKeyPlain || plain.length < to - from) {
            find(plain, 0, plain.length, plainKey, 0, plainKey.length);
        }
    }

    /**
     * Whether a value is a number, with zeros before it or behind its point or without them, and the last digits that stand together in
     * the key are the same one: 000123456, 123456.0 and 病案123456号.
     */
    private boolean isSameNumber(byte[] value, int from, int to, byte[] key, int keyFrom, int keyTo) {
        if (from == to || to - from > LONGEST_GROUPED || !isDigit(value[from])) {
            return false;
        }
        int keyEnd = lastDigit(key, keyFrom, keyTo);
        int keyStart = withoutZeros(key, digits(key, keyFrom, keyEnd), keyEnd);
        int start = withoutZeros(value, from, to);
        int end = wholePart(value, start, to);
        boolean isKey =
                keyEnd - keyStart >= FEWEST_DIGITS || (keyEnd == keyTo && digits(key, keyFrom, keyTo) == keyFrom);
        boolean isSame =
                isKey && end - start >= SHORTEST_KEY && Arrays.equals(value, start, end, key, keyStart, keyEnd);
        same += isSame ? 1 : 0;
        return isSame;
    }

    /** Behind the last digit of a key. */
    private static int lastDigit(byte[] key, int from, int to) {
        int end = to;
        while (end > from && !isDigit(key[end - 1])) {
            end--;
        }
        return end;
    }

    private static int withoutZeros(byte[] digits, int from, int to) {
        int at = from;
        while (at < to && digits[at] == '0') {
            at++;
        }
        return at;
    }

    /** Where the digits end of a number whose fraction is zero; its start where it is none. */
    private static int wholePart(byte[] value, int start, int to) {
        int end = start;
        while (end < to && isDigit(value[end])) {
            end++;
        }
        boolean isPoint = end < to && value[end] == '.';
        return end == to || (isPoint && withoutZeros(value, end + 1, to) == to) ? end : start;
    }

    /** Whether a value is too long for groups, and has no character that is not plain: most remarks are so. */
    private static boolean isPlain(byte[] utf8, int from, int to) {
        return to - from > LONGEST_GROUPED && FoldedText.isAscii(utf8, from, to);
    }

    /** In plain characters, without the marks that part groups; a longer text has blanks between its words. */
    private static byte[] plain(byte[] utf8, int from, int to) {
        String folded = FoldedText.of(new String(utf8, from, to - from, StandardCharsets.UTF_8))
                .text();
        return (folded.length() <= LONGEST_GROUPED ? GroupedDigits.bare(folded) : folded)
                .getBytes(StandardCharsets.UTF_8);
    }

    private boolean find(byte[] value, int from, int to, byte[] key, int keyFrom, int keyTo) {
        int digits = digits(key, keyFrom, keyTo);
        int sought = keyTo - digits >= FEWEST_DIGITS ? digits : keyFrom;
        int length = keyTo - sought;
        if (to - from < length) {
            return false;
        }
        int first = small(key[sought]);
        for (int at = from; at <= to - length; at++) {
            if (small(value[at]) == first && isAt(value, at, key, sought, keyTo)) {
                int start = at - (sought - keyFrom);
                boolean isWhole = to - from == length
                        || (to - from == keyTo - keyFrom && start == from && isAt(value, start, key, keyFrom, keyTo));
                if (isWhole) {
                    same++;
                    return true;
                }
                if (standsAlone(value, from, to, at, at + length)) {
                    inside++;
                    return true;
                }
            }
        }
        return false;
    }

    /** A value that is a whole number: the digits of the key may be it. */
    public void add(long value, byte[] key, int keyFrom, int keyTo) {
        if (keyTo - keyFrom < SHORTEST_KEY) {
            return;
        }
        compared++;
        int end = lastDigit(key, keyFrom, keyTo);
        int at = digits(key, keyFrom, end);
        boolean isChance = end < keyTo && end - at < FEWEST_DIGITS;
        if (value < LEAST || end - at > MOST_DIGITS || isChance) {
            return;
        }
        long number = 0;
        for (; at < end; at++) {
            number = 10 * number + key[at] - '0';
        }
        same += number == value ? 1 : 0;
    }

    /** Where the digits at a key's end begin. */
    private static int digits(byte[] key, int from, int to) {
        int at = to;
        while (at > from && isDigit(key[at - 1])) {
            at--;
        }
        return at;
    }

    private static int small(byte b) {
        return b >= 'A' && b <= 'Z' ? b | 0x20 : b;
    }

    /** What was found so far. */
    public Counts counts() {
        return new Counts(compared, same, inside);
    }

    private static boolean isAt(byte[] value, int at, byte[] key, int keyFrom, int keyTo) {
        for (int i = keyFrom; i < keyTo; i++) {
            if (small(value[at + i - keyFrom]) != small(key[i])) {
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
     * @param compared values that were looked at, with a key of {@link #SHORTEST_KEY} bytes or more beside them
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
