package dev.weir.privacy.detect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A look at a value's bytes that tells of most that they can identify nobody: whether it has what all identifiers have, which is
 * seven digits that no letter parts, an @ or what stands for one, a character beyond ASCII, two words with capitals, syllables
 * of pinyin, or the first characters of an encoded text.
 */
final class FirstLook {

    /** The shortest number that tells a person has so many digits: an identity number of Hong Kong. */
    private static final int FEWEST_DIGITS = 7;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private FirstLook() {}

    /** Whether it has any of that. Eight bytes without a digit, a capital or a sign that matters are passed over at once. */
    static boolean mayTell(byte[] utf8, int from, int to) {
        int digits = 0;
        int capitals = 0;
        boolean start = true;
        int i = from;
        while (i < to) {
            int end = Math.min(i + Long.BYTES, to);
            if (end - i == Long.BYTES) {
                long eight = (long) EIGHT.get(utf8, i);
                if ((eight & HIGH) != 0) {
                    return true;
                }
                if (!hasAny(eight, '0', '9') && !hasAny(eight, '@', '\\') && !hasAny(eight, '%', '(')) {
                    digits = hasAny(eight, 'a', 'z') ? 0 : digits;
                    start = isBetweenWords(utf8[end - 1]);
                    i = end;
                    continue;
                }
            }
            for (; i < end; i++) {
                byte b = utf8[i];
                if (b < 0 || b == '@' || (isSign(b) && beginsSomething(utf8, i, to))) {
                    return true;
                }
                if (b >= '0' && b <= '9') {
                    if (++digits == FEWEST_DIGITS) {
                        return true;
                    }
                    start = false;
                } else if ((b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z')) {
                    digits = 0;
                    if (start && b <= 'Z' && ++capitals == 2) {
                        return true;
                    }
                    start = false;
                } else {
                    start = isBetweenWords(b);
                }
            }
        }
        return PinyinLook.mayBe(utf8, from, to) || EncodedText.mayBe(utf8, from, to);
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
