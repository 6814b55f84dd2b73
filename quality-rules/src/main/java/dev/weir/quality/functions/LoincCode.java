package dev.weir.quality.functions;

/**
 * LOINC codes: up to seven digits, a hyphen, and a check digit by the modulus 10 algorithm of the LOINC Users' Guide, which
 * gives what Luhn's does. Nothing is trimmed; codes of parts and answers (LP…, LA…) are none.
 */
final class LoincCode {

    private static final int LONGEST = 9;

    private LoincCode() {}

    static boolean isValid(String text) {
        int hyphen = text.length() - 2;
        if (hyphen < 1 || text.length() > LONGEST || text.charAt(hyphen) != '-') {
            return false;
        }
        int sum = 0;
        for (int i = hyphen - 1; i >= 0; i--) {
            int digit = digit(text, i);
            if (digit < 0) {
                return false;
            }
            int weighted = (hyphen - 1 - i) % 2 == 0 ? 2 * digit : digit;
            sum += weighted / 10 + weighted % 10;
        }
        return digit(text, hyphen + 1) == (10 - sum % 10) % 10;
    }

    private static int digit(String text, int at) {
        char character = text.charAt(at);
        return character >= '0' && character <= '9' ? character - '0' : -1;
    }
}
