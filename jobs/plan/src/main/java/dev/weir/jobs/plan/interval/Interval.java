package dev.weir.jobs.plan.interval;

import dev.weir.contracts.Code;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.TableLoad;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A stretch of time: from its first moment up to its last, which does not belong to it. ISO 8601 writes it as
 * {@code from/to}.
 *
 * @param from the first moment
 * @param to the first moment after it
 * @param zone whose days and hours it is made of
 */
public record Interval(Instant from, Instant to, ZoneId zone) {

    private static final int MOST_YEARS = 100;

    private static final Place PLACE = Place.of("--interval");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern HOUR = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}");
    private static final Pattern WITH_OFFSET = Pattern.compile(".*T.*(Z|[+-]\\d{2}:?\\d{2})");
    private static final DateTimeFormatter HOURS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH", Locale.ROOT);
    private static final DateTimeFormatter WALL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

    public Interval {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("The interval " + from + "/" + to + " is empty");
        }
    }

    /** As releases have it. */
    public TableLoad.Span span() {
        return new TableLoad.Span(from, to, toString());
    }

    /** The length of the parts that an interval is cut into. */
    public enum Step {
        HOUR,
        DAY,
        MONTH;

        /** The start of the next part. */
        ZonedDateTime after(ZonedDateTime start) {
            return switch (this) {
                case HOUR -> start.plusHours(1);
                case DAY -> start.toLocalDate().plusDays(1).atStartOfDay(start.getZone());
                case MONTH -> start.toLocalDate().plusMonths(1).atStartOfDay(start.getZone());
            };
        }

        /** Whether a part begins at the moment. */
        boolean begins(ZonedDateTime moment) {
            return switch (this) {
                case HOUR -> moment.truncatedTo(ChronoUnit.HOURS).equals(moment);
                case DAY -> startOfDay(moment).equals(moment);
                case MONTH -> moment.getDayOfMonth() == 1 && startOfDay(moment).equals(moment);
            };
        }

        /** The name as people write it, such as {@code day}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads {@code 2026-11-19} (a day), {@code 2026-11} (a month), {@code 2026} (a year), {@code 2026-11-19T05} (an hour),
     * or {@code from/to}, where each may be one of these, standing for its start, a time of day such as
     * {@code 2026-11-19T05:30}, or a moment with its offset such as {@code 2026-11-19T00:00:00+00:00}. For the {@code T} there may be a
     * blank (RFC 3339), as schedulers write it.
     *
     * @param zone of what has no offset
     * @throws ProblemsException with {@link Code#LOAD} when it is none of these, or empty
     */
    public static Interval parse(String text, ZoneId zone) {
        int slash = text.indexOf('/');
        try {
            if (slash >= 0) {
                Instant from = start(text.substring(0, slash).strip(), zone).toInstant();
                Instant to = start(text.substring(slash + 1).strip(), zone).toInstant();
                if (!from.isBefore(to)) {
                    throw wrong(
                            text,
                            "it ends when it begins, or before",
                            "write from/to, where 'to' is the first moment after it: 2026-11-19/2026-11-20 is one day");
                }
                return bounded(text, new Interval(from, to, zone));
            }
            ZonedDateTime from = start(text.strip(), zone);
            return new Interval(
                    from.toInstant(), end(text.strip().replace(' ', 'T'), from).toInstant(), zone);
        } catch (DateTimeException e) {
            throw wrong(
                    text,
                    "it is no time that ISO 8601 knows",
                    "write a day (2026-11-19), a month (2026-11), an hour (2026-11-19T05), or from/to");
        }
    }

    /** The files of an interval are looked for day by day, or hour by hour. */
    private static Interval bounded(String text, Interval interval) {
        if (interval.from
                .atZone(interval.zone)
                .plusYears(MOST_YEARS)
                .toInstant()
                .isBefore(interval.to)) {
            throw wrong(
                    text,
                    "it is longer than " + MOST_YEARS + " years",
                    "write a shorter one, or run with '--full' to make every table from all sources");
        }
        return interval;
    }

    private static ZonedDateTime start(String written, ZoneId zone) {
        String text = written.replace(' ', 'T');
        if (YEAR.matcher(text).matches()) {
            return Year.parse(text).atDay(1).atStartOfDay(zone);
        }
        if (MONTH.matcher(text).matches()) {
            return YearMonth.parse(text).atDay(1).atStartOfDay(zone);
        }
        if (DAY.matcher(text).matches()) {
            return LocalDate.parse(text).atStartOfDay(zone);
        }
        if (HOUR.matcher(text).matches()) {
            return LocalDateTime.parse(
                            text,
                            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH", Locale.ROOT)
                                    .withResolverStyle(java.time.format.ResolverStyle.STRICT))
                    .atZone(zone);
        }
        return WITH_OFFSET.matcher(text).matches()
                ? OffsetDateTime.parse(text).atZoneSameInstant(zone)
                : LocalDateTime.parse(text).atZone(zone);
    }

    private static ZonedDateTime end(String text, ZonedDateTime from) {
        if (YEAR.matcher(text).matches()) {
            return from.toLocalDate().plusYears(1).atStartOfDay(from.getZone());
        }
        if (MONTH.matcher(text).matches()) {
            return Step.MONTH.after(from);
        }
        if (DAY.matcher(text).matches()) {
            return Step.DAY.after(from);
        }
        if (HOUR.matcher(text).matches()) {
            return Step.HOUR.after(from);
        }
        throw wrong(
                text,
                "it is one moment",
                "write from/to, such as 2026-11-19T05:30/2026-11-19T06:00; a day, a month or an hour can stand alone");
    }

    /**
     * The parts of a length that make it up, the first first.
     *
     * @throws ProblemsException with {@link Code#LOAD} when it does not begin and end where parts do
     */
    public List<Interval> each(Step step) {
        ZonedDateTime start = from.atZone(zone);
        if (!step.begins(start) || !step.begins(to.atZone(zone))) {
            throw wrong(
                    toString(),
                    "it does not begin and end with a whole " + step + " of the time zone " + zone,
                    "write whole ones, or a smaller '--each'");
        }
        List<Interval> parts = new ArrayList<>();
        while (start.toInstant().isBefore(to)) {
            ZonedDateTime next = step.after(start);
            parts.add(new Interval(start.toInstant(), next.toInstant(), zone));
            start = next;
        }
        return List.copyOf(parts);
    }

    /** Which part it is, exactly one; empty where it is none. */
    public Optional<Step> step() {
        ZonedDateTime start = from.atZone(zone);
        return Stream.of(Step.values())
                .filter(step ->
                        step.begins(start) && step.after(start).toInstant().equals(to))
                .findFirst();
    }

    /** Whether it holds all of another. */
    public boolean contains(Interval other) {
        return !from.isAfter(other.from) && !to.isBefore(other.to);
    }

    /** Whether it begins and ends with whole days of its zone. */
    public boolean isOfWholeDays() {
        return Step.DAY.begins(from.atZone(zone)) && Step.DAY.begins(to.atZone(zone));
    }

    /** Whether a moment belongs to both. */
    public boolean overlaps(Interval other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    /**
     * Whether a column's value lies in it, as a Spark SQL predicate; NULL does not.
     *
     * @param type a date or a timestamp
     * @throws ProblemsException with {@link Code#LOAD} when the column holds days and the interval is not of whole ones
     * @throws IllegalArgumentException when the column holds neither
     */
    public String predicate(String column, DataType type) {
        String quoted = "`" + column.replace("`", "``") + "`";
        Function<Instant, String> literal = literal(type);
        return quoted + " >= " + literal.apply(from) + " AND " + quoted + " < " + literal.apply(to);
    }

    private Function<Instant, String> literal(DataType type) {
        if (type instanceof DataType.Date) {
            if (!isOfWholeDays()) {
                throw wrong(
                        toString(),
                        "the interval column holds days, and it is not of whole days in the time zone " + zone,
                        "write days, or set 'defaultTimezone' in weir.yaml to the zone whose days the schedule"
                                + " follows");
            }
            return moment -> "DATE'" + moment.atZone(zone).toLocalDate() + "'";
        }
        if (type instanceof DataType.Timestamp timestamp) {
            return timestamp.clock() == DataType.Clock.INSTANT
                    ? moment -> "TIMESTAMP'" + moment + "'"
                    : moment -> "TIMESTAMP_NTZ'"
                            + moment.atZone(zone).toLocalDateTime().format(WALL) + "'";
        }
        throw new IllegalArgumentException("No interval lies in a column of type " + type.display());
    }

    /** The days of its zone that it touches. */
    List<LocalDate> days() {
        LocalDate last = to.minusNanos(1).atZone(zone).toLocalDate();
        return from.atZone(zone).toLocalDate().datesUntil(last.plusDays(1)).toList();
    }

    /** The hours of its zone that it touches, on their days; one that a clock shows twice is there once. */
    List<LocalDateTime> hours() {
        List<LocalDateTime> hours = new ArrayList<>();
        ZonedDateTime hour = from.atZone(zone).truncatedTo(ChronoUnit.HOURS);
        while (hour.toInstant().isBefore(to)) {
            LocalDateTime shown = hour.toLocalDateTime().truncatedTo(ChronoUnit.HOURS);
            if (hours.isEmpty() || !hours.get(hours.size() - 1).equals(shown)) {
                hours.add(shown);
            }
            hour = hour.plusHours(1);
        }
        return List.copyOf(hours);
    }

    private static ZonedDateTime startOfDay(ZonedDateTime moment) {
        return moment.toLocalDate().atStartOfDay(moment.getZone());
    }

    private static ProblemsException wrong(String text, String why, String remedy) {
        return ProblemsException.of(Code.LOAD, PLACE, "'" + text + "' is no interval here", why, remedy);
    }

    /** The shortest form in its zone: {@code 2026-11-19}, {@code 2026-11}, {@code 2026-11-19T05}, else {@code from/to}. */
    @Override
    public String toString() {
        ZonedDateTime start = from.atZone(zone);
        ZonedDateTime end = to.atZone(zone);
        if (Step.MONTH.begins(start) && Step.MONTH.after(start).equals(end)) {
            return YearMonth.from(start).toString();
        }
        if (isOfWholeDays()) {
            return Step.DAY.after(start).equals(end)
                    ? start.toLocalDate().toString()
                    : start.toLocalDate() + "/" + end.toLocalDate();
        }
        if (Step.HOUR.begins(start) && start.plusHours(1).equals(end)) {
            return start.format(HOURS);
        }
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(start) + "/"
                + DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(end);
    }
}
