package dev.weir.privacy.detect;

import dev.weir.privacy.validate.Surnames;
import java.nio.charset.StandardCharsets;

/**
 * Looks at parts of values put together: the elements of an array, or two columns of one row that stand side by side. A number
 * or a name that was cut in two is none in either half. What is not short, or not all digits, all Chinese or all Latin
 * letters, is passed over. For one thread.
 */
public final class JoinedParts {

    /** The digits of a card with a blank between any two; no name has more bytes. */
    private static final int LONGEST = 40;

    private static final int HAN_BYTES = 3;

    private final LeakScan scan;
    private final ValueSampler samples;
    private final byte[] joined = new byte[LONGEST];
    private int length;
    private int parts;
    private Letters letters = Letters.NONE;

    private JoinedParts(boolean mobiles, TablePart part) {
        this.scan = LeakScan.ofParts(mobiles, part);
        this.samples = ValueSampler.of(part);
    }

    /** What a part is made of. */
    private enum Letters {
        NONE,
        DIGITS,
        HAN,
        LATIN,
        OTHER
    }

    /** For the elements of arrays. */
    public static JoinedParts ofArrays(TablePart part) {
        return new JoinedParts(true, part);
    }

    /** For columns side by side: a code beside a serial number is often like a mobile, so telephones are not asked for. */
    public static JoinedParts ofNeighbours(TablePart part) {
        return new JoinedParts(false, part);
    }

    /** Begins the parts of another value. */
    public void begin() {
        length = 0;
        parts = 0;
        letters = Letters.NONE;
    }

    /** Two values that stand side by side; most are too long, or not made of the same, which their first bytes show. */
    public void pair(byte[] left, int leftFrom, int leftTo, byte[] right, int rightFrom, int rightTo) {
        int leftSize = leftTo - leftFrom;
        int rightSize = rightTo - rightFrom;
        Letters its = leftSize == 0 || rightSize == 0 || leftSize + rightSize + 1 > LONGEST
                ? Letters.OTHER
                : letters(left[leftFrom]);
        if (its == Letters.OTHER || !maySuit(its, right[rightFrom], rightSize)) {
            scan.pass();
            return;
        }
        // Names are asked for as a share: samples tell it. A number is looked at wherever it may stand.
        int stands = its == Letters.DIGITS ? 1 : samples.next();
        if (stands == 0) {
            scan.pass();
            return;
        }
        begin();
        add(left, leftFrom, leftTo);
        add(right, rightFrom, rightTo);
        if (letters == Letters.OTHER) {
            scan.pass();
        } else {
            scan.add(joined, 0, length, stands);
        }
    }

    private static boolean maySuit(Letters left, byte right, int rightSize) {
        boolean isCheck = left == Letters.DIGITS && rightSize == 1 && (right | 0x20) == 'x';
        return isCheck || letters(right) == left;
    }

    /** One part: the bytes from {@code from} to before {@code to}, in UTF-8. */
    public void add(byte[] utf8, int from, int to) {
        int size = to - from;
        boolean isCheck = size == 1 && (utf8[from] | 0x20) == 'x' && letters == Letters.DIGITS;
        Letters its = size == 0 || length + size + 1 > LONGEST
                ? Letters.OTHER
                : isCheck ? Letters.DIGITS : letters(utf8, from, to);
        letters = letters == Letters.NONE || letters == its ? its : Letters.OTHER;
        if (letters == Letters.OTHER) {
            return;
        }
        boolean isSurnameLast =
                letters == Letters.HAN && parts == 1 && size == HAN_BYTES && !isSurname(joined, 0, length);
        if (isSurnameLast && isSurname(utf8, from, to)) {
            System.arraycopy(joined, 0, joined, size + 1, length);
            System.arraycopy(utf8, from, joined, 0, size);
            joined[size] = ' ';
            length += size + 1;
        } else {
            if (parts > 0) {
                joined[length++] = ' ';
            }
            System.arraycopy(utf8, from, joined, length, size);
            length += size;
        }
        parts++;
    }

    /** One part that is a whole number. */
    public void add(long number) {
        byte[] digits = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
        add(digits, 0, digits.length);
    }

    /** All parts were shown. */
    public void end() {
        if (parts > 1 && letters != Letters.OTHER) {
            scan.add(joined, 0, length);
        } else {
            scan.pass();
        }
    }

    /** What was found so far. */
    public LeakCounts counts() {
        return scan.counts();
    }

    private static boolean isSurname(byte[] utf8, int from, int to) {
        return to - from == HAN_BYTES
                && Surnames.isSingle(new String(utf8, from, HAN_BYTES, StandardCharsets.UTF_8).charAt(0));
    }

    private static Letters letters(byte[] utf8, int from, int to) {
        Letters all = letters(utf8[from]);
        for (int i = from + 1; i < to; i++) {
            boolean isCheck = i == to - 1 && (utf8[i] | 0x20) == 'x' && all == Letters.DIGITS;
            if (!isCheck && letters(utf8[i]) != all) {
                return Letters.OTHER;
            }
        }
        return all;
    }

    private static Letters letters(byte b) {
        if (b >= '0' && b <= '9') {
            return Letters.DIGITS;
        }
        int small = b | 0x20;
        return b < 0 ? Letters.HAN : small >= 'a' && small <= 'z' ? Letters.LATIN : Letters.OTHER;
    }
}
