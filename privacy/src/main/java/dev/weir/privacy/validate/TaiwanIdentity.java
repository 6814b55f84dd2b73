package dev.weir.privacy.validate;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Numbers of Taiwan's identity cards (台湾身份证) and residence certificates: a letter, capital or small, that stands for two
 * digits, then 1, 2, 8 or 9, then eight digits of which the last checks the others. A hyphen or a blank may follow the letter,
 * and part the digits by threes. Nothing is trimmed.
 */
public final class TaiwanIdentity {

    /** In the order of their numbers, the first being 10. */
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO";

    /** As a regular expression, whatever its check digit. */
    public static final String FORM = "[A-Za-z][ -]?[1289]\\d{2}[ -]?\\d{3}[ -]?\\d{3}";

    private static final Pattern WHOLE = Pattern.compile(FORM);
    private static final Pattern MARK = Pattern.compile("[ -]");
    private static final int[] WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 1, 1};

    private TaiwanIdentity() {}

    /** Whether the text is a number with the right check digit. */
    public static boolean isValid(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return false;
        }
        String bare = MARK.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
        int number = LETTERS.indexOf(bare.charAt(0)) + 10;
        int sum = number / 10 + 9 * (number % 10);
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (bare.charAt(i + 1) - '0') * WEIGHTS[i];
        }
        return sum % 10 == 0;
    }
}
