package dev.weir.privacy.detect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A look at a value's bytes that tells what it can hold: what has seven digits that no letter parts, an @ or what stands for one,
 * or is an encoded text, can be anything; what has Chinese characters, two words with capitals, or syllables of pinyin can hold a
 * name, an address or a plate; all other values can identify nobody.
 */
enum FirstLook {
    /** It identifies nobody. */
    NOTHING,
    /** What is known by its words: names, addresses, plates. */
    WORDS,
    /** Anything. */
    ANYTHING;

    /** The shortest number that tells a person has so many digits: an identity number of Hong Kong. */
    private static final int FEWEST_DIGITS = 7;

    /** The first bytes of Chinese characters in UTF-8: U+4000 to U+9FFF. */
    private static final byte HAN_FROM = (byte) 0xe4;

    private static final byte HAN_TO = (byte) 0xe9;
    private static final int HAN_BYTES = 3;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long THREE = 0x0001000001000001L;

    /** Whether a value can identify somebody. */
    static boolean mayTell(byte[] utf8, int from, int to) {
        return of(utf8, from, to) != NOTHING;
    }

    /**
     * What a value can hold. Bytes are looked at by eights where they are ASCII, Chinese characters by threes: what stands between
     * two letters is too short for a number.
     */
    static FirstLook of(byte[] utf8, int from, int to) {
        int digits = 0;
        int capitals = 0;
        boolean words = false;
        boolean start = true;
        int i = from;
        while (i < to) {
            if (to - i >= Long.BYTES) {
                long eight = (long) EIGHT.get(utf8, i);
                if ((eight & HIGH) == 0 && isPlain(eight, words)) {
                    digits = digitsAfter(eight, digits);
                    if (digits >= FEWEST_DIGITS) {
                        return ANYTHING;
                    }
                    i += Long.BYTES;
                    start = isBetweenWords(utf8[i - 1]);
                    continue;
                }
            }
            int end = Math.min(i + Long.BYTES, to);
            while (i < end) {
                byte b = utf8[i];
                if (isHan(b)) {
                    if (to - i < HAN_BYTES) {
                        return ANYTHING;
                    }
                    words = true;
                    start = true;
                    digits = isNumeral(utf8, i) ? digits + 1 : 0;
                    i += HAN_BYTES;
                    if (digits == 0) {
                        i = afterHan(utf8, i, to);
                    }
                } else if (b < 0) {
                    BeyondAscii next = BeyondAscii.at(utf8, i, to);
                    if (next == BeyondAscii.OTHER) {
                        return ANYTHING;
                    }
                    words |= next != BeyondAscii.SIGN;
                    start = true;
                    digits = next == BeyondAscii.SIGN ? digits : next == BeyondAscii.DIGIT ? digits + 1 : 0;
                    i += BeyondAscii.bytes(b);
                } else {
                    if (b >= '0' && b <= '9') {
                        digits++;
                        start = false;
                    } else if ((b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z')) {
                        digits = 0;
                        words |= start && b <= 'Z' && ++capitals == 2;
                        start = false;
                    } else if (b == '@' || (isSign(b) && beginsSomething(utf8, i, to))) {
                        return ANYTHING;
                    } else {
                        start = isBetweenWords(b);
                    }
                    i++;
                }
                if (digits >= FEWEST_DIGITS) {
                    return ANYTHING;
                }
            }
        }
        if (EncodedText.mayBe(utf8, from, to)) {
            return ANYTHING;
        }
        return words || PinyinLook.mayBe(utf8, from, to) ? WORDS : NOTHING;
    }

    /** Where Chinese characters by threes end, the third of which is no numeral: two numerals between them are no number. */
    private static int afterHan(byte[] utf8, int from, int to) {
        int i = from;
        while (to - i >= 3 * HAN_BYTES && areHan((long) EIGHT.get(utf8, i)) && !isNumeral(utf8, i + 2 * HAN_BYTES)) {
            i += 3 * HAN_BYTES;
        }
        return i;
    }

    /** Whether the first, fourth and seventh byte are each one that a Chinese character begins with, E4 to E9. */
    private static boolean areHan(long eight) {
        long low = eight & THREE * 0x0f;
        return (eight & THREE * 0xf0) == THREE * 0xe0
                && ((low + THREE * 0x0c) & THREE * 0x10) == THREE * 0x10
                && ((low + THREE * 0x06) & THREE * 0x10) == 0;
    }

    private static boolean isHan(byte b) {
        return b >= HAN_FROM && b <= HAN_TO;
    }

    private static boolean isNumeral(byte[] utf8, int at) {
        return BeyondAscii.isNumeral(utf8[at], utf8[at + 1], utf8[at + 2]);
    }

    /** Whether eight bytes of ASCII have no sign that matters, and no capital where one does. */
    private static boolean isPlain(long eight, boolean words) {
        return among(eight, '%', '(') == 0
                && (among(eight, '@', '\\') == 0 || (words && (among(eight, '@', '@') | among(eight, '[', '\\')) == 0));
    }

    /** How many digits stand at the end of eight bytes of ASCII, no letter after them; or enough, where so many stand before the first letter. */
    private static int digitsAfter(long eight, int before) {
        long digits = among(eight, '0', '9');
        if (digits == 0 && before == 0) {
            return 0;
        }
        long letters = among(eight | EACH * 0x20, 'a', 'z');
        if (letters == 0) {
            return before + Long.bitCount(digits);
        }
        int first = before + Long.bitCount(digits & (Long.lowestOneBit(letters) - 1));
        return first >= FEWEST_DIGITS ? first : Long.bitCount(digits & -(Long.highestOneBit(letters) << 1));
    }

    private static boolean isSign(byte b) {
        return b == '%' || b == '(' || b == '[' || b == '\\';
    }

    /** (at), [at], %40 and other percent signs of URLs, and JSON's escapes. */
    private static boolean beginsSomething(byte[] utf8, int at, int to) {
        if (to - at < 3) {
            return false;
        }
        byte next = utf8[at + 1];
        return switch (utf8[at]) {
            case '%' -> Character.digit(next, 16) >= 0 && Character.digit(utf8[at + 2], 16) >= 0;
            case '\\' -> next == 'u';
            default -> (next | 0x20) == 'a' && (utf8[at + 2] | 0x20) == 't';
        };
    }

    private static boolean isBetweenWords(byte b) {
        return b == ' ' || (b >= ',' && b <= '.') || b == '_' || b == '^';
    }

    /** The high bits of those of eight bytes, all ASCII, that lie between two: adding carries into it where a byte is large enough. */
    private static long among(long eight, char first, char last) {
        return (eight + (0x80 - first) * EACH) & ~(eight + (0x7f - last) * EACH) & HIGH;
    }
}
