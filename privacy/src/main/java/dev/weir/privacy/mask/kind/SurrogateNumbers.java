package dev.weir.privacy.mask.kind;

import dev.weir.privacy.mask.cipher.Ff1;
import dev.weir.privacy.validate.CheckDigit;
import dev.weir.privacy.validate.ResidentIdentity;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Made-up identity and telephone numbers, each of a range in which there are no real ones.
 *
 * <p>An identity number keeps its form, its province and its sex. Its prefecture is 99, which GB/T 2260-2007 gives to none (3.2:
 * 01 to 20, 21 to 50, 51 to 70, 90); a foreigner's has the country 000, which ISO 3166-1 gives to none. It is born in the first
 * year of the five (1985 to 1989) that the real one is born in, and never after the real one; its check digit is right.
 *
 * <p>A mobile begins with 179, whose five-digit codes are for dialling by IP (17909, 17911, 17951), so it is no
 * subscriber's. A landline keeps its area code; its subscriber number begins with 0, as none does.
 */
final class SurrogateNumbers {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final int YEARS = 5;
    private static final Pattern MOBILE = Pattern.compile("1[3-9][0-9]{9}");
    private static final Pattern CODE = Pattern.compile("[ ./()+-]*[A-Za-z]{0,4}[0-9 ./()+-]+");
    private static final Pattern LANDLINE = Pattern.compile("(010|02[0-9]|0[3-9][0-9]{2})?([0-9]{7,8})");

    private SurrogateNumbers() {}

    static Optional<String> identity(String value, DeterministicRandom draws) {
        byte[] ascii = value.getBytes(StandardCharsets.UTF_8);
        if (!ResidentIdentity.isValid(ascii, Integer.MAX_VALUE)) {
            return Optional.empty();
        }
        boolean isLong = ascii.length == 18;
        String region = value.charAt(0) == '9' && isLong
                ? value.substring(0, 3) + "000"
                : value.substring(0, 2) + "99" + draws.digits(2);
        LocalDate born = LocalDate.parse(isLong ? value.substring(6, 14) : "19" + value.substring(6, 12), DATE);
        LocalDate first = LocalDate.of(born.getYear() / YEARS * YEARS, 1, 1);
        int days = first.getYear() == born.getYear() ? born.getDayOfYear() : first.lengthOfYear();
        String day = first.plusDays(draws.below(days)).format(DATE);
        int sex = value.charAt(isLong ? 16 : 14) - '0';
        String body = (isLong ? day : day.substring(2)) + draws.digits(2) + (2 * draws.below(5) + sex % 2);
        return Optional.of(isLong ? checked(region + body) : region + body);
    }

    /** Of a number with letters before it: the letters stay, and all digits are drawn. */
    static Optional<String> code(String value, DeterministicRandom draws) {
        if (!CODE.matcher(value).matches()
                || value.chars().filter(c -> c >= '0' && c <= '9').count() < Ff1.FEWEST) {
            return Optional.empty();
        }
        StringBuilder made = new StringBuilder(value.length());
        value.chars().forEach(c -> made.append(c >= '0' && c <= '9' ? draws.of("0123456789") : (char) c));
        return Optional.of(made.toString());
    }

    static Optional<String> telephone(String value, DeterministicRandom draws) {
        if (MOBILE.matcher(value).matches()) {
            return Optional.of("179" + draws.digits(8));
        }
        Matcher landline = LANDLINE.matcher(value);
        if (!landline.matches()) {
            return Optional.empty();
        }
        String area = landline.group(1) == null ? "" : landline.group(1) + "-";
        return Optional.of(area + "0" + draws.digits(landline.group(2).length() - 1));
    }

    private static String checked(String seventeen) {
        byte[] digits = new byte[seventeen.length()];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = (byte) (seventeen.charAt(i) - '0');
        }
        return seventeen + (char) CheckDigit.identity(digits);
    }
}
