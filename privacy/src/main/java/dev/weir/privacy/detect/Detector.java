package dev.weir.privacy.detect;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tells values of one kind by their form.
 *
 * @param category what a column of them is, such as {@code RID}
 * @param subtype which kind of it, such as {@code HKID}
 * @param proof how much the form alone proves
 * @param shortest characters at least
 * @param longest characters at most
 * @param fits whether a value, trimmed and with half-width characters, has the form
 * @param chance how many values of the same shape fit by chance, where it is more than one in fifty
 */
public record Detector(
        String category,
        String subtype,
        Proof proof,
        int shortest,
        int longest,
        Predicate<String> fits,
        Optional<Chance> chance) {

    public Detector {
        if (shortest < 1 || longest < shortest) {
            throw new IllegalArgumentException("Lengths from " + shortest + " to " + longest);
        }
    }

    /**
     * What a check digit proves by how often it is right.
     *
     * @param shape whether a value looks like one, whatever its check digit
     * @param share of values of that shape that have the right check digit by chance
     */
    public record Chance(Predicate<String> shape, double share) {

        /** Fewer prove nothing, whatever the share. */
        private static final long FEWEST = 5;

        /** The natural logarithm of a billion. */
        private static final double BILLION = 20.7;

        /**
         * Whether so many of so many are right as chance gives once in a billion columns at most: by the bound of Chernoff
         * and Hoeffding for independent values, {@code exp(-n D(right/n || share))} with the relative entropy {@code D}.
         */
        boolean isExceeded(long right, long shaped) {
            double rate = (double) right / shaped;
            if (right < FEWEST || rate <= share) {
                return false;
            }
            double others = rate < 1 ? (1 - rate) * Math.log((1 - rate) / (1 - share)) : 0;
            return shaped * (rate * Math.log(rate / share) + others) >= BILLION;
        }
    }

    /** The same, where that many fit by chance. */
    Detector byChance(double share, Predicate<String> shape) {
        return new Detector(category, subtype, proof, shortest, longest, fits, Optional.of(new Chance(shape, share)));
    }

    /** How much a form proves. */
    public enum Proof {
        /** A check digit: values do not have it by chance. */
        CHECK_DIGIT,
        /** A form that hardly anything else has. */
        PATTERN,
        /** A form that much else has too: the column's name must say the same. */
        HEADER
    }

    /** Whether a value has the form. */
    public boolean matches(String value) {
        return value.length() >= shortest && value.length() <= longest && fits.test(value);
    }
}
