package dev.weir.privacy.detect;

import static java.util.Objects.requireNonNull;

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
 */
public record Detector(
        String category, String subtype, Proof proof, int shortest, int longest, Predicate<String> fits) {

    public Detector {
        requireNonNull(category, "category");
        requireNonNull(subtype, "subtype");
        requireNonNull(proof, "proof");
        requireNonNull(fits, "fits");
        if (shortest < 1 || longest < shortest) {
            throw new IllegalArgumentException("Lengths from " + shortest + " to " + longest);
        }
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
