package dev.weir.privacy.mask.cipher;

/** Check digits over digits (0 to 9, not characters). */
public final class CheckDigit {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHARACTERS = "10X98765432";

    private CheckDigit() {}

    /** Of a resident identity number: MOD 11-2 of ISO 7064 over its first 17 digits, as a character. */
    public static byte identity(byte[] digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += digits[i] * WEIGHTS[i];
        }
        return (byte) CHARACTERS.charAt(sum % 11);
    }

    /** Of a card: Luhn's (ISO/IEC 7812-1) over the digits before the last, as a character. */
    public static byte card(byte[] digits, int count) {
        int sum = 0;
        for (int i = count - 1; i >= 0; i--) {
            int weighted = (count - i) % 2 == 1 ? 2 * digits[i] : digits[i];
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return (byte) ('0' + (10 - sum % 10) % 10);
    }
}
