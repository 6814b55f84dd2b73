package dev.weir.privacy.mask.text;

/** Code points in a range of UTF-8. Bytes that are no UTF-8 are counted somehow, and never throw. */
public final class Utf8 {

    private Utf8() {}

    /** How many code points begin in the range. */
    public static int codePoints(byte[] utf8, int offset, int length) {
        int points = 0;
        for (int i = offset; i < offset + length; i++) {
            if (begins(utf8[i])) {
                points++;
            }
        }
        return points;
    }

    /** Where the code point of that number (from 0) begins; the end of the range when there are no more than that. */
    public static int indexOf(int codePoint, byte[] utf8, int offset, int length) {
        int left = codePoint;
        for (int i = offset; i < offset + length; i++) {
            if (begins(utf8[i]) && left-- == 0) {
                return i;
            }
        }
        return offset + length;
    }

    private static boolean begins(byte b) {
        return (b & 0xc0) != 0x80;
    }
}
