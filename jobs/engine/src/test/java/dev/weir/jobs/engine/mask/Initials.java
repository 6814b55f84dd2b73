package dev.weir.jobs.engine.mask;

import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskMethod;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.privacy.mask.MaskSource;
import dev.weir.privacy.mask.Parameter;
import dev.weir.privacy.mask.Redaction;
import dev.weir.privacy.mask.text.TextMask;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A mask that Weir does not have: the first letter of each word; what has no letter becomes the category's code.
 *
 * @param most words that have one
 */
public record Initials(int most) implements Mask {

    private static final Parameter<Initials, Integer> MOST =
            Parameter.whole("most", Initials::most).usually(3);

    static final MaskMethod<Initials> METHOD =
            new MaskMethod<>("initials", List.of(MOST), written -> new Initials(written.get(MOST)));

    public Initials {
        if (most < 1) {
            throw new IllegalArgumentException("No initials are no mask");
        }
    }

    /** By which it is found. */
    public static final class Source implements MaskSource {
        @Override
        public List<MaskMethod<?>> methods() {
            return List.of(METHOD);
        }
    }

    @Override
    public MaskMethod<Initials> method() {
        return METHOD;
    }

    @Override
    public Preserved preserved() {
        return Preserved.PARTS;
    }

    @Override
    public Optional<String> irreversible() {
        return Optional.of("the other letters are not in the release in any form");
    }

    @Override
    public boolean revealsNoMoreThan(Mask other) {
        return other instanceof Initials initials && most <= initials.most;
    }

    @Override
    public TextMask open(MaskRecipe recipe) {
        return (utf8, offset, length) -> {
            String initials = Stream.of(new String(utf8, offset, length, StandardCharsets.UTF_8).split("[^\\p{L}]+"))
                    .filter(word -> !word.isEmpty())
                    .limit(most)
                    .map(word ->
                            word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT) + ".")
                    .collect(Collectors.joining());
            return initials.isEmpty()
                    ? Redaction.constant(recipe.category())
                    : initials.getBytes(StandardCharsets.UTF_8);
        };
    }
}
