package dev.weir.contracts.text;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalField;
import java.time.temporal.TemporalQueries;
import java.time.temporal.WeekFields;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A pattern of dates and times ({@link DateTimeFormatter}), with the meaning that people who write them expect.
 *
 * @param text the pattern
 * @param zoneNames the zone or offset of each name that texts of {@code z} or {@code v} have
 * @param pivotYear the first of the hundred years that years of two digits are of; {@link #NO_PIVOT} where nothing says it
 */
public record TimePattern(String text, Map<String, String> zoneNames, int pivotYear) implements Serializable {

    /** Nothing says which century a year of two digits is of. */
    public static final int NO_PIVOT = 0;

    /** Only the two last digits of a year count. */
    private static final int CENTURY = 100;

    /** A quoted text, letters of one kind, or what stands for itself. */
    private static final Pattern PARTS = Pattern.compile("'(?:[^']|'')*'?|([A-Za-z])\\1*|[^A-Za-z']+");

    /** Several forms, each of which may be the one that a text has: {@code [yyyy-M-d][yyyy/M/d]}. */
    private static final Pattern FORMS = Pattern.compile("(?:\\[[^\\[\\]']+\\]){2,}");

    /** No two of its fields are alike, and none is at its least. */
    private static final ZonedDateTime SAMPLE =
            ZonedDateTime.of(2024, 11, 23, 14, 5, 9, 123_456_000, ZoneId.of("Asia/Shanghai"));

    public TimePattern {
        requireNonNull(text, "text");
        zoneNames = Map.copyOf(zoneNames);
    }

    /** One whose texts have one meaning each, if it is a pattern at all. */
    public static TimePattern of(String text) {
        return new TimePattern(text, Map.of(), NO_PIVOT);
    }

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

    /** Parts of a pattern whose texts mean several things. */
    public enum Doubt {
        /** As CLDR writes them: {@code CST} is of China, of the United States and of Cuba. */
        ZONE_NAMES("its texts name time zones by letters such as CST, which is China's, Chicago's and Cuba's"),
        TWO_DIGIT_YEARS("its years have two digits, and 68 is 1968 as well as 2068");

        private final String words;

        Doubt(String words) {
            this.words = words;
        }

        /** Why one text means several things. */
        public String words() {
            return words;
        }
    }

    /** What its texts leave open, and it does not say. */
    public Set<Doubt> doubts() {
        EnumSet<Doubt> doubts = EnumSet.noneOf(Doubt.class);
        parts().forEach(part -> {
            if (isZoneName(part) && zoneNames.isEmpty()) {
                doubts.add(Doubt.ZONE_NAMES);
            } else if (isTwoDigitYear(part) && pivotYear == NO_PIVOT) {
                doubts.add(Doubt.TWO_DIGIT_YEARS);
            }
        });
        return doubts;
    }

    /**
     * The strict formatter. {@code y} is the year of an era, which strict parsing refuses without the era; everyone who
     * writes {@code yyyy} means {@code uuuu}. A year has four digits, so {@code y} reads no year of two. Names of months and
     * days are English, in any case.
     *
     * @throws IllegalArgumentException when it is no pattern, or leaves something open
     */
    DateTimeFormatter formatter() {
        new DateTimeFormatterBuilder().appendPattern(text); // as a whole: its parts alone may be right
        if (!doubts().isEmpty()) {
            throw new IllegalArgumentException("The pattern " + text + " leaves open: " + doubts());
        }
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        parts().forEach(part -> append(part, builder));
        return builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    /** The names of zones, as {@link ZoneNameField} counts them. */
    List<String> names() {
        return zoneNames.keySet().stream().sorted().toList();
    }

    /**
     * Why texts of this form lack what is needed: {@code yyyy-mm-dd} has no month, {@code hh:mm} no half of the day. Found
     * by writing a moment in it and reading that again. Or why it is no pattern at all.
     *
     * @return empty where such texts do, or where they would if the pattern left no {@link #doubts}
     */
    public Optional<String> fault(Meaning meaning) {
        if (FORMS.matcher(text).matches()) { // written at once they are no text that any of them reads
            return Stream.of(text.substring(1, text.length() - 1).split("\\]\\["))
                    .flatMap(form -> new TimePattern(form, zoneNames, pivotYear).fault(meaning).stream())
                    .findFirst();
        }
        DateTimeFormatter formatter;
        try {
            formatter = settled().formatter();
        } catch (IllegalArgumentException noPattern) {
            return Optional.of("it is no pattern of Java's DateTimeFormatter: " + noPattern.getMessage());
        }
        boolean says;
        try {
            TemporalAccessor read = formatter.parse(formatter.format(sample()));
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

    /** The same with some answer to what it leaves open. */
    private TimePattern settled() {
        return new TimePattern(
                text,
                zoneNames.isEmpty() ? Map.of("CST", "Asia/Shanghai") : zoneNames,
                pivotYear == NO_PIVOT ? 2000 : pivotYear);
    }

    private ZonedDateTime sample() {
        return pivotYear == NO_PIVOT
                ? SAMPLE
                : SAMPLE.withYear(pivotYear + Math.floorMod(SAMPLE.getYear() - pivotYear, CENTURY));
    }

    @Override
    public String toString() {
        return text
                + (zoneNames.isEmpty() ? "" : " " + new TreeMap<>(zoneNames))
                + (pivotYear == NO_PIVOT ? "" : " from " + pivotYear);
    }

    private List<String> parts() {
        return PARTS.matcher(text).results().map(MatchResult::group).toList();
    }

    private void append(String part, DateTimeFormatterBuilder builder) {
        if (part.charAt(0) == 'p') {
            builder.padNext(part.length());
        } else if (isTwoDigitYear(part)) {
            builder.appendValueReduced(year(part.charAt(0)), 2, 2, pivotYear);
        } else if (isZoneName(part)) {
            Map<Long, String> texts = new HashMap<>();
            names().forEach(name -> texts.put((long) texts.size(), name));
            builder.appendText(ZoneNameField.ZONE_NAME, texts);
        } else {
            builder.appendPattern(isYear(part) ? "u".repeat(Math.max(4, part.length())) : part);
        }
    }

    private static TemporalField year(char letter) {
        return letter == 'Y' ? WeekFields.of(Locale.ENGLISH).weekBasedYear() : ChronoField.YEAR;
    }

    private static boolean isYear(String part) {
        return part.charAt(0) == 'y' || part.charAt(0) == 'u';
    }

    private static boolean isTwoDigitYear(String part) {
        return part.length() == 2 && (isYear(part) || part.charAt(0) == 'Y');
    }

    private static boolean isZoneName(String part) {
        return part.charAt(0) == 'z' || part.charAt(0) == 'v';
    }
}
