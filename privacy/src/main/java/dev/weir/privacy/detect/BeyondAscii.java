package dev.weir.privacy.detect;

import dev.weir.privacy.detect.words.ChineseNumerals;
import java.util.BitSet;

/**
 * What a character beyond ASCII is, where its code point is enough to tell whether a number may stand there. A code shows it
 * without a branch: whether the digits before it still count, and how many more there are.
 */
enum BeyondAscii {
    /** A Chinese character that is no numeral, or a letter of Latin, Greek or Cyrillic: no number goes on after it. */
    LETTER(0x40),
    /** A sign, a blank, or nothing that is seen: it parts no number. */
    SIGN(0x80),
    /** A full-width digit, a Chinese zero or another Chinese numeral. */
    DIGIT(0x81),
    /** Anything else: digits of other scripts, letters in circles, what is no UTF-8. It counts as more digits than any number has. */
    OTHER(0x3f);

    private static final int COUNTS = 0x3f;

    /** Letters and digits may be words, signs are none. */
    private static final int WORDS = 0x41;

    /** Of degrees, plus and minus, the middle dot, times. */
    private static final String SIGNS = "\u2103\u00b0\u00b1\u00b7\u00d7";

    private static final int FIRST_HAN = 0x4000;
    private static final int LAST_HAN = 0x9fff;
    private static final int POINTS = 0x10000;

    /** Where a sum carries beyond the first, the fourth and the seventh of eight bytes. */
    private static final long CARRIES = 0x0100000100000100L;

    /** The code of each point that UTF-8 writes in two or three bytes. */
    private static final byte[] CODES = new byte[POINTS];

    static {
        BitSet numerals = new BitSet(POINTS);
        ChineseNumerals.all().forEach(numerals::set);
        for (int point = 0; point < POINTS; point++) {
            CODES[point] = of(point, numerals.get(point)).code;
        }
    }

    private final byte code;

    BeyondAscii(int code) {
        this.code = (byte) code;
    }

    /**
     * The code of what begins at a place with a byte beyond ASCII.
     *
     * @param bytes of the character, as {@link #bytes} has them
     */
    static byte at(byte[] utf8, int at, int to, int bytes) {
        if (to - at < bytes) {
            return OTHER.code;
        } else if (bytes == 3) {
            return of(((utf8[at] & 0x0f) << 12) | ((utf8[at + 1] & 0x3f) << 6) | (utf8[at + 2] & 0x3f));
        }
        return bytes == 2 ? of(((utf8[at] & 0x1f) << 6) | (utf8[at + 1] & 0x3f)) : OTHER.code;
    }

    /** Whether the first and the fourth of eight bytes, the lowest first, each begin a character of three. */
    static boolean areTwo(long eight) {
        return (eight & 0xf00000f0L) == 0xe00000e0L;
    }

    /**
     * Whether four characters of three bytes each stand there, the first three of them Chinese ones from U+4000 to U+9FFF, which are
     * letters or numerals.
     *
     * @param first eight of their bytes
     * @param last the last eight
     */
    static boolean areFour(long first, long last) {
        long leads = first & 0x00ff0000ff0000ffL;
        long atLeast = (leads + 0x001c00001c00001cL) & CARRIES; // from 0xe4 on
        long beyond = (leads + 0x0016000016000016L) & CARRIES; // after 0xe9
        return atLeast == CARRIES && beyond == 0 && (last & 0xf00000000000L) == 0xe00000000000L;
    }

    /** Whether no number goes on after a character of this code. */
    static boolean isLetter(byte code) {
        return code == LETTER.code;
    }

    /** The code of a character of three bytes, the lowest three here. */
    static byte ofThree(int bytes) {
        return of(((bytes & 0x0f) << 12) | ((bytes >> 2) & 0xfc0) | ((bytes >> 16) & 0x3f));
    }

    private static byte of(int point) {
        return CODES[point & (POINTS - 1)];
    }

    /** How many digits no letter parts after a character, where there were some before it. */
    static int digits(int before, byte code) {
        return (before & (code >> (Byte.SIZE - 1))) + (code & COUNTS);
    }

    /** Whether one of some codes, or-ed, may be a part of a word. */
    static boolean haveWords(int codes) {
        return (codes & WORDS) != 0;
    }

    /** How many bytes a character has that begins with this one; 1 where none begins so. */
    static int bytes(byte first) {
        int high = first & 0xff;
        return high >= 0xf0 ? 4 : high >= 0xe0 ? 3 : high >= 0xc0 ? 2 : 1;
    }

    private static BeyondAscii of(int point, boolean isNumeral) {
        if (isNumeral || isIn(point, 0xff10, 0xff19)) {
            return DIGIT;
        } else if (isIn(point, FIRST_HAN, LAST_HAN)) {
            return LETTER;
        } else if (SIGNS.indexOf(point) >= 0
                || isIn(point, 0x2010, 0x203a)
                || isIn(point, 0x3001, 0x3020)
                || isIn(point, 0xff08, 0xff1f)) {
            return SIGN;
        }
        return isIn(point, 0xc0, 0x52f) && point != 0xf7 ? LETTER : OTHER;
    }

    private static boolean isIn(int point, int first, int last) {
        return point >= first && point <= last;
    }
}
