package dev.weir.privacy.detect;

import dev.weir.privacy.detect.words.ChineseNumerals;

/** What a character beyond ASCII is that is no Chinese one, by its bytes in UTF-8, where that is enough to tell whether a number may stand there. */
enum BeyondAscii {
    /** A full-width digit, or the Chinese zero. */
    DIGIT,
    /** A letter of Latin, Greek or Cyrillic. */
    LETTER,
    /** A sign, a blank, or nothing that is seen: it parts no number. */
    SIGN,
    /** Anything else: digits of other scripts, letters in circles, what is no UTF-8. */
    OTHER;

    /** Of degrees, plus and minus, the middle dot, times. */
    private static final String SIGNS = "\u2103\u00b0\u00b1\u00b7\u00d7";

    private static final int FIRST_HAN = 0x4000;
    private static final int LAST_HAN = 0x9fff;

    /** A bit for each Chinese character that is a numeral. */
    private static final long[] NUMERALS = new long[(LAST_HAN - FIRST_HAN) / Long.SIZE + 1];

    static {
        ChineseNumerals.all()
                .filter(point -> point >= FIRST_HAN)
                .map(point -> point - FIRST_HAN)
                .forEach(place -> NUMERALS[place / Long.SIZE] |= 1L << place);
    }

    /** Whether a Chinese character of three bytes, the first of them E4 to E9, is a numeral. */
    static boolean isNumeral(byte first, byte second, byte third) {
        int place = (((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f)) - FIRST_HAN;
        return ((NUMERALS[place / Long.SIZE] >>> place) & 1) != 0;
    }

    /** The character that begins at a place with a byte beyond ASCII, and is no Chinese one. */
    static BeyondAscii at(byte[] utf8, int at, int to) {
        int first = utf8[at] & 0xff;
        int length = bytes(utf8[at]);
        if (to - at < length || length < 2 || length > 3) {
            return OTHER;
        }
        int point = length == 2
                ? ((first & 0x1f) << 6) | (utf8[at + 1] & 0x3f)
                : ((first & 0x0f) << 12) | ((utf8[at + 1] & 0x3f) << 6) | (utf8[at + 2] & 0x3f);
        return other(point);
    }

    /** How many bytes a character has that begins with this one; 1 where none begins so. */
    static int bytes(byte first) {
        int high = first & 0xff;
        return high >= 0xf0 ? 4 : high >= 0xe0 ? 3 : high >= 0xc0 ? 2 : 1;
    }

    /** Punctuation of Chinese text comes first, since most of what is asked for is that. */
    private static BeyondAscii other(int point) {
        if (point >= 0x3000) {
            return isIn(point, 0xff10, 0xff19) || point == 0x3007
                    ? DIGIT
                    : isIn(point, 0x3001, 0x3020) || isIn(point, 0xff08, 0xff1f) ? SIGN : OTHER;
        } else if (point == 0x25cb) {
            return DIGIT;
        } else if (SIGNS.indexOf(point) >= 0 || isIn(point, 0x2010, 0x203a)) {
            return SIGN;
        }
        return isIn(point, 0xc0, 0x52f) && point != 0xf7 ? LETTER : OTHER;
    }

    private static boolean isIn(int point, int first, int last) {
        return point >= first && point <= last;
    }
}
