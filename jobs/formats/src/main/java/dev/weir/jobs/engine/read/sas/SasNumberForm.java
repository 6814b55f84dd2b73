package dev.weir.jobs.engine.read.sas;

/**
 * How a number is written. SAS cuts the last bytes of numbers that are shorter than eight. Sources: IEEE 754; SAS technical note
 * TS-140 for numbers of IBM mainframes; for the letters of missing values, what SAS writes.
 */
enum SasNumberForm {
    /** IEEE 754, the last byte first. */
    IEEE_LITTLE,
    /** IEEE 754, the first byte first. */
    IEEE_BIG,
    /** Sign, an exponent of 16 and a fraction of 56 bits. */
    IBM;

    /** No missing value. */
    static final char NUMBER = 0;

    /** No number, and none of the missing values. */
    static final char NEITHER = '?';

    /** The bytes of a number, filled up to eight. */
    long bits(byte[] bytes, int from, int length) {
        long bits = 0;
        for (int i = 0; i < length; i++) {
            int place = this == IEEE_LITTLE ? length - 1 - i : i;
            bits = bits << 8 | (bytes[from + place] & 0xff);
        }
        return bits << (8 * (8 - length));
    }

    /** The number. */
    double value(long bits) {
        if (this != IBM) {
            return Double.longBitsToDouble(bits);
        }
        long fraction = bits & 0x00ff_ffff_ffff_ffffL;
        int exponent = (int) (bits >>> 56 & 0x7f) - 64;
        // 56 bits are rounded to 53 once, by the conversion; powers of two change none of them
        double value = Math.scalb((double) fraction, 4 * exponent - 56);
        return bits < 0 ? -value : value;
    }

    /** Which missing value it is: a point, an underscore or a capital letter; {@link #NUMBER} where it is none. */
    char missing(long bits) {
        if (this == IBM) {
            char first = (char) (bits >>> 56);
            boolean isMark = first == '.' || first == '_' || (first >= 'A' && first <= 'Z');
            return bits << 8 == 0 && isMark ? first : NUMBER;
        }
        double value = Double.longBitsToDouble(bits);
        if (!Double.isNaN(value)) {
            return Double.isInfinite(value) ? NEITHER : NUMBER;
        }
        int tag = ~(int) (bits >>> 40) & 0xff;
        if (tag == 0 || tag == '_') {
            return '_';
        } else if (tag == 1 || tag == '.') {
            return '.';
        } else if (tag >= 2 && tag < 28) {
            return (char) ('A' + tag - 2);
        }
        return tag >= 'A' && tag <= 'Z' ? (char) tag : NEITHER;
    }
}
