package dev.weir.privacy.law;

import dev.weir.privacy.validate.ResidentIdentity;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * People under 14, whose personal information is sensitive whatever it is (PIPL 28, 31). The 14th birthday itself still
 * counts as under 14, on the cautious reading.
 */
public final class Minors {

    /** The first age that is no longer under 14. */
    public static final int AGE = 14;

    /** What columns of birth dates are called, in English, Chinese and pinyin; {@code born_on} and {@code 出生日期} too. */
    private static final Pattern BIRTH_COLUMN =
            Pattern.compile("birth|born|dob|bday|bdate|csrq|csny|chusheng|shengri|出生|生日|生年", Pattern.CASE_INSENSITIVE);

    private static final int LONG_NUMBER = 18;
    private static final int SHORT_NUMBER = 15;
    private static final int BIRTH = 6;

    private Minors() {}

    /** Whether a column of dates, by its name, holds days of birth. Runs and exports ask the same. */
    public static boolean isBirthColumn(String name) {
        return BIRTH_COLUMN.matcher(name).find();
    }

    /** Whether a person born on a day is under 14 on another. */
    public static boolean isMinor(LocalDate born, LocalDate day) {
        return !day.isAfter(born.plusYears(AGE));
    }

    /** The first birth date of those who are under 14 on a day: they and all born after are. */
    public static LocalDate bornFrom(LocalDate day) {
        LocalDate born = day.minusYears(AGE);
        return isMinor(born, day) ? born : born.plusDays(1);
    }

    /**
     * Whether the holder of a resident identity number is under 14; empty when it is none.
     *
     * @param utf8 the number, nothing around it
     */
    public static Optional<Boolean> byIdentity(byte[] utf8, LocalDate day) {
        if (!ResidentIdentity.isValid(utf8, Math.toIntExact(day.toEpochDay()))) {
            return Optional.empty();
        }
        if (utf8.length == SHORT_NUMBER) {
            return Optional.of(false); // given out until 1999
        }
        String born = new String(utf8, BIRTH, LONG_NUMBER - BIRTH - 4, StandardCharsets.US_ASCII);
        return Optional.of(isMinor(LocalDate.parse(born, DateTimeFormatter.BASIC_ISO_DATE), day));
    }
}
