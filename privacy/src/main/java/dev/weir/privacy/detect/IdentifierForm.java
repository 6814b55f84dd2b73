package dev.weir.privacy.detect;

import java.io.Serializable;

/**
 * What the values of a category look like, by a law pack or an overlay: letters, digits and the marks {@code - _ /},
 * classes of letters and digits, and counts, such as {@code ZY[0-9]{8}} or {@code [A-Z]{2}-[0-9]{6,8}}.
 *
 * @param category the code in law
 * @param pattern of a whole value
 * @throws IllegalArgumentException with what is wrong with the pattern
 */
public record IdentifierForm(String category, String pattern) implements Serializable {

    /** More are not told apart in one look at a value. */
    public static final int MOST = 5;

    public IdentifierForm {
        new FormPattern(pattern); // throws where it is none
    }

    /** Whether its digits can be encrypted, or made up, so that the result has the form. */
    public boolean isNumber() {
        return read().mostKept() >= 0;
    }

    /** How many leading letters and digits may stay in the clear then. */
    public int mostKept() {
        return Math.max(0, read().mostKept());
    }

    FormPattern read() {
        return new FormPattern(pattern);
    }
}
