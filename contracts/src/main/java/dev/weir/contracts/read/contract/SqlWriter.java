package dev.weir.contracts.read.contract;

import dev.weir.contracts.DataType;
import dev.weir.contracts.sql.SqlLiteral;
import dev.weir.contracts.text.TimeTexts;
import dev.weir.contracts.yaml.YamlScalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes names and values as Spark SQL. */
final class SqlWriter {

    private static final int MOST_DIGITS = 38;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);

    private SqlWriter() {}

    /** A name in back-ticks. */
    static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    /** Whether the whole of a text matches a regular expression; NULL for NULL. */
    static String fullMatch(String expression, String pattern) {
        return expression + " RLIKE " + SqlLiteral.text("\\A(?:" + pattern + ")\\z");
    }

    /**
     * A value of a column's type as a literal; empty when it is none of that type.
     *
     * @param zone of a moment without an offset, where the column's type names none
     */
    static Optional<String> literal(DataType type, YamlScalar value, ZoneId zone) {
        Optional<String> text = Optional.of(value.text()).filter(any -> value.sort() == YamlScalar.Sort.TEXT);
        return type.match(
                string -> text.map(SqlLiteral::text),
                integer -> value.whole()
                        .filter(whole -> whole.bitLength() < Long.SIZE)
                        .map(BigInteger::toString)
                        .or(() -> decimal(value)),
                decimal -> decimal(value),
                number -> value.number().filter(SqlWriter::isHeld).map(exact -> exact.doubleValue() + "D"),
                bool -> value.sort() == YamlScalar.Sort.FLAG
                        ? Optional.of(value.text().toUpperCase(Locale.ROOT))
                        : Optional.empty(),
                date -> text.flatMap(written -> date(written, date)),
                timestamp -> text.flatMap(written -> Moments.literal(written, timestamp, zone)),
                time -> text.flatMap(written -> time(written, time)),
                array -> Optional.empty(),
                object -> Optional.empty());
    }

    private static Optional<String> decimal(YamlScalar value) {
        return value.number()
                .map(BigDecimal::stripTrailingZeros)
                .map(plain -> plain.scale() < 0 ? plain.setScale(0) : plain)
                .filter(plain -> plain.precision() <= MOST_DIGITS && plain.scale() <= MOST_DIGITS)
                .map(plain -> plain.toPlainString() + "BD");
    }

    /** Neither too great for a double, nor so small that it becomes 0. */
    private static boolean isHeld(BigDecimal exact) {
        double number = exact.doubleValue();
        return Double.isFinite(number) && (number != 0 || exact.signum() == 0);
    }

    private static Optional<String> date(String text, DataType.Date type) {
        return day(() -> LocalDate.parse(text))
                .or(() -> type.format().flatMap(format -> day(() -> new TimeTexts(format).day(text))))
                .map(day -> "DATE '" + day + "'");
    }

    private static Optional<String> time(String text, DataType.Time type) {
        return read(() -> LocalTime.parse(text))
                .or(() -> type.format().flatMap(format -> read(() -> new TimeTexts(format).time(text))))
                .filter(SqlWriter::isOfMicroseconds)
                .map(clock -> SqlLiteral.text(
                        clock.format(clock.get(ChronoField.NANO_OF_SECOND) == 0 ? SECONDS : MICROSECONDS)));
    }

    /** Years have four digits. */
    private static boolean isInCalendar(LocalDate day) {
        return day.getYear() >= 1 && day.getYear() <= 9999;
    }

    private static boolean isOfMicroseconds(LocalTime time) {
        return time.get(ChronoField.NANO_OF_SECOND) % 1_000 == 0;
    }

    private static Optional<LocalDate> day(Supplier<LocalDate> form) {
        return read(form).filter(SqlWriter::isInCalendar);
    }

    /** What a form reads; empty where a text is of another. */
    private static <T> Optional<T> read(Supplier<T> form) {
        try {
            return Optional.of(form.get());
        } catch (DateTimeException otherForm) {
            return Optional.empty();
        }
    }

    /** Timestamps: ISO 8601, with 'T' or a blank between date and time, a date alone, or the column's own format. */
    private static final class Moments {

        private static final DateTimeFormatter SPARK =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

        static Optional<String> literal(String text, DataType.Timestamp type, ZoneId zone) {
            return stamp(text, type)
                    .filter(stamp -> isInCalendar(stamp.local().toLocalDate())
                            && isOfMicroseconds(stamp.local().toLocalTime()))
                    .flatMap(stamp -> type.clock() == DataType.Clock.INSTANT
                            ? instant(stamp, type, zone)
                            : Optional.of(stamp)
                                    .filter(clock -> clock.zone().isEmpty())
                                    .map(clock ->
                                            "TIMESTAMP_NTZ '" + clock.local().format(SPARK) + "'"));
        }

        /** Empty for a local time that its zone skips; of two that it repeats, the first. */
        private static Optional<String> instant(TimeTexts.Moment stamp, DataType.Timestamp type, ZoneId usual) {
            ZoneId zone = stamp.zone()
                    .orElseGet(() -> type.defaultZone().map(ZoneId::of).orElse(usual));
            return zone.getRules().getValidOffsets(stamp.local()).stream()
                    .findFirst()
                    .map(offset -> stamp.local().atOffset(offset).withOffsetSameInstant(ZoneOffset.UTC))
                    .map(utc -> "TIMESTAMP_LTZ '" + utc.format(SPARK) + "+00:00'");
        }

        private static Optional<TimeTexts.Moment> stamp(String text, DataType.Timestamp type) {
            String iso = text.replace(' ', 'T');
            return read(() -> OffsetDateTime.parse(iso))
                    .map(read -> new TimeTexts.Moment(read.toLocalDateTime(), Optional.of(read.getOffset())))
                    .or(() -> read(() -> LocalDateTime.parse(iso)).map(Moments::local))
                    .or(() -> day(() -> LocalDate.parse(text)).map(day -> local(day.atStartOfDay())))
                    .or(() -> type.format().flatMap(format -> read(() -> new TimeTexts(format).moment(text))));
        }

        private static TimeTexts.Moment local(LocalDateTime time) {
            return new TimeTexts.Moment(time, Optional.empty());
        }
    }
}
