package dev.weir.jobs.engine.discover;

import dev.weir.jobs.engine.read.layout.LayoutColumn.Proof;
import dev.weir.jobs.engine.read.value.ValueType;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A form that texts of a column may have: a type of the strict readers, with the pattern of its dates. The reader decides; the
 * shape only keeps it from being asked about values that are far from it.
 *
 * @param name for comments
 * @param type as the contract will say it
 * @param shape what every value of the form looks like
 * @param isNumber whether it is none of texts in JSON
 */
public record ValueForm(String name, ValueType type, Pattern shape, boolean isNumber) implements Serializable {

    private static final Set<ValueType> BARE = Set.of(
            new ValueType.Day("yyyyMMdd"),
            new ValueType.WallClock("yyyyMMddHHmmss"),
            new ValueType.WallClock("yyyyMMddHHmm"));

    private static final String DAY = "[0-9]{4}%s[0-9]{1,2}%s[0-9]{1,2}%s";

    private static final String POINTED = "[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{4}%s";

    private static final String SLASHED = "[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}";

    private static final String MINUTES = " [0-9]{1,2}:[0-9]{2}";

    private static final String SECONDS = MINUTES + ":[0-9]{2}";

    /** Of the day. */
    private static final String HALF = " (?i:[ap]m)";

    /** A whole number. */
    public static final ValueForm WHOLE = number("an integer", ValueType.Whole.LONG, "[+-]?[0-9]+");

    /** A finite number. */
    public static final ValueForm NUMBER =
            number("a number", ValueType.Real.FINITE, "[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?");

    /** Every form, the more special first: of two that all values have, the first is taken. */
    public static final List<ValueForm> ALL = List.of(
            new ValueForm(
                    "a date yyyyMMdd",
                    new ValueType.Day("yyyyMMdd"),
                    Pattern.compile("(?:1[89]|20|21)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]"),
                    false),
            new ValueForm(
                    "a timestamp yyyyMMddHHmmss",
                    new ValueType.WallClock("yyyyMMddHHmmss"),
                    Pattern.compile("(?:1[89]|20|21)[0-9]{12}"),
                    false),
            new ValueForm(
                    "a timestamp yyyyMMddHHmm",
                    new ValueType.WallClock("yyyyMMddHHmm"),
                    Pattern.compile("(?:1[89]|20|21)[0-9]{10}"),
                    false),
            WHOLE,
            NUMBER,
            number("true or false", ValueType.Flag.WORDS, "(?i:true|false)"),
            day("yyyy-MM-dd", ValueType.ISO, "[0-9]{4}-[0-9]{2}-[0-9]{2}"),
            day("yyyy/M/d", DAY.formatted("/", "/", "")),
            day("yyyy-M-d", DAY.formatted("-", "-", "")),
            day("yyyy.M.d", DAY.formatted("\\.", "\\.", "")),
            day("yyyy年M月d日", DAY.formatted("年", "月", "日")),
            day("d.M.yyyy", POINTED.formatted("")),
            day("ddMMMyyyy", "[0-9]{2}\\p{Alpha}{3}[0-9]{4}"),
            day("d-MMM-yyyy", "[0-9]{1,2}-\\p{Alpha}{3}-[0-9]{4}"),
            day("d MMM yyyy", "[0-9]{1,2} \\p{Alpha}{3} [0-9]{4}"),
            day("d/M/yyyy", SLASHED),
            day("M/d/yyyy", SLASHED),
            new ValueForm(
                    "a timestamp with an offset",
                    new ValueType.Instant(ValueType.ISO, ""),
                    Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+(?:Z|[+-][0-9:]{2,6})"),
                    false),
            moment("yyyy-MM-dd HH:mm:ss", ValueType.ISO, "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+"),
            clock("yyyy/M/d H:mm:ss", DAY.formatted("/", "/", SECONDS)),
            clock("yyyy/M/d H:mm", DAY.formatted("/", "/", MINUTES)),
            clock("yyyy-M-d H:mm:ss", DAY.formatted("-", "-", SECONDS)),
            clock("yyyy-M-d H:mm", DAY.formatted("-", "-", MINUTES)),
            clock("d.M.yyyy H:mm:ss", POINTED.formatted(SECONDS)),
            clock("d.M.yyyy H:mm", POINTED.formatted(MINUTES)),
            clock("yyyy.M.d H:mm:ss", DAY.formatted("\\.", "\\.", SECONDS)),
            clock("yyyy.M.d H:mm", DAY.formatted("\\.", "\\.", MINUTES)),
            clock("yyyy年M月d日 H:mm:ss", DAY.formatted("年", "月", "日" + SECONDS)),
            clock("yyyy年M月d日 H:mm", DAY.formatted("年", "月", "日" + MINUTES)),
            clock("d/M/yyyy H:mm:ss", SLASHED + SECONDS),
            clock("M/d/yyyy H:mm:ss", SLASHED + SECONDS),
            clock("d/M/yyyy H:mm", SLASHED + MINUTES),
            clock("M/d/yyyy H:mm", SLASHED + MINUTES),
            clock("d/M/yyyy h:mm:ss a", SLASHED + SECONDS + HALF),
            clock("M/d/yyyy h:mm:ss a", SLASHED + SECONDS + HALF),
            clock("d/M/yyyy h:mm a", SLASHED + MINUTES + HALF),
            clock("M/d/yyyy h:mm a", SLASHED + MINUTES + HALF),
            clock("d-MMM-yyyy H:mm:ss", "[0-9]{1,2}-\\p{Alpha}{3}-[0-9]{4}" + SECONDS),
            clock("d-MMM-yyyy H:mm", "[0-9]{1,2}-\\p{Alpha}{3}-[0-9]{4}" + MINUTES),
            clock("d MMM yyyy H:mm:ss", "[0-9]{1,2} \\p{Alpha}{3} [0-9]{4}" + SECONDS),
            clock("d MMM yyyy H:mm", "[0-9]{1,2} \\p{Alpha}{3} [0-9]{4}" + MINUTES),
            clock("ddMMMyyyy:HH:mm:ss", "[0-9]{2}\\p{Alpha}{3}[0-9]{4}:[0-9]{2}:[0-9]{2}:[0-9]{2}"),
            new ValueForm(
                    "a time of day",
                    new ValueType.TimeOfDay(ValueType.ISO),
                    Pattern.compile("[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?"),
                    false));

    private static ValueForm number(String name, ValueType type, String shape) {
        return new ValueForm(name, type, Pattern.compile(shape), true);
    }

    private static ValueForm day(String pattern, String shape) {
        return day(pattern, pattern, shape);
    }

    private static ValueForm day(String name, String pattern, String shape) {
        return new ValueForm("a date " + name, new ValueType.Day(pattern), Pattern.compile(shape), false);
    }

    private static ValueForm clock(String pattern, String shape) {
        return moment(pattern, pattern, shape);
    }

    private static ValueForm moment(String name, String pattern, String shape) {
        return new ValueForm("a timestamp " + name, new ValueType.WallClock(pattern), Pattern.compile(shape), false);
    }

    /** Whether a column may have it. */
    public boolean mayBe(Proof proof) {
        return switch (proof) {
            case ANY -> true;
            case CELLS -> !isBare();
            case TIMES -> !isNumber;
            case DIGITS -> type instanceof ValueType.Whole;
            case GIVEN, UNSEEN, LOST -> false;
        };
    }

    /** Whether it is a date that looks like a number. */
    public boolean isBare() {
        return BARE.contains(type);
    }

    /** The pattern of its days or moments, where its texts are of no other form that has one; empty for others. */
    public Optional<String> pattern() {
        String text = type instanceof ValueType.Day day
                ? day.pattern().text()
                : type instanceof ValueType.WallClock clock ? clock.pattern().text() : ValueType.ISO;
        boolean isOwn = !text.equals(ValueType.ISO) && ALL.stream().noneMatch(this::isAmbiguousWith);
        return isOwn ? Optional.of(text) : Optional.empty();
    }

    /** Whether another form reads the same texts as other values: which of the two is meant is unknown. */
    public boolean isAmbiguousWith(ValueForm other) {
        return !equals(other) && shape.pattern().equals(other.shape.pattern());
    }
}
