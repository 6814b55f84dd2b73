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

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    /** Whether a value can identify somebody. */
    static boolean mayTell(byte[] utf8, int from, int to) {
        return of(utf8, from, to) != NOTHING;
    }

    /** What a value can hold. Eight bytes of ASCII without a digit, a capital or a sign that matters are passed over at once. */
    static FirstLook of(byte[] utf8, int from, int to) {
        int digits = 0;
        int capitals = 0;
        boolean words = false;
        boolean start = true;
        int i = from;
        while (i < to) {
            if (to - i >= Long.BYTES) {
                long eight = (long) EIGHT.get(utf8, i);
                if ((eight & HIGH) == 0
                        && !hasAny(eight, '0', '9')
                        && !hasAny(eight, '@', '\\')
                        && !hasAny(eight, '%', '(')) {
                    digits = hasAny(eight, 'a', 'z') ? 0 : digits;
                    i += Long.BYTES;
                    start = isBetweenWords(utf8[i - 1]);
                    continue;
                }
            }
            int end = Math.min(i + Long.BYTES, to);
            while (i < end) {
                byte b = utf8[i];
                if (b < 0) {
                    if (b >= HAN_FROM && b <= HAN_TO && to - i > 2) {
                        words = true;
                        digits = BeyondAscii.isNumeral(b, utf8[i + 1], utf8[i + 2]) ? digits + 1 : 0;
                        i += 3;
                    } else {
                        BeyondAscii next = BeyondAscii.at(utf8, i, to);
                        if (next == BeyondAscii.OTHER) {
                            return ANYTHING;
                        }
                        words |= next != BeyondAscii.SIGN;
                        digits = next == BeyondAscii.SIGN ? digits : next == BeyondAscii.DIGIT ? digits + 1 : 0;
                        i += BeyondAscii.bytes(b);
                    }
                    if (digits == FEWEST_DIGITS) {
                        return ANYTHING;
                    }
                    start = true;
                    continue;
                }
                if (b >= '0' && b <= '9') {
                    if (++digits == FEWEST_DIGITS) {
                        return ANYTHING;
                    }
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
        }
        if (EncodedText.mayBe(utf8, from, to)) {
            return ANYTHING;
        }
        return words || PinyinLook.mayBe(utf8, from, to) ? WORDS : NOTHING;
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
        return b == ' ' || b == ',';
    }

    /** Whether any of eight bytes, all ASCII, is one of these: adding carries into the high bit of each that is large enough. */
    private static boolean hasAny(long eight, char first, char last) {
        return ((eight + (0x80 - first) * EACH) & ~(eight + (0x7f - last) * EACH) & HIGH) != 0;
    }
}
