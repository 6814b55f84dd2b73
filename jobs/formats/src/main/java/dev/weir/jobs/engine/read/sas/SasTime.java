package dev.weir.jobs.engine.read.sas;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What numbers mean that have a format of dates and times: days since 1960-01-01, seconds since then, seconds since midnight. Source:
 * SAS 9.4 Formats and Informats, reference.
 */
final class SasTime {

    /** The meaning of a number by its format. */
    enum Sort {
        NUMBER,
        DAY,
        MOMENT,
        TIME
    }

    private static final LocalDate FIRST = LocalDate.of(1960, 1, 1);
    private static final long SECONDS_OF_DAY = 86_400;

    /** Further than any date that is read. */
    private static final double MOST_DAYS = 4e6;

    private static final Set<String> MOMENTS = Set.of("""
            DATETIME DATEAMPM DTDATE DTMONYY DTWKDATX DTYEAR DTYYQC MDYAMPM E8601DT B8601DT IS8601DT E8601DN B8601DN
            IS8601DN E8601DX B8601DX E8601DZ B8601DZ IS8601DZ E8601LX B8601LX""".split("\\s+"));
    private static final Set<String> TIMES = Set.of("""
            TIME TIMEAMPM HHMM HOUR MMSS TOD E8601TM B8601TM IS8601TM NLTIME NLTIMAP""".split("\\s+"));
    private static final Set<String> DAYS = Set.of("""
            DATE DAY DOWNAME E8601DA B8601DA IS8601DA JULDAY JULIAN MONNAME MONTH MONYY NENGO MINGUO PDJULG PDJULI
            QTR QTRR WEEKDATE WEEKDATX WEEKDAY WEEKU WEEKV WEEKW WORDDATE WORDDATX YEAR YYMON HDATE HEBDATE""".split("\\s+"));
    private static final Set<String> DAY_FAMILIES = Set.of("DDMMYY", "MMDDYY", "YYMMDD", "YYMM", "MMYY", "YYQ", "YYQR");
    private static final String SEPARATORS = "BCDNPSX";

    private static final DateTimeFormatter CLOCK = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    private SasTime() {}

    /** The meaning of a format; one that is not known has none. */
    static Sort sort(String format) {
        String name = format.toUpperCase(Locale.ROOT);
        if (MOMENTS.contains(name) || name.startsWith("NLDATM")) {
            return Sort.MOMENT;
        } else if (TIMES.contains(name)) {
            return Sort.TIME;
        }
        return DAYS.contains(name) || isFamily(name) || name.startsWith("NLDATE") || name.startsWith("EURDFD")
                ? Sort.DAY
                : Sort.NUMBER;
    }

    /** A family's name, and perhaps the letter of what stands between the parts. */
    private static boolean isFamily(String name) {
        if (DAY_FAMILIES.contains(name)) {
            return true;
        }
        int last = name.length() - 1;
        return last > 0 && SEPARATORS.indexOf(name.charAt(last)) >= 0 && DAY_FAMILIES.contains(name.substring(0, last));
    }

    /** The day and time of a number; null where it is none, such as a day with a fraction. */
    static @Nullable LocalDateTime moment(double number, Sort sort) {
        if (sort == Sort.DAY) {
            boolean isDay = number == Math.rint(number) && Math.abs(number) < MOST_DAYS;
            return isDay ? FIRST.plusDays((long) number).atStartOfDay() : null;
        }
        if (sort != Sort.MOMENT || !(Math.abs(number) < MOST_DAYS * SECONDS_OF_DAY)) {
            return null;
        }
        long micros = micros(number);
        return FIRST.atStartOfDay()
                .plusSeconds(Math.floorDiv(micros, 1_000_000L))
                .plusNanos(1_000 * Math.floorMod(micros, 1_000_000L));
    }

    /** The time of day of a number of seconds; null where it is none, such as 36 hours that went by. */
    static @Nullable LocalTime time(double number) {
        if (!(number >= 0 && number < SECONDS_OF_DAY)) {
            return null;
        }
        long micros = micros(number);
        return micros < SECONDS_OF_DAY * 1_000_000 ? LocalTime.ofNanoOfDay(1_000 * micros) : null;
    }

    /** To the nearest: a number of so many seconds holds no more than that. */
    private static long micros(double seconds) {
        return new BigDecimal(seconds)
                .movePointRight(6)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    static String iso(LocalTime time) {
        return time.format(CLOCK);
    }

    static String iso(LocalDateTime moment) {
        return moment.toLocalDate() + "T" + iso(moment.toLocalTime());
    }
}
