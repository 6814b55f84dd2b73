package dev.weir.privacy.validate;

/**
 * Numbers of Taiwan's identity cards (台湾身份证) and residence certificates: a letter, capital or small, that stands for two
 * digits, then 1, 2, 8 or 9, then eight digits of which the last checks the others. A hyphen may follow the letter. Nothing is
 * trimmed.
 */
public final class TaiwanIdentity {

    /** In the order of their numbers, the first being 10. */
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO";

    private static final int PLACES = 10;
    private static final int[] WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 1, 1};

    private TaiwanIdentity() {}

    /** Whether the text is a number with the right check digit. */
    public static boolean isValid(String text) {
        int first = text.length() == PLACES + 1 && text.charAt(1) == '-' ? 2 : 1;
        if (text.length() - first != PLACES - 1 || "1289".indexOf(text.charAt(first)) < 0) {
            return false;
        }
        char capital = text.charAt(0) >= 'a' ? (char) (text.charAt(0) - 'a' + 'A') : text.charAt(0);
        int letter = LETTERS.indexOf(capital);
        if (letter < 0) {
            return false;
        }
        int number = letter + 10;
        int sum = number / 10 + 9 * (number % 10);
        for (int i = 0; i < WEIGHTS.length; i++) {
            char c = text.charAt(i + first);
            if (c < '0' || c > '9') {
                return false;
            }
            sum += (c - '0') * WEIGHTS[i];
        }
        return sum % 10 == 0;
    }
}
