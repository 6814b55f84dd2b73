package dev.weir.contracts.text;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/** Patterns of dates and times ({@link DateTimeFormatter}), with the meaning that people who write them expect. */
public final class TimePattern {

    /** No two of its fields are alike, and none is at its least. */
    private static final ZonedDateTime SAMPLE =
            ZonedDateTime.of(2024, 11, 23, 14, 5, 9, 123_456_000, ZoneId.of("Asia/Shanghai"));

    private TimePattern() {}

    /** What texts of a pattern are read as. */
    public enum Meaning {
        DAY("a day"),
        MOMENT("a day with a time of day"),
        TIME("a time of day");

        private final String words;

        Meaning(String words) {
            this.words = words;
        }
    }

    /**
     * The strict formatter of a pattern. {@code y} is the year of an era, which strict parsing refuses without the era;
     * everyone who writes {@code yyyy} means {@code uuuu}. Names of months and days are English, in any case.
     *
     * @throws IllegalArgumentException when it is no pattern
     */
    public static DateTimeFormatter formatter(String pattern) {
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

    /**
     * Why texts of this form lack what is needed: {@code yyyy-mm-dd} has no month, {@code hh:mm} no half of the day. Found
     * by writing a moment in it and reading that again. Or why it is no pattern at all.
     *
     * @return empty where such texts do
     */
    public static Optional<String> fault(String pattern, Meaning meaning) {
        DateTimeFormatter formatter;
        try {
            formatter = formatter(pattern);
        } catch (IllegalArgumentException noPattern) {
            return Optional.of("it is no pattern of Java's DateTimeFormatter: " + noPattern.getMessage());
        }
        boolean says;
        try {
            TemporalAccessor read = formatter.parse(formatter.format(SAMPLE));
            boolean day = read.query(TemporalQueries.localDate()) != null;
            boolean time = read.query(TemporalQueries.localTime()) != null;
            says = (meaning == Meaning.TIME || day) && (meaning == Meaning.DAY || time);
        } catch (DateTimeException e) {
            says = false;
        }
        return says
                ? Optional.empty()
                : Optional.of(
                        "no text of this form says " + meaning.words
                                + ": yyyy is the year, MM the month, dd the day, HH the hour of 24, mm the minute, and hh needs a");
    }
}
