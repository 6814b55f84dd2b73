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
 * The first characters only; a value with no more of them stays as it is. Text.
 *
 * @param length characters (code points) that stay, at least 1
 */
public record Truncate(int length) implements Mask, TextMask {

    private static final Parameter<Truncate, Integer> LENGTH = Parameter.whole("length", Truncate::length);

    public static final MaskMethod<Truncate> METHOD =
            new MaskMethod<>("truncate", List.of(LENGTH), written -> new Truncate(written.get(LENGTH)));

    public Truncate {
        if (length < 1) {
            throw new IllegalArgumentException("A mask that truncates keeps at least 1 character");
        }
    }

    @Override
    public MaskMethod<Truncate> method() {
        return METHOD;
    }

    @Override
    public Preserved preserved() {
        return Preserved.PARTS;
    }

    @Override
    public Optional<String> irreversible() {
        return Optional.of("what was cut off is not in the release in any form");
    }

    @Override
    public boolean revealsNoMoreThan(Mask other) {
        return other instanceof Truncate truncate && length <= truncate.length;
    }

    @Override
    public TextMask open(MaskRecipe recipe) {
        return this;
    }

    @Override
    public byte[] mask(byte[] utf8, int offset, int bytes) {
        return Arrays.copyOfRange(utf8, offset, Utf8.indexOf(length, utf8, offset, bytes));
    }
}
