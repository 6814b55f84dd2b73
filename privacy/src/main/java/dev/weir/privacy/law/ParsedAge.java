package dev.weir.privacy.law;

import java.text.Normalizer;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The age in a text, as registers write it: {@code 37}, {@code １２岁}, {@code 三十七周岁}, {@code 3岁5个月}, {@code 18 months},
 * {@code >=90}, {@code 60-69}. What is written in another way has none.
 */
public final class ParsedAge {

    /** More years than anybody has. Registers write 999 for an unknown age. */
    public static final int OLDEST = 150;

    private static final String ONE_TO_NINE = "[一二两三四五六七八九]";
    private static final Pattern DIGIT_BY_DIGIT = Pattern.compile("[〇零一二三四五六七八九]{1,3}");
    private static final Pattern IN_UNITS =
            Pattern.compile("(?:(" + ONE_TO_NINE + ")百零?)?(" + ONE_TO_NINE + "?十|[廿卅])?(" + ONE_TO_NINE + ")?");

    private static final String NUMBER = "([0-9]{1,3}+(?![0-9])(?:\\.[0-9]{1,3}+)?|[〇零一二两三四五六七八九十百廿卅]{1,5}+)";
    private static final String YEARS = "(?:个?周?岁|周?歲|y|yo|y/o|yrs?|years?)";
    private static final String PARTS = "(?:个?月龄?|周龄?|星期|天|日龄?|m|mos?|months?|w|wks?|weeks?|d|days?|h|hours?|小时)";

    private static final Pattern IN_YEARS = Pattern.compile("(?:约|年?满|>=?|≥)?" + NUMBER + "(?:" + YEARS
            + "(?:半|整|old|ofage|(?:零|又|and)?(?:" + NUMBER + PARTS + ")+)?)?"
            + "(?:(?:[-~–—至到]|to)" + NUMBER + YEARS + "?|\\+|及?以上)?(?:old)?");
    private static final Pattern IN_PARTS = Pattern.compile("(?:约|满)?(?:" + NUMBER + PARTS + "半?)+(?:old)?");
    private static final Pattern BELOW =
            Pattern.compile("(?:<=?|≤|未满|不满|under)" + NUMBER + YEARS + "?|" + NUMBER + YEARS + "?及?以下");
    private static final Pattern BLANKS =
            Pattern.compile("(?<![0-9])[\\s\\u200b\\ufeff]+|[\\s\\u200b\\ufeff]+(?![0-9])");

    private ParsedAge() {}

    /**
     * The years that a person of whom this is written has at the least. Of a range they are the lower end, below {@code <18}
     * none; months, weeks and days are less than fourteen years, and count as none. Empty where the text has no age.
     */
    public static OptionalInt years(String text) {
        String plain = BLANKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        Matcher years = IN_YEARS.matcher(plain);
        if (years.matches()) {
            OptionalInt number = number(years.group(1));
            return number.isPresent() && number.getAsInt() <= OLDEST ? number : OptionalInt.empty();
        }
        return IN_PARTS.matcher(plain).matches() || BELOW.matcher(plain).matches()
                ? OptionalInt.of(0)
                : OptionalInt.empty();
    }

    private static OptionalInt number(String written) {
        if (Character.isDigit(written.charAt(0))) {
            int point = written.indexOf('.');
            return OptionalInt.of(Integer.parseInt(point < 0 ? written : written.substring(0, point)));
        }
        if (DIGIT_BY_DIGIT.matcher(written).matches()) {
            return OptionalInt.of(written.chars().reduce(0, (sum, digit) -> sum * 10 + digit(digit)));
        }
        Matcher units = IN_UNITS.matcher(written);
        if (!units.matches()) {
            return OptionalInt.empty();
        }
        int hundreds = units.group(1) == null ? 0 : digit(units.group(1).charAt(0));
        int tens = units.group(2) == null
                ? 0
                : "十廿卅".indexOf(units.group(2).charAt(units.group(2).length() - 1)) + 1;
        boolean isCounted = units.group(2) != null && units.group(2).length() > 1;
        int ones = units.group(3) == null ? 0 : digit(units.group(3).charAt(0));
        return OptionalInt.of(hundreds * 100 + (isCounted ? digit(units.group(2).charAt(0)) : tens) * 10 + ones);
    }

    private static int digit(int letter) {
        return switch (letter) {
            case '〇' -> 0;
            case '两' -> 2;
            default -> "零一二三四五六七八九".indexOf(letter);
        };
    }
}
