package dev.weir.examples.clinical;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Made-up resident identity numbers (公民身份号码) in the form of GB 11643-1999: region, birth date, order, check. */
final class IdentityNumber {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    private IdentityNumber() {}

    /**
     * A number with a right check character.
     *
     * @param region six digits
     * @param birth the person's date of birth
     * @param order three digits, odd for men and even for women
     */
    static String of(String region, LocalDate birth, int order) {
        return checked(
                region + birth.format(DateTimeFormatter.BASIC_ISO_DATE) + String.format(Locale.ROOT, "%03d", order));
    }

    /** The 17 digits with their check character, by MOD 11-2 of ISO 7064. */
    static String checked(String digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (digits.charAt(i) - '0') * WEIGHTS[i];
        }
        return digits + CHECKS.charAt(sum % CHECKS.length());
    }

    /** The number with another check character. */
    static String withWrongCheck(String number) {
        char check = number.charAt(17) == '7' ? '8' : '7';
        return number.substring(0, 17) + check;
    }
}
