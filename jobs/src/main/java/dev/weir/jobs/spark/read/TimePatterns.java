package dev.weir.jobs.spark.read;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** Date and time patterns, with the meaning that people who write them expect. */
final class TimePatterns {
    private TimePatterns() {}

    static void check(String pattern) {
        if (!pattern.equals(ValueType.ISO)) {
            formatter(pattern);
        }
    }

    /**
     * The strict formatter of a pattern. {@code y} is the year of an era, which strict parsing refuses without the era;
     * everyone who writes {@code yyyy} means {@code uuuu}. Names of months and days are English, in any case.
     */
    static DateTimeFormatter formatter(String pattern) {
        StringBuilder years = new StringBuilder(pattern.length());
        boolean literal = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            literal ^= c == '\'';
            years.append(c == 'y' && !literal ? 'u' : c);
        }
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(years.toString())
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
