package dev.weir.privacy.validate;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;

/**
 * Resident identity numbers (居民身份证号码) of the mainland: 18 places by GB 11643-1999, and the 15 digits of before
 * 1999. Residence permits of people from Hong Kong, Macau and Taiwan and, since December 2023, permanent-residence cards
 * of foreigners have the same form.
 *
 * <p>Valid means: digits in their places, a birth date that exists, from 1850 to the day of asking, and the right check
 * character. A region that is not known makes a number doubtful, not wrong ({@link #hasKnownRegion}): districts come and
 * go. Nothing is trimmed. Only the form is checked; whether the number was ever issued is unknown here.
 */
public final class ResidentIdentity {

    private static final int FIRST_YEAR = 1850;

    /** Bit n is set when n is the two-digit code of a province, or of Taiwan, Hong Kong, Macau: all below 64 but four. */
    private static final long PROVINCES_BELOW_64 =
            range(11, 15) | range(21, 23) | range(31, 37) | range(41, 46) | range(50, 54) | range(61, 63);

    private ResidentIdentity() {}

    /**
     * Whether the text is a valid number of 18 places or 15 digits.
     *
     * @param utf8 the text
     * @param asOfEpochDay the last day on which the person may have been born, in days since 1970-01-01
     */
    public static boolean isValid(byte[] utf8, int asOfEpochDay) {
        return switch (utf8.length) {
            case 18 -> isValidOf18(utf8, asOfEpochDay);
            case 15 -> isValidOf15(utf8);
            default -> false;
        };
    }

    /** As {@link #isValid(byte[], int)}. */
    public static boolean isValid(String text, LocalDate asOf) {
        return text.length() <= 18
                && isValid(text.getBytes(StandardCharsets.UTF_8), Math.toIntExact(asOf.toEpochDay()));
    }

    /** Whether the first two digits are a province's, Hong Kong's, Macau's or Taiwan's, or the first is a foreigner's 9. */
    public static boolean hasKnownRegion(byte[] utf8) {
        if (utf8.length < 2 || !Digits.only(utf8, 0, 2)) {
            return false;
        }
        int region = Digits.number(utf8, 0, 2);
        return region < 64
                ? (PROVINCES_BELOW_64 >>> region & 1) == 1
                : region == 64 || region == 65 || region == 71 || (region >= 81 && region <= 83) || region >= 90;
    }

    /** Whether the text is a valid number of a known region: what is left of chance is 1 in 60 for 15 digits, 1 in 1,000 for 18. */
    public static boolean isIssued(String text, LocalDate asOf) {
        return isValid(text, asOf) && hasKnownRegion(text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isValidOf18(byte[] utf8, int asOfEpochDay) {
        if (!Digits.only(utf8, 0, 17) || utf8[0] == '0') {
            return false;
        }
        int year = Digits.number(utf8, 6, 10);
        int month = Digits.number(utf8, 10, 12);
        int day = Digits.number(utf8, 12, 14);
        return year >= FIRST_YEAR
                && isDate(year, month, day)
                && LocalDate.of(year, month, day).toEpochDay() <= asOfEpochDay
                && hasRightCheckCharacter(utf8);
    }

    private static boolean isValidOf15(byte[] utf8) {
        return Digits.only(utf8, 0, 15)
                && utf8[0] != '0'
                && isDate(1900 + Digits.number(utf8, 6, 8), Digits.number(utf8, 8, 10), Digits.number(utf8, 10, 12));
    }

    private static boolean hasRightCheckCharacter(byte[] utf8) {
        byte expected = CheckDigit.identity(utf8);
        return utf8[17] == expected || (expected == 'X' && utf8[17] == 'x');
    }

    private static boolean isDate(int year, int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= Month.of(month).length(Year.isLeap(year));
    }

    private static long range(int first, int last) {
        long bits = 0;
        for (int n = first; n <= last; n++) {
            bits |= 1L << n;
        }
        return bits;
    }
}
