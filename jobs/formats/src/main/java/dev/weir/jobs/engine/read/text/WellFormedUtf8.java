package dev.weir.jobs.engine.read.text;

/** Well-formedness of UTF-8, as table 3-7 of the Unicode standard defines it. */
public final class WellFormedUtf8 {
    private WellFormedUtf8() {}

    /** Whether the bytes are characters, without a partial, overlong or surrogate one. */
    public static boolean wellFormed(byte[] bytes, int from, int to) {
        int p = from;
        while (p < to) {
            int first = bytes[p++];
            if (first >= 0) {
                continue;
            }
            int more;
            int low = 0x80;
            int high = 0xbf;
            first &= 0xff;
            if (first >= 0xc2 && first <= 0xdf) {
                more = 0;
            } else if (first >= 0xe0 && first <= 0xef) {
                more = 1;
                low = first == 0xe0 ? 0xa0 : low;
                high = first == 0xed ? 0x9f : high;
            } else if (first >= 0xf0 && first <= 0xf4) {
                more = 2;
                low = first == 0xf0 ? 0x90 : low;
                high = first == 0xf4 ? 0x8f : high;
            } else {
                return false;
            }
            if (p + more >= to) {
                return false;
            }
            int second = bytes[p++] & 0xff;
            if (second < low || second > high) {
                return false;
            }
            for (int i = 0; i < more; i++) {
                if ((bytes[p++] & 0xc0) != 0x80) {
                    return false;
                }
            }
        }
        return true;
    }
}
