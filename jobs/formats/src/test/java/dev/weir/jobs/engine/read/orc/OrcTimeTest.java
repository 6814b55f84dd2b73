package dev.weir.jobs.engine.read.orc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.engine.read.RawFolder;
import dev.weir.jobs.engine.read.ReadSpec;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.apache.hadoop.hive.ql.exec.vector.DateColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;
import org.apache.orc.CompressionKind;
import org.apache.orc.OrcFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Days and times of ORC, far from today. */
class OrcTimeTest {

    private static final RawFolder FOLDER = RawFolder.create();
    private static final LocalDateTime FIRST = LocalDateTime.of(1, 1, 1, 0, 0);
    private static final long SECONDS = FIRST.until(LocalDateTime.of(9999, 12, 31, 23, 59, 59), ChronoUnit.SECONDS);
    private static final int RECORDS = 4_000;

    @AfterAll
    static void close() {
        FOLDER.close();
    }

    private static List<String> read(byte[] bytes, ValueType type) {
        ReadSpec spec = ReadSpec.of(new OrcRecords(), List.of(ReadColumn.of("a", type)));
        return RawFolder.rows(spec, FOLDER.file("a.orc", bytes), 1 << 20).stream()
                .map(row -> row.replaceFirst("^\\d+: ", ""))
                .toList();
    }

    private static String micros(LocalDateTime time) {
        return String.valueOf(ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), time));
    }

    /** Every other in the years in which signs change and calendars meet; as many digits as ORC has ways to write them. */
    private static List<LocalDateTime> times(long seed) {
        Random random = new Random(seed);
        List<LocalDateTime> times = new ArrayList<>(List.of(
                FIRST,
                LocalDateTime.of(1582, 10, 4, 23, 59, 59, 999_999_000),
                LocalDateTime.of(1582, 10, 15, 0, 0),
                LocalDateTime.of(1969, 12, 31, 23, 59, 58, 500_000_000),
                LocalDateTime.of(1969, 12, 31, 23, 59, 58, 999_000),
                LocalDateTime.of(1969, 12, 31, 23, 59, 58, 1_000_000),
                LocalDateTime.of(1969, 12, 31, 23, 59, 58),
                LocalDateTime.of(1970, 1, 1, 0, 0),
                LocalDateTime.of(1970, 1, 1, 0, 0, 0, 500_000_000)));
        int[] digits = {1_000_000_000, 100_000_000, 1_000_000, 10_000, 1_000};
        while (times.size() < RECORDS) {
            long seconds = Math.floorMod(random.nextLong(), SECONDS);
            LocalDateTime time = times.size() % 2 == 0
                    ? FIRST.plusSeconds(seconds)
                    : LocalDateTime.of(1900, 1, 1, 0, 0).plusSeconds(seconds % 3_000_000_000L);
            int digit = digits[random.nextInt(digits.length)];
            times.add(time.plusNanos(random.nextInt(1_000_000_000) / digit * (long) digit));
        }
        return times;
    }

    /** What Java's old classes write, by the calendar that they have. */
    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Shanghai", "America/New_York"})
    void clocksAreReadAsTheyWereWritten(String zone) {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            List<LocalDateTime> times = times(1).stream()
                    .filter(time -> Timestamp.valueOf(time).toLocalDateTime().equals(time))
                    .toList();
            assertThat(times).hasSizeGreaterThan(RECORDS / 2);
            byte[] bytes = OrcBytes.of(
                    "struct<a:timestamp>",
                    times.size(),
                    (batch, record, number) -> ((TimestampColumnVector) batch.cols[0])
                            .set(record, Timestamp.valueOf(times.get((int) number))));
            assertThat(read(bytes, new ValueType.WallClock(ValueType.ISO)))
                    .isEqualTo(times.stream().map(OrcTimeTest::micros).toList());
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void instantsAreReadAsTheyWereWritten(boolean proleptic) {
        List<LocalDateTime> times = times(2);
        byte[] bytes = OrcBytes.of(
                "struct<a:timestamp with local time zone>",
                times.size(),
                options -> options.setProlepticGregorian(proleptic).useUTCTimestamp(true),
                (batch, record, number) -> {
                    TimestampColumnVector instants = (TimestampColumnVector) batch.cols[0];
                    instants.setIsUTC(true);
                    instants.changeCalendar(true, false);
                    LocalDateTime time = times.get((int) number);
                    instants.time[record] = time.toInstant(ZoneOffset.UTC).toEpochMilli();
                    instants.nanos[record] = time.get(ChronoField.NANO_OF_SECOND);
                });
        List<String> expected = times.stream().map(OrcTimeTest::micros).toList();
        assertThat(read(bytes, new ValueType.Instant(ValueType.ISO, ""))).isEqualTo(expected);
    }

    /** As other libraries write fractions of seconds before 1970: seconds towards zero, and what is left is negative. */
    @Test
    void negativeFractionsAreFractions() {
        List<LocalDateTime> times =
                times(3).stream().filter(time -> time.getYear() < 1970).toList();
        byte[] bytes = OrcBytes.of(
                "struct<a:timestamp>",
                times.size(),
                options -> options.setProlepticGregorian(true).useUTCTimestamp(true),
                (batch, record, number) -> {
                    TimestampColumnVector clocks = (TimestampColumnVector) batch.cols[0];
                    clocks.setIsUTC(true);
                    clocks.changeCalendar(true, false);
                    LocalDateTime time = times.get((int) number);
                    long seconds = time.toEpochSecond(ZoneOffset.UTC);
                    boolean isNegative = time.get(ChronoField.NANO_OF_SECOND) > 0;
                    clocks.time[record] = (isNegative ? seconds + 1 : seconds) * 1000;
                    clocks.nanos[record] = isNegative ? time.get(ChronoField.NANO_OF_SECOND) - 1_000_000_000 : 0;
                });
        assertThat(read(bytes, new ValueType.WallClock(ValueType.ISO)))
                .isEqualTo(times.stream().map(OrcTimeTest::micros).toList());
    }

    /** A file without a calendar is Julian before 1582 where ORC's Java library wrote it, and by no other writer. */
    @ParameterizedTest
    @CsvSource({
        "ORC_JAVA, NONE, true",
        "ORC_JAVA, PROLEPTIC_GREGORIAN, false",
        "ORC_JAVA, JULIAN_GREGORIAN, true",
        "ORC_CPP, NONE, false",
        "ORC_CPP, JULIAN_GREGORIAN, true",
        "PRESTO, NONE, false",
        "TRINO, NONE, false",
        "CUDF, NONE, false",
        "SCRITCHLEY_GO, NONE, false",
        "UNKNOWN, NONE, false"
    })
    void theWriterSaysByWhichCalendarDaysAreCounted(
            OrcFile.WriterImplementation writer, String calendar, boolean isJulian) {
        int[] days = IntStream.of(
                        (int) LocalDate.of(1, 1, 1).toEpochDay(),
                        (int) LocalDate.of(1582, 10, 4).toEpochDay(),
                        (int) LocalDate.of(1582, 10, 15).toEpochDay(),
                        (int) LocalDate.of(9999, 12, 31).toEpochDay())
                .toArray();
        byte[] bytes = OrcBytes.withFooter(
                OrcBytes.of(
                        "struct<a:date,w:timestamp>",
                        days.length,
                        options -> options.compress(CompressionKind.NONE)
                                .setProlepticGregorian(true)
                                .useUTCTimestamp(true),
                        (batch, record, number) -> {
                            ((DateColumnVector) batch.cols[0]).changeCalendar(true, false);
                            ((LongColumnVector) batch.cols[0]).vector[record] = days[(int) number];
                            TimestampColumnVector clocks = (TimestampColumnVector) batch.cols[1];
                            clocks.setIsUTC(true);
                            clocks.changeCalendar(true, false);
                            clocks.time[record] = days[(int) number] * 86_400_000L;
                            clocks.nanos[record] = 0;
                        }),
                footer -> {
                    footer.setWriter(writer.getId());
                    return calendar.equals("NONE")
                            ? footer.clearCalendar()
                            : footer.setCalendar(org.apache.orc.OrcProto.CalendarKind.valueOf(calendar));
                });
        String first = isJulian ? "0001-01-03" : "0001-01-01";
        String last = isJulian ? "1582-09-24" : "1582-10-04";
        List<LocalDate> expected = List.of(
                LocalDate.parse(first), LocalDate.parse(last), LocalDate.of(1582, 10, 15), LocalDate.of(9999, 12, 31));
        ReadSpec spec = ReadSpec.of(
                new OrcRecords(),
                List.of(
                        ReadColumn.of("a", new ValueType.Day(ValueType.ISO)),
                        ReadColumn.of("w", new ValueType.WallClock(ValueType.ISO))));
        assertThat(RawFolder.rows(spec, FOLDER.file("a.orc", bytes), 1 << 20))
                .isEqualTo(IntStream.range(0, days.length)
                        .mapToObj(i -> (i + 1) + ": " + expected.get(i).toEpochDay() + "|"
                                + micros(expected.get(i).atStartOfDay()))
                        .toList());
    }
}
