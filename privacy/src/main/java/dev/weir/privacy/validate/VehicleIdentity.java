package dev.weir.privacy.validate;

/**
 * Vehicle identification numbers (车架号) by ISO 3779: 17 letters and digits without I, O and Q, of which the ninth checks
 * the others (weights and modulus 11 as in GB 16735 and 49 CFR 565). Nothing is trimmed.
 */
public final class VehicleIdentity {

    private static final int LENGTH = 17;
    private static final int CHECK = 8;
    private static final int[] WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};

    /** The digit that each letter counts as, from A; zero for the letters that are not used. */
    private static final String LETTERS = "12345678012345070923456789";

    private VehicleIdentity() {}

    /** Whether the text is a number with the right check character. */
    public static boolean isValid(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < LENGTH; i++) {
            int value = value(text.charAt(i));
            if (value < 0) {
                return false;
            }
            sum += value * WEIGHTS[i];
        }
        int check = sum % 11;
        return text.charAt(CHECK) == (check == 10 ? 'X' : (char) ('0' + check));
    }

    private static int value(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c < 'A' || c > 'Z' || c == 'I' || c == 'O' || c == 'Q' ? -1 : LETTERS.charAt(c - 'A') - '0';
    }
}
