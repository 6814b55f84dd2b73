package dev.weir.privacy.detect;

import dev.weir.privacy.detect.LeakCounts.Hits;
import dev.weir.privacy.validate.BankCardNumber;
import dev.weir.privacy.validate.ResidentIdentity;
import dev.weir.privacy.validate.Surnames;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Looks through the values of one text column for what identifies people, as they pass by: resident identity numbers,
 * mobiles and cards as whole values and inside longer text, Chinese names as whole values. Works on bytes; nothing is made
 * for a value but where a run of digits has the right length, and no value is kept. One scan is for one thread; counts of
 * several add up.
 */
public final class LeakScan {

    /** What a place in the cache of names says. */
    private static final int CACHE = 4096;

    private final int asOfEpochDay;
    private final Map<LeakKind, Tally> tallies = new EnumMap<>(LeakKind.class);
    private final Tally identities = tally(LeakKind.IDENTITY);
    private final Tally mobiles = tally(LeakKind.MOBILE);
    private final Tally cards = tally(LeakKind.CARD);
    private final Tally names = tally(LeakKind.NAME);
    private final long[] cachedTexts = new long[CACHE];
    private final boolean[] cachedAnswers = new boolean[CACHE];
    private long values;

    /**
     * A scan that has seen nothing.
     *
     * @param asOf the last day on which a person may have been born
     */
    public LeakScan(LocalDate asOf) {
        this.asOfEpochDay = Math.toIntExact(asOf.toEpochDay());
    }

    /** A value that is not NULL, in UTF-8. */
    public void add(byte[] utf8) {
        add(utf8, 0, utf8.length);
    }

    /** A value that is not NULL: the bytes from {@code from} to before {@code to}, in UTF-8. */
    public void add(byte[] utf8, int from, int to) {
        values++;
        int length = to - from;
        if (length >= 6 && length <= 12 && utf8[from] <= (byte) 0xe9 && utf8[from] >= (byte) 0xe3) {
            name(utf8, from, to);
            return;
        }
        int at = from;
        while (at < to) {
            if (!isDigit(utf8[at])) {
                at++;
                continue;
            }
            int end = at + 1;
            while (end < to && isDigit(utf8[end])) {
                end++;
            }
            if (end - at >= 11) {
                digits(utf8, from, to, at, end);
            }
            at = end;
        }
    }

    /** What was found so far. */
    public LeakCounts counts() {
        Map<LeakKind, Hits> hits = new EnumMap<>(LeakKind.class);
        tallies.forEach((kind, tally) -> hits.put(kind, new Hits(tally.whole, tally.inside, tally.sketch)));
        return new LeakCounts(values, hits);
    }

    /** A run of eleven digits or more. */
    private void digits(byte[] utf8, int from, int to, int start, int end) {
        int length = end - start;
        boolean letterBefore = start > from && isLetter(utf8[start - 1]);
        boolean letterAfter = end < to && isLetter(utf8[end]);
        boolean fraction = start - 2 >= from && utf8[start - 1] == '.' && isDigit(utf8[start - 2]);
        if (fraction) {
            return;
        }
        boolean x = length == 17 && letterAfter && (utf8[end] == 'X' || utf8[end] == 'x');
        if (length == 18 || x) {
            byte[] number = Arrays.copyOfRange(utf8, start, start + 18);
            if (ResidentIdentity.hasKnownRegion(number) && ResidentIdentity.isValid(number, asOfEpochDay)) {
                hit(identities, start == from && start + 18 == to, number);
                return;
            }
        }
        if (letterBefore && letterAfter) {
            return; // part of a hash or of a key
        }
        if (length == 11 || (length == 13 && utf8[start] == '8' && utf8[start + 1] == '6')) {
            int first = end - 11;
            if (utf8[first] == '1' && utf8[first + 1] >= '3') {
                boolean all = end == to && (start == from || (start == from + 1 && utf8[from] == '+'));
                hit(mobiles, all, Arrays.copyOfRange(utf8, first, end));
            }
        } else if (length <= 19 && isIssued(utf8, start, length)) {
            byte[] number = Arrays.copyOfRange(utf8, start, end);
            if (BankCardNumber.isValid(number)) {
                hit(cards, start == from && end == to, number);
            }
        }
    }

    /** Each kind counts once for a value. */
    private void hit(Tally tally, boolean all, byte[] number) {
        if (tally.lastHit != values) {
            tally.lastHit = values;
            if (all) {
                tally.whole++;
            } else {
                tally.inside++;
            }
        }
        tally.saw(Arrays.hashCode(number));
    }

    /** Cards have 16 digits and more; those of 13 to 15 begin with 4 or 3. */
    private static boolean isIssued(byte[] utf8, int start, int length) {
        byte first = utf8[start];
        boolean union = first == '6' && (utf8[start + 1] == '2' || utf8[start + 1] == '0');
        return length >= 16 ? first == '4' || first == '5' || first == '3' || union : length == 15 && first == '3';
    }

    /** A value of two to four Chinese characters. */
    private void name(byte[] utf8, int from, int to) {
        int length = (to - from) / 3;
        if (length * 3 != to - from) {
            return;
        }
        long text = 0;
        char first = 0;
        for (int i = 0; i < length; i++) {
            int at = from + 3 * i;
            int c = (utf8[at] & 0x0f) << 12 | (utf8[at + 1] & 0x3f) << 6 | (utf8[at + 2] & 0x3f);
            if ((utf8[at] & 0xf0) != 0xe0 || !Han.is((char) c)) {
                return;
            }
            if (i == 0) {
                first = (char) c;
            }
            text = text << 16 | c;
        }
        if (Surnames.isSingle(first) && isName(text, utf8, from, to)) {
            names.whole++;
            names.saw(text);
        }
    }

    /** The dictionary's answer, kept for texts that come again. */
    private boolean isName(long text, byte[] utf8, int from, int to) {
        int place = (int) (spread(text) >>> 52);
        if (cachedTexts[place] != text) {
            cachedTexts[place] = text;
            cachedAnswers[place] =
                    NameDictionary.isLikelyName(new String(utf8, from, to - from, StandardCharsets.UTF_8));
        }
        return cachedAnswers[place];
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isLetter(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    }

    /** Fibonacci hashing: the high bits of the product are well spread. */
    private static long spread(long value) {
        return value * 0x9e3779b97f4a7c15L;
    }

    private Tally tally(LeakKind kind) {
        Tally tally = new Tally();
        tallies.put(kind, tally);
        return tally;
    }

    /** What was found of one kind. */
    private static final class Tally {
        long whole;
        long inside;
        long sketch;
        long lastHit;

        void saw(long hash) {
            sketch |= 1L << (spread(hash) >>> 58);
        }
    }
}
