package dev.weir.privacy.validate;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Numbers of Hong Kong identity cards (香港身份证): one or two letters, capital or small, six digits, and a check character, in
 * parentheses or brackets, behind a hyphen, a slash or a dot, or directly. A blank or a hyphen may stand behind the letters, a
 * blank or a dot behind the third digit, a blank before the check character. The weights are 9 to 2 over the eight places, an
 * absent first letter counting 36, and the modulus is 11. Nothing is trimmed.
 */
public final class HongKongIdentity {

    /** As a regular expression, whatever its check character. */
    public static final String FORM =
            "[A-Za-z]{1,2}[ -]?\\d{3}[ .]?\\d{3} ?(?:[-/.]?[0-9Aa]|\\([0-9Aa]\\)|\\[[0-9Aa]\\])";

    private static final Pattern WHOLE = Pattern.compile(FORM);
    private static final Pattern MARK = Pattern.compile("[^0-9A-Za-z]");
    private static final int PLACES = 8;
    private static final int BLANK = 36;
    private static final int MODULUS = 11;

    private HongKongIdentity() {}

    /** Whether the text is a number with the right check character. */
    public static boolean isValid(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return false;
        }
        String number = MARK.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
        int last = number.length() - 1;
        int letters = last - 6;
        int sum = last == PLACES ? 0 : 9 * BLANK;
        for (int i = 0; i < last; i++) {
            int value = i < letters ? number.charAt(i) - 'A' + 10 : number.charAt(i) - '0';
            sum += value * (last + 1 - i);
        }
        int check = (MODULUS - sum % MODULUS) % MODULUS;
        return number.charAt(last) == (check == 10 ? 'A' : (char) ('0' + check));
    }
}
