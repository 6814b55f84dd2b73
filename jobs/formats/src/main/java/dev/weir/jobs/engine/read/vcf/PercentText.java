package dev.weir.jobs.engine.read.vcf;

import dev.weir.jobs.engine.read.text.WellFormedUtf8;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Texts of VCF 4.3 and later, where characters that mean something else are written as {@code %3B} and the like. */
final class PercentText {

    private PercentText() {}

    static boolean has(byte[] bytes, int from, int to) {
        return VcfForms.until('%', bytes, from, to) < to;
    }

    /** What a text means; null where it is no such text. */
    static byte @Nullable [] decoded(byte[] bytes, int from, int to) {
        byte[] text = new byte[to - from];
        int length = 0;
        for (int p = from; p < to; p++) {
            if (bytes[p] == '%') {
                int high = p + 2 < to ? Character.digit(bytes[p + 1], 16) : -1;
                int low = p + 2 < to ? Character.digit(bytes[p + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                text[length++] = (byte) (high << 4 | low);
                p += 2;
            } else {
                text[length++] = bytes[p];
            }
        }
        return WellFormedUtf8.wellFormed(text, 0, length) ? Arrays.copyOf(text, length) : null;
    }
}
