package dev.weir.privacy.mask.kind;

import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskMethod;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.Parameter;
import dev.weir.privacy.mask.text.TextMask;
import dev.weir.privacy.mask.text.Utf8;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The first and last characters, a star for each of those between; text, for display: it is still personal information and
 * never leaves the country. A value with no more of them than would stay is all stars: it would be shown whole. So one mask that
 * shows less of long values can show more of short ones, and no two can be compared.
 *
 * @param first characters (code points) kept at the start
 * @param last characters kept at the end
 */
public record Partial(int first, int last) implements Mask, TextMask {

    private static final Parameter<Partial, Integer> FIRST =
            Parameter.whole("first", Partial::first).usually(1);
    private static final Parameter<Partial, Integer> LAST =
            Parameter.whole("last", Partial::last).usually(0);

    public static final MaskMethod<Partial> METHOD = new MaskMethod<>(
            "partial",
            List.of(FIRST, LAST),
            // Where one end is asked for, nothing of the other.
            written -> new Partial(written.get(written.has(LAST) ? FIRST.usually(0) : FIRST), written.get(LAST)));

    public Partial {
        if (first < 0 || last < 0) {
            throw new IllegalArgumentException("A mask keeps no fewer than 0 characters");
        }
    }

    @Override
    public MaskMethod<Partial> method() {
        return METHOD;
    }

    @Override
    public Preserved preserved() {
        return Preserved.PARTS;
    }

    @Override
    public Optional<String> irreversible() {
        return Optional.of("what the stars stand for is not in the release in any form");
    }

    @Override
    public boolean isForDisplay() {
        return true;
    }

    @Override
    public TextMask open(MaskRecipe recipe) {
        return this;
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
