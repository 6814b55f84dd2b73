package dev.weir.privacy.mask.kind;

import dev.weir.privacy.mask.text.Normaliser;
import dev.weir.privacy.mask.text.TextMask;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A made-up value of the same kind in place of each, the same for the same value and key, and never the value itself. Two
 * values can have one surrogate: it is no key. A value of no known kind becomes the category's code in brackets.
 */
final class SurrogateMask implements TextMask {

    /** Enough that what is never equal by chance is refused, not looped over. */
    private static final int MOST_DRAWS = 64;

    private final Maker maker;
    private final DeterministicRandom draws;
    private final Normaliser seed;
    private final Normaliser normaliser;
    private final byte[] refusal;

    /**
     * @param seed what makes two ways of writing a value one
     * @param normaliser what the maker reads
     */
    SurrogateMask(Maker maker, DeterministicRandom draws, Normaliser seed, Normaliser normaliser, byte[] refusal) {
        this.maker = maker;
        this.draws = draws;
        this.seed = seed;
        this.normaliser = normaliser;
        this.refusal = refusal;
    }

    @Override
    public byte[] mask(byte[] utf8, int offset, int length) {
        seed.normalise(utf8, offset, length);
        draws.begin(seed.bytes(), seed.start(), seed.length());
        normaliser.normalise(utf8, offset, length);
        int start = normaliser.start();
        int end = start + normaliser.length();
        String value = new String(normaliser.bytes(), start, normaliser.length(), StandardCharsets.UTF_8);
        for (int i = 0; i < MOST_DRAWS; i++) {
            Optional<String> made = maker.make(value, draws);
            if (made.isEmpty()) {
                break;
            }
            byte[] surrogate = made.get().getBytes(StandardCharsets.UTF_8);
            if (!Arrays.equals(surrogate, 0, surrogate.length, normaliser.bytes(), start, end)
                    && !Arrays.equals(surrogate, 0, surrogate.length, utf8, offset, offset + length)) {
                return surrogate;
            }
        }
        return refusal.clone();
    }

    /** Makes up values of one kind. */
    interface Maker {

        /**
         * Another value of the kind.
         *
         * @param value normalised as its category asks
         * @return empty when the value is not of the kind
         */
        Optional<String> make(String value, DeterministicRandom draws);
    }
}
