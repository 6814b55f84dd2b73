package dev.weir.jobs.engine.read.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.text.TimePattern;
import dev.weir.jobs.engine.read.value.ValueType.Real.NotFinite;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The byte readers against {@link Literals}, which defines the types, and that against what Java and people say. */
class ValueReaderTest {
    private static final ValueType.Instant OFFSET = new ValueType.Instant(ValueType.ISO, "");

    @Property(tries = 1_000)
    void readsWholeNumbersAsDefined(@ForAll("numbers") String text) {
        assertThat(read(ValueType.Whole.LONG, text)).isEqualTo(Literals.whole(text, Long.MIN_VALUE, Long.MAX_VALUE));
        assertThat(read(new ValueType.Whole(-100, 100), text)).isEqualTo(Literals.whole(text, -100, 100));
    }

    @Property(tries = 1_000)
    void readsDecimalsAsDefined(
            @ForAll("numbers") String text,
            @ForAll @IntRange(min = 1, max = 38) int precision,
            @ForAll @IntRange(max = 38) int scale) {
        int fitting = Math.min(scale, precision);
        BigDecimal expected = Literals.exact(text, precision, fitting);
        Object read = read(new ValueType.Exact(precision, fitting), text);
        assertThat(read == null ? null : ((Decimal) read).toJavaBigDecimal()).isEqualTo(expected);
    }

    @Property(tries = 3_000)
    void readsRealNumbersAsDefined(@ForAll("numbers") String text) {
        assertThat(read(ValueType.Real.FINITE, text)).isEqualTo(Literals.real(text, NotFinite.REFUSED));
    }

    @Property(tries = 1_000)
    void readsNumbersWithACommaAsThoseWithAPoint(@ForAll("numbers") String text) {
        String written = text.replace('.', ',');
        assertThat(read(ValueType.Real.FINITE.withCommas(), written)).isEqualTo(read(ValueType.Real.FINITE, text));
        ValueType.Exact exact = new ValueType.Exact(20, 4);
        assertThat(read(exact.withCommas(), written)).isEqualTo(read(exact, text));
        assertThat(exact.withCommas().plain()).isEqualTo(exact);
        if (text.contains(".")) {
            assertThat(read(ValueType.Real.FINITE.withCommas(), text)).isNull();
        }
    }

    @Property
    void readsWhateverJavaPrints(@ForAll double number, @ForAll long whole, @ForAll BigDecimal exact) {
        assertThat(read(ValueType.Real.FINITE, Double.toString(number))).isEqualTo(number);
        assertThat(read(ValueType.Whole.LONG, Long.toString(whole))).isEqualTo(whole);
        if (exact.precision() <= 38
                && exact.scale() >= 0
                && exact.scale() <= 10
                && exact.precision() - exact.scale() <= 28) {
            Object read = read(new ValueType.Exact(38, 10), exact.toPlainString());
            assertThat(((Decimal) java.util.Objects.requireNonNull(read)).toJavaBigDecimal())
                    .isEqualByComparingTo(exact);
        }
    }

    @Property(tries = 1_000)
    void readsDaysAsDefined(@ForAll("days") String text) {
        LocalDate expected = Literals.day(text, null);
        assertThat(read(new ValueType.Day(ValueType.ISO), text))
                .isEqualTo(expected == null ? null : (int) expected.toEpochDay());
    }

    @Property(tries = 4_000)
    void readsTimesAsDefined(@ForAll("moments") String text) {
        ZoneId shanghai = ZoneId.of("Asia/Shanghai");
        assertThat(read(OFFSET, text)).isEqualTo(Literals.instant(text, null, null));
        assertThat(read(new ValueType.Instant(ValueType.ISO, "Asia/Shanghai"), text))
                .isEqualTo(Literals.instant(text, null, shanghai));
        assertThat(read(new ValueType.WallClock(ValueType.ISO), text)).isEqualTo(Literals.wallClock(text, null));
    }

    @Property(tries = 2_000)
    void readsTimesOfDayAsDefined(@ForAll("clocks") String text) {
        Object read = read(new ValueType.TimeOfDay(ValueType.ISO), text);
        assertThat(read == null ? null : read.toString()).isEqualTo(Literals.timeOfDay(text, null));
    }

    @Example
    void refusesWhatOnlyLooksLikeAValue() {
        for (String text : new String[] {
            "",
            "-",
            "+",
            "12d",
            "0x1p3",
            "NaN",
            "Infinity",
            "1e400",
            "1e-400",
            "-2e-324",
            "0.001e-330",
            "1e-2147483647",
            "1e-99999999999",
            "9007199254740993",
            "-9007199254740993.0",
            "123456789012345678901",
            "1_000",
            "１２",
            " 1",
            "1 ",
            "e5",
            "."
        }) {
            assertThat(read(ValueType.Real.FINITE, text)).as(text).isNull();
        }
        for (String text : new String[] {"1.0", "1e3", "9223372036854775808", "", "-", "0x10", "1L"}) {
            assertThat(read(ValueType.Whole.LONG, text)).as(text).isNull();
        }
        for (String text : new String[] {
            "2024", "2024-1-1", "2024-02-30", "0000-01-01", "+2024-01-01", "2024-01-01 ", "2024-01-01T00:00"
        }) {
            assertThat(read(new ValueType.Day(ValueType.ISO), text)).as(text).isNull();
        }
        for (String text : new String[] {
            "2024-01-01", "08:00:00", "2024-01-01T00:00:00", "2024-01-01T24:00:00Z", "2024-01-01T00:00:00.1234567Z"
        }) {
            assertThat(read(OFFSET, text)).as(text).isNull();
        }
        for (String text : new String[] {"1.001", "1000", "1e3", "-1000.1"}) {
            assertThat(read(new ValueType.Exact(5, 2), text)).as(text).isNull();
        }
        for (String text : new String[] {"yes", "1", "t", "falſe", ""}) {
            assertThat(read(ValueType.Flag.WORDS, text)).as(text).isNull();
        }
        assertThat(read(new ValueType.WallClock(ValueType.ISO), "2024-01-01T00:00:00Z"))
                .isNull();
    }

    @Example
    void takesTheUsualFormsAndTheirRelatives() {
        assertThat(read(ValueType.Real.FINITE, "1e5")).isEqualTo(100_000.0);
        assertThat(read(ValueType.Real.FINITE, "-0")).isEqualTo(-0.0);
        assertThat(read(ValueType.Real.FINITE, "0e-400")).isEqualTo(0.0);
        assertThat(read(ValueType.Real.FINITE, "-0.00E999")).isEqualTo(-0.0);
        assertThat(read(ValueType.Real.FINITE, "5e-324")).isEqualTo(Double.MIN_VALUE);
        assertThat(read(new ValueType.Real(NotFinite.ALLOWED), "-Infinity")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(read(ValueType.Whole.LONG, "+007")).isEqualTo(7L);
        assertThat(read(new ValueType.Exact(5, 2), "001.500")).hasToString("1.50");
        assertThat(read(ValueType.Flag.WORDS, "TRUE")).isEqualTo(true);
        assertThat(read(new ValueType.Flag("Y", "N"), "N")).isEqualTo(false);
        assertThat(read(OFFSET, "1970-01-01T08:00:00.5+08:00")).isEqualTo(500_000L);
        assertThat(read(OFFSET, "1970-01-01 00:00:01Z")).isEqualTo(1_000_000L);
        assertThat(read(new ValueType.TimeOfDay(ValueType.ISO), "08:30")).hasToString("08:30:00");
        assertThat(read(new ValueType.TimeOfDay(ValueType.ISO), "08:30:00.5")).hasToString("08:30:00.500000");
    }

    @Example
    void takesPatternsAsPeopleMeanThem() {
        int day = (int) LocalDate.of(2024, 2, 29).toEpochDay();
        assertThat(read(new ValueType.Day("dd/MM/yyyy"), "29/02/2024")).isEqualTo(day);
        assertThat(read(new ValueType.Day("yyyyMMdd"), "20240229")).isEqualTo(day);
        assertThat(read(new ValueType.Day("yyyy年M月d日"), "2024年2月29日")).isEqualTo(day);
        assertThat(read(new ValueType.Day("dd-MMM-yyyy"), "29-FEB-2024")).isEqualTo(day);
        assertThat(read(new ValueType.Day("dd/MM/yyyy"), "30/02/2024")).isNull();
        assertThat(read(new ValueType.Day("dd/MM/yyyy"), "2024-02-29")).isNull();
        assertThat(read(new ValueType.Instant("yyyy-MM-dd HH:mm:ss VV", ""), "1970-01-01 08:00:00 Asia/Shanghai"))
                .isEqualTo(0L);
        assertThat(read(new ValueType.TimeOfDay("HHmm"), "0830")).hasToString("08:30:00");
    }

    /** Date.toString() of a machine in China: 09:30 there is 01:30 in UTC. */
    @Example
    void readsZoneNamesAndCenturiesAsTheContractSaysThem() {
        TimePattern pattern =
                new TimePattern("EEE MMM dd HH:mm:ss zzz yyyy", Map.of("CST", "Asia/Shanghai"), TimePattern.NO_PIVOT);
        ValueType moment = new ValueType.Instant(pattern, "America/Chicago");
        assertThat(read(moment, "Thu Jun 11 09:30:00 CST 2020"))
                .isEqualTo(Instant.parse("2020-06-11T01:30:00Z").getEpochSecond() * 1_000_000);
        assertThat(read(moment, "Fri Jan 10 09:30:00 CST 2020"))
                .isEqualTo(Instant.parse("2020-01-10T01:30:00Z").getEpochSecond() * 1_000_000);
        assertThat(read(moment, "Thu Jun 11 09:30:00 CDT 2020")).isNull();
        assertThat(ValueReader.of(moment).expectation())
                .isEqualTo("not a time of the form EEE MMM dd HH:mm:ss zzz yyyy (its zone one of 'zoneNames') that"
                        + " exists in America/Chicago");
        ValueType day = new ValueType.Day(new TimePattern("dd/MM/yy", Map.of(), 1930));
        assertThat(read(day, "29/02/68"))
                .isEqualTo((int) LocalDate.of(1968, 2, 29).toEpochDay());
        assertThat(read(day, "28/02/29"))
                .isEqualTo((int) LocalDate.of(2029, 2, 28).toEpochDay());
    }

    @Example
    void refusesLocalTimesThatAZoneSkips() {
        ValueType shanghai = new ValueType.Instant(ValueType.ISO, "Asia/Shanghai");
        assertThat(read(shanghai, "1986-05-04T02:30:00")).isNull();
        assertThat(read(shanghai, "1986-05-04T03:30:00")).isNotNull();
    }

    private static @Nullable Object read(ValueType type, String text) {
        byte[] bytes = ("###" + text + "###########").getBytes(StandardCharsets.UTF_8);
        StructType schema = RecordColumns.appendTo(new StructType().add("c", type.sparkType()));
        RecordRow row = new RecordRow(schema, UTF8String.EMPTY_UTF8);
        int end = bytes.length - 11;
        return ValueReader.of(type).read(bytes, 3, end, row, 0) ? row.get(0, type.sparkType()) : null;
    }

    @Provide
    Arbitrary<String> numbers() {
        Arbitrary<String> digits = Arbitraries.strings().numeric().ofMaxLength(21);
        Arbitrary<String> likely = Combinators.combine(
                        Arbitraries.of("", "", "-", "+"),
                        digits,
                        Arbitraries.of("", ".", "."),
                        digits,
                        Arbitraries.of("", "", "", "e5", "E-3", "e400", "0000", "d"))
                .as((sign, whole, point, fraction, rest) -> sign + whole + point + fraction + rest);
        return Arbitraries.oneOf(
                likely, Arbitraries.strings().withChars("0159+-.eEx ").ofMaxLength(12));
    }

    @Provide
    Arbitrary<String> days() {
        Arbitrary<String> any = Combinators.combine(
                        Arbitraries.integers().between(0, 10_001),
                        Arbitraries.integers().between(0, 13),
                        Arbitraries.integers().between(0, 32))
                .as("%04d-%02d-%02d"::formatted);
        return Arbitraries.oneOf(any, any.flatMap(ValueReaderTest::misspelt));
    }

    @Provide
    Arbitrary<String> clocks() {
        Arbitrary<String> any = Combinators.combine(
                        Arbitraries.integers().between(0, 24),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.of("", "", ".", ".5", ".123456", ".123456789", ".123456000"))
                .as("%02d:%02d:%02d%s"::formatted);
        return Arbitraries.oneOf(any, any.flatMap(ValueReaderTest::misspelt));
    }

    @Provide
    Arbitrary<String> moments() {
        Arbitrary<String> any = Combinators.combine(
                        days(),
                        Arbitraries.of("T", " ", "t", ""),
                        clocks(),
                        Arbitraries.of(
                                "", "Z", "+08:00", "-0330", "+19:00", "+17:59", "+18:00", "-18:00", "+08", "z",
                                "+08:60"))
                .as((day, separator, clock, offset) -> day + separator + clock + offset);
        return Arbitraries.oneOf(any, any.flatMap(ValueReaderTest::misspelt));
    }

    /** The text with one character replaced or removed. */
    private static Arbitrary<String> misspelt(String text) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, text.length() - 1),
                        Arbitraries.of("", "x", "0", "9", "-", ":", " ", "é"))
                .as((at, by) -> text.substring(0, at) + by + text.substring(at + 1));
    }
}
