package dev.weir.privacy.validate;

/**
 * Numbers of Hong Kong identity cards (香港身份证): one or two letters, capital or small, six digits, and a check character, in
 * parentheses, behind a hyphen or directly. The weights are 9 to 2 over the eight places, an absent first letter counting 36, and the modulus is 11.
 * Nothing is trimmed.
 */
public final class HongKongIdentity {

    private static final int PLACES = 8;
    private static final int BLANK = 36;
    private static final int MODULUS = 11;

    private HongKongIdentity() {}

    /** Whether the text is a number with the right check character. */
    public static boolean isValid(String text) {
        int length = text.length();
        boolean enclosed = length > 3 && text.charAt(length - 1) == ')' && text.charAt(length - 3) == '(';
        boolean parted = length > 2 && text.charAt(length - 2) == '-';
        String body = text.substring(0, Math.max(0, length - (enclosed ? 3 : parted ? 2 : 1)));
        if (body.length() < PLACES - 1 || body.length() > PLACES) {
            return false;
        }
        int sum = body.length() == PLACES ? 0 : 9 * BLANK;
        int letters = body.length() - 6;
        for (int i = 0; i < body.length(); i++) {
            char c = capital(body.charAt(i));
            boolean right = i < letters ? c >= 'A' && c <= 'Z' : c >= '0' && c <= '9';
            if (!right) {
                return false;
            }
            int value = i < letters ? c - 'A' + 10 : c - '0';
            sum += value * (body.length() + 1 - i);
        }
        int check = (MODULUS - sum % MODULUS) % MODULUS;
        char given = capital(text.charAt(enclosed ? length - 2 : length - 1));
        return given == (check == 10 ? 'A' : (char) ('0' + check));
    }

    private static char capital(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
    }
}
