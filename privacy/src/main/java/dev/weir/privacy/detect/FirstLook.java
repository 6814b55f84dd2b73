package dev.weir.privacy.detect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A look at a value's bytes that tells of most that they can identify nobody: whether it has what all identifiers have, which is
 * seven digits that no letter parts, an @, a character beyond ASCII, or two words with capitals.
 */
final class FirstLook {

    /** The shortest number that tells a person has so many digits: an identity number of Hong Kong. */
    private static final int FEWEST_DIGITS = 7;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private FirstLook() {}

    /** Whether it has any of that. Eight bytes without a digit, a capital or an @ are passed over at once. */
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
                if (!hasAny(eight, '0', '9') && !hasAny(eight, '@', 'Z')) {
                    digits = hasAny(eight, 'a', 'z') ? 0 : digits;
                    start = isBetweenWords(utf8[end - 1]);
                    i = end;
                    continue;
                }
            }
            for (; i < end; i++) {
                byte b = utf8[i];
                if (b < 0 || b == '@') {
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
        return false;
    }

    private static boolean isBetweenWords(byte b) {
        return b == ' ' || b == ',';
    }

    /** Whether any of eight bytes, all ASCII, is one of these: adding carries into the high bit of each that is large enough. */
    private static boolean hasAny(long eight, char first, char last) {
        return ((eight + (0x80 - first) * EACH) & ~(eight + (0x7f - last) * EACH) & HIGH) != 0;
    }
}
