package dev.weir.privacy.mask;

import dev.weir.privacy.mask.text.TextMask;
import dev.weir.privacy.mask.text.Utf8;
import java.util.Arrays;

/**
 * The first and last code points of a value, a star for each of those between. A value with no more of them than would stay
 * is all stars: it would be shown whole.
 */
final class PartialMask implements TextMask {

    private final int first;
    private final int last;

    PartialMask(int first, int last) {
        this.first = first;
        this.last = last;
    }

    @Override
    public byte[] mask(byte[] utf8, int offset, int length) {
        int points = Utf8.codePoints(utf8, offset, length);
        if (points <= first + last) {
            return stars(points);
        }
        int head = Utf8.indexOf(first, utf8, offset, length) - offset;
        int tailStart = Utf8.indexOf(points - last, utf8, offset, length);
        int tail = offset + length - tailStart;
        int hidden = points - first - last;
        byte[] masked = new byte[head + hidden + tail];
        System.arraycopy(utf8, offset, masked, 0, head);
        Arrays.fill(masked, head, head + hidden, (byte) '*');
        System.arraycopy(utf8, tailStart, masked, head + hidden, tail);
        return masked;
    }

    private static byte[] stars(int count) {
        byte[] stars = new byte[count];
        Arrays.fill(stars, (byte) '*');
        return stars;
    }
}
