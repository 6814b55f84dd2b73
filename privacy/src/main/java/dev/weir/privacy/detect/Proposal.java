package dev.weir.privacy.detect;

import java.util.Optional;

/**
 * What a column seems to hold.
 *
 * @param category its code; empty where nothing speaks for one
 * @param subtype the kind of value, such as {@code PRC18}; empty where the column's name alone decided
 * @param confidence from 0 to 1
 * @param evidence what speaks for it
 * @param review whether a person should look before it is believed
 */
public record Proposal(Optional<String> category, String subtype, double confidence, Evidence evidence, Review review) {

    public Proposal {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("Confidence " + confidence);
        }
    }

    /** Whether a person should look. */
    public enum Review {
        NEEDED,
        NOT_NEEDED
    }

    /**
     * What was found, as shares of the sample from 0 to 1.
     *
     * @param header what the column's name hints at
     * @param pattern of values with the form of the category
     * @param checkDigit of values with a right check digit
     * @param dictionary of values that the dictionary takes for names
     * @param inside of the long texts that were searched, those that hold something that identifies
     * @param sample values looked at: different ones, none of them NULL
     */
    public record Evidence(
            Optional<String> header,
            double pattern,
            double checkDigit,
            double dictionary,
            double inside,
            long sample) {}
}
