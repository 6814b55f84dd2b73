package dev.weir.privacy.detect;

import dev.weir.privacy.detect.words.PinyinPrefilter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A look at a value's bytes that tells what it can hold: what has seven digits that no letter parts, an @ or what stands for one,
 * or is an encoded text, can be anything; what has Chinese characters, two words with capitals behind whatever is no letter and
 * no digit, or syllables of pinyin can hold a name, an address or a plate; all other values can identify no person.
 */
enum ValuePrefilter {
    /** It identifies no person. */
    NOTHING,
    /** What is known by its words: names, addresses, plates. */
    WORDS,
    /** Anything. */
    ANYTHING;

    /** The shortest number that tells a person has so many digits: an identity number of Hong Kong. */
    private static final int FEWEST_DIGITS = 7;

    /** In bytes: four Chinese characters. */
    private static final int FOUR = 12;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long BLANKS = ' ' * EACH;

    /** Whether a value can identify a person. */
    static boolean mayTell(byte[] utf8, int from, int to) {
        return of(utf8, from, to) != NOTHING;
    }

    /**
     * Whether one look shows that a value identifies no person: fewer than eight letters, digits and blanks, a digit among them
     * and at most six. Ward codes, record numbers and counts are such; most never come again, and need not be remembered.
     */
    static boolean isCode(byte[] utf8, int from, int to) {
        int length = to - from;
        if (length >= Long.BYTES || length == 0) {
            return false;
        }
        long all = first(upToEight(utf8, from, to), length);
        if ((all & HIGH) != 0 || (among(all, '!', '/') | among(all, '@', '@') | among(all, '[', '`')) != 0) {
            return false;
        }
        int digits = Long.bitCount(among(all, '0', '9'));
        return digits > 0 && digits < FEWEST_DIGITS && Long.bitCount(among(all, 'A', 'Z')) < 2;
    }

    /** What a value can hold. Bytes of ASCII are looked at by eights, Chinese characters by fours and twos. */
    static ValuePrefilter of(byte[] utf8, int from, int to) {
        int digits = 0;
        int capitals = 0;
        int codes = 0;
        int i = from;
        while (i < to) {
            long eight = upToEight(utf8, i, to);
            long high = eight & HIGH;
            if (high == 0 && digits == 0 && among(eight, '!', '_') == 0) {
                i += Long.BYTES; // small letters and blanks
                continue;
            }
            int length = high == 0 ? Math.min(Long.BYTES, to - i) : Long.numberOfTrailingZeros(high) / Byte.SIZE;
            if (length > 0) {
                eight = first(eight, length);
                long signs = among(eight, '%', '(') | among(eight, '@', '\\');
                if (signs != 0) {
                    long large = among(eight, 'A', 'Z');
                    if (beginsSomething(utf8, i, to, signs & ~large)) {
                        return ANYTHING;
                    }
                    boolean start = i == from || isBetweenWords(utf8[i - 1]);
                    capitals += Long.bitCount(large & ((betweenWords(eight) << Byte.SIZE) | (start ? 0x80 : 0)));
                }
                digits = digitsAfter(eight, digits);
                if (digits >= FEWEST_DIGITS) {
                    return ANYTHING;
                }
                i += length;
            }
            while (i < to && utf8[i] < 0) {
                byte next;
                if (digits == 0 && to - i >= FOUR) {
                    long last = (long) EIGHT.get(utf8, i + FOUR - Long.BYTES);
                    if (BeyondAscii.areFour((long) EIGHT.get(utf8, i), last)) {
                        byte fourth = BeyondAscii.ofThree((int) (last >>> 40));
                        if (BeyondAscii.isLetter(fourth)) {
                            codes |= fourth; // the three before it are too few for a number
                            i += FOUR;
                            continue;
                        }
                    }
                }
                long pair = to - i >= Long.BYTES ? (long) EIGHT.get(utf8, i) : 0;
                if (BeyondAscii.areTwo(pair)) {
                    byte one = BeyondAscii.ofThree((int) pair);
                    digits = BeyondAscii.digits(digits, one);
                    if (digits >= FEWEST_DIGITS) {
                        return ANYTHING;
                    }
                    codes |= one;
                    next = BeyondAscii.ofThree((int) (pair >>> 24));
                    i += 6;
                } else {
                    int bytes = BeyondAscii.bytes(utf8[i]);
                    next = BeyondAscii.at(utf8, i, to, bytes);
                    i += bytes;
                }
                digits = BeyondAscii.digits(digits, next);
                if (digits >= FEWEST_DIGITS) {
                    return ANYTHING;
                }
                codes |= next;
            }
        }
        if (EncodedText.mayBe(utf8, from, to)) {
            return ANYTHING;
        }
        return BeyondAscii.haveWords(codes) || capitals > 1 || PinyinPrefilter.mayBe(utf8, from, to) ? WORDS : NOTHING;
    }

    /** The next eight bytes; where there are fewer, those, the first one lowest, and zeros. */
    private static long upToEight(byte[] utf8, int at, int to) {
        int missing = Long.BYTES - (to - at);
        if (missing <= 0) {
            return (long) EIGHT.get(utf8, at);
        } else if (to >= Long.BYTES && at < to) {
            return (long) EIGHT.get(utf8, to - Long.BYTES) >>> (missing * Byte.SIZE);
        }
        long eight = 0;
        for (int i = to - 1; i >= at; i--) {
            eight = (eight << Byte.SIZE) | (utf8[i] & 0xff);
        }
        return eight;
    }

    /** So many of eight bytes, from the first on, and blanks in the place of the others. */
    private static long first(long eight, int length) {
        if (length == Long.BYTES) {
            return eight;
        }
        long others = -1L << (length * Byte.SIZE);
        return (eight & ~others) | (BLANKS & others);
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

    /** Whether one of some bytes, by their high bits, is an @ or begins what stands for one, or another coding. */
    private static boolean beginsSomething(byte[] utf8, int from, int to, long high) {
        for (long bits = high; bits != 0; bits &= bits - 1) {
            if (beginsSomething(utf8, from + Long.numberOfTrailingZeros(bits) / Byte.SIZE, to)) {
                return true;
            }
        }
        return false;
    }

    /** An @, (at), [at], %40 and other percent signs of URLs, JSON's escapes, PostgreSQL's {@code \\x}, and the check digit (A) of Hong Kong. */
    private static boolean beginsSomething(byte[] utf8, int at, int to) {
        byte sign = utf8[at];
        if (sign == '@' || to - at < 3) {
            return sign == '@';
        }
        byte next = utf8[at + 1];
        return switch (sign) {
            case '%' -> Character.digit(next, 16) >= 0 && Character.digit(utf8[at + 2], 16) >= 0;
            case '\\' -> next == 'u' || next == 'x';
            case '(', '[' -> (next | 0x20) == 'a' && ((utf8[at + 2] | 0x20) == 't' || isClosing(utf8[at + 2]));
            default -> false;
        };
    }

    private static boolean isClosing(byte b) {
        return b == ')' || b == ']';
    }

    /** A word begins behind whatever is no letter and no digit: a blank, a quotation mark, a sign of XML. */
    private static boolean isBetweenWords(byte b) {
        int small = b | 0x20;
        return !(small >= 'a' && small <= 'z') && !(b >= '0' && b <= '9');
    }

    /** The high bits of those of eight bytes, all ASCII, that stand between words. */
    private static long betweenWords(long eight) {
        return ~(among(eight | EACH * 0x20, 'a', 'z') | among(eight, '0', '9')) & HIGH;
    }

    /** The high bits of those of eight bytes, all ASCII, that lie between two: adding carries into it where a byte is large enough. */
    private static long among(long eight, char first, char last) {
        return (eight + (0x80 - first) * EACH) & ~(eight + (0x7f - last) * EACH) & HIGH;
    }
}
