package dev.weir.privacy.detect.vocabulary;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an instrument or a laboratory writes of what it has measured: a number or a range with its unit ({@code 3.5-11.0 10^9/L}, {@code
 * 360.56IU/L}, {@code 37-37.75C}), a fraction with many digits, or that a limit was not reached ({@code <BLQ}). Months, days and codes such
 * as {@code 1001A} are none.
 */
final class MeasuredText {

    private static final String NUMBER = "(?:0|[1-9][0-9]{0,5})(?:[.,][0-9]{1,6})?";

    private static final String RANGE = "(?<low>" + NUMBER + ")(?:\\s?[-–—~]\\s?(?<high>" + NUMBER + "))?";

    /** Letters and marks of a unit, and the power of ten before it. */
    private static final String UNIT = "(?:[x×*]?\\s?10(?:\\^|\\*{1,2}|[Ee])?[0-9]{1,2}\\s?/\\s?)?"
            + "[\\p{L}%°][\\p{L}%°²³^0-9]{0,11}(?:(?:\\s?/\\s?|\\sper\\s)[\\p{L}.0-9]{1,6}){0,2}";

    /** A result by itself, within a text too; nothing of a date or a code is beside it. */
    private static final Pattern PART = Pattern.compile("(?<![\\p{L}0-9.,:/-])(?:[<>≤≥=~≈]=?\\s?)?" + RANGE
            + "\\+?\\s?(?<unit>\\(" + UNIT + "\\)|" + UNIT + ")(?![\\p{L}0-9-])");

    private static final Pattern FRACTION =
            Pattern.compile("[<>≤≥]?=?\\s?[+-]?(?:0|[1-9][0-9]{0,5})\\.[0-9]{7,17}(?:[Ee][+-]?[0-9]{1,3})?");

    private static final Pattern LIMIT =
            Pattern.compile("[<>≤≥]?=?\\s?(?:BL?L?O?Q|BQL|BLD|BDL|[LU]?L?O[QD]|ALQ|ULQ|ND|NQ)(?:\\s?[(<>].{0,12})?");

    /** Of whole numbers without a blank the unit has to say what it counts in: 12A/B is a code. */
    private static final Pattern VOLUME =
            Pattern.compile(".*/\\s?(?:[cdmunpfµμ]?[Ll]|DL|ML|[kmuµμ]?g|min|hr?|HPF|hpf|m2|mm3)\\)?");

    private static final Pattern TEMPERATURE = Pattern.compile("\\(?°?[CF]\\)?");

    /** Ages, and parts of dates. */
    private static final Pattern TIME = Pattern.compile("(?i)\\(?(?:a|y|yrs?|years?|mo|months?|[年月日岁号])\\)?");

    /** A month and its year, or the day before one. */
    private static final Pattern YEAR = Pattern.compile("(?:1[89]|20)[0-9]{2}");

    private static final Pattern OF_YEAR =
            Pattern.compile("(?:[1-9]|1[0-2])[.,](?:1[89]|20)[0-9]{2}|(?:1[89]|20)[0-9]{2}[.,](?:0?[1-9]|1[0-2])");

    private static final double COLDEST = 30;
    private static final double HOTTEST = 115;

    private MeasuredText() {}

    static boolean is(String text) {
        return FRACTION.matcher(text).matches()
                || LIMIT.matcher(text).matches()
                || (text.chars().anyMatch(Character::isLetterOrDigit)
                        && without(text).chars().noneMatch(Character::isLetterOrDigit));
    }

    /** A text without the results in it. */
    static String without(String text) {
        // 99-99.9F/37.2-37.75C: a slash before a number separates
        Matcher part = PART.matcher(text.replaceAll("(?<=[\\p{L}%°])/(?=[0-9])", " "));
        return part.replaceAll(found -> isMeasured(part) ? " " : Matcher.quoteReplacement(found.group()));
    }

    private static boolean isMeasured(Matcher part) {
        String low = part.group("low");
        String high = part.group("high");
        String unit = part.group("unit");
        if (TIME.matcher(unit).matches()
                || !isUnit(unit)
                || OF_YEAR.matcher(low).matches()) {
            return false;
        }
        boolean isFraction = isFraction(low) || (high != null && isFraction(high));
        if (high != null
                && (number(low) > number(high)
                        || (!isFraction && YEAR.matcher(high).matches()))) {
            return false;
        }
        boolean isApart = Character.isWhitespace(part.group().charAt(part.start("unit") - part.start() - 1))
                || unit.startsWith("(");
        boolean isHeat = high != null
                && TEMPERATURE.matcher(unit).matches()
                && number(low) >= COLDEST
                && number(high) <= HOTTEST;
        return isFraction || isHeat || VOLUME.matcher(unit).matches() || (isApart && unit.length() > 1);
    }

    private static boolean isFraction(String number) {
        return number.indexOf('.') >= 0 || number.indexOf(',') >= 0;
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace(',', '.'));
    }

    /** Laboratories write units in capitals, and in words. */
    private static boolean isUnit(String unit) {
        String bare = unit.replaceAll("^\\(|\\)$", "").strip().replaceAll("\\sper\\s", "/");
        String folded = bare.toLowerCase(Locale.ROOT)
                .replaceAll("\\bmilligrams?\\b", "mg")
                .replaceAll("\\bmicrograms?\\b", "ug")
                .replaceAll("\\bgrams?\\b", "g")
                .replaceAll("\\bgiga\\b", "g");
        return Units.isUnit(bare) || Units.isUnit(folded);
    }
}
