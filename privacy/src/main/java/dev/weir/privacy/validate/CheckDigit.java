package dev.weir.privacy.validate;

/** Check digits over digits. */
public final class CheckDigit {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHARACTERS = "10X98765432";

    /** Verhoeff's permutation of a digit; the eighth time it is the digit again. */
    private static final int[] PERMUTED = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

    private CheckDigit() {}

    /**
     * Of a resident identity number: MOD 11-2 of ISO 7064 over its first 17 digits, as a character. Own code: commons-validator
     * has no ISO 7064 system, and its {@code ModulusCheckDigit}, made to be extended, works on a String for each value.
     *
     * @param digits as numbers from 0 to 9, or as characters
     */
    public static byte identity(byte[] digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (digits[i] & 0xf) * WEIGHTS[i];
        }
        return (byte) CHARACTERS.charAt(sum % 11);
    }

    /** Of a card: Luhn's (ISO/IEC 7812-1) over the digits before the last, 0 to 9 each, as a character. */
    public static byte card(byte[] digits, int count) {
        int sum = 0;
        for (int i = count - 1; i >= 0; i--) {
            int weighted = (count - i) % 2 == 1 ? 2 * digits[i] : digits[i];
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return (byte) ('0' + (10 - sum % 10) % 10);
    }

    /** Whether the last digit is the right one by Verhoeff, "Error Detecting Decimal Codes", 1969; text of digits. */
    public static boolean isVerhoeff(String digits) {
        int check = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            for (int times = i % 8; times > 0; times--) {
                digit = PERMUTED[digit];
            }
            check = dihedral(check, digit);
        }
        return check == 0;
    }

    /** The product of two elements of the dihedral group of ten. */
    private static int dihedral(int one, int other) {
        int turned = one < 5 ? one + other % 5 : one - other % 5 + 5;
        boolean isFlipped = one < 5 == other >= 5;
        return turned % 5 + (isFlipped ? 5 : 0);
    }
}
