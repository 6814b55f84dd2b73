package dev.weir.jobs.engine.sink;

import dev.weir.jobs.engine.sink.Meaning.Nothing;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** Types of generated expressions; each with its columns, some of its values at the extremes, and how it is written. */
@SuppressWarnings("ImmutableEnumChecker") // its lists are
enum Kind {
    BOOLEAN("BOOLEAN", List.of("b", "c"), List.of(true, false)),
    INT(
            "INT",
            List.of("i", "j"),
            List.of(0, 1, -1, 2, 3, 7, -5, 100, Integer.MAX_VALUE, Integer.MIN_VALUE, 2147483646)),
    LONG(
            "BIGINT",
            List.of("l", "m"),
            List.of(0L, 1L, -1L, 3L, 4_294_967_296L, 9_007_199_254_740_993L, Long.MAX_VALUE, Long.MIN_VALUE)),
    DOUBLE(
            "DOUBLE",
            List.of("x", "y"),
            List.of(
                    0.0,
                    -0.0,
                    1.0,
                    -2.5,
                    0.1,
                    3.0,
                    1e18,
                    -1e300,
                    Double.MAX_VALUE,
                    Double.MIN_VALUE,
                    Double.NaN,
                    Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY)),
    DECIMAL(
            "DECIMAL(10,2)",
            List.of("p", "q"),
            List.of(
                    new BigDecimal("0.00"),
                    new BigDecimal("1.00"),
                    new BigDecimal("-0.01"),
                    new BigDecimal("3.14"),
                    new BigDecimal("99999999.99"),
                    new BigDecimal("-99999999.99"))),
    TEXT(
            "STRING",
            List.of("s", "t"),
            List.of(
                    "",
                    "a",
                    "A",
                    "ab",
                    "b%_",
                    " 12 ",
                    "12",
                    "12.0 oz",
                    "abc\nd",
                    "张ii",
                    "𠮷é",
                    "\uFFFDx",
                    "NaN",
                    "2024-02-30")),
    DATE(
            "DATE",
            List.of("f", "g"),
            List.of(
                    LocalDate.of(2024, 2, 29),
                    LocalDate.of(1970, 1, 1),
                    LocalDate.of(1, 1, 1),
                    LocalDate.of(9999, 12, 31),
                    LocalDate.of(2026, 11, 21),
                    LocalDate.of(1582, 10, 4))),
    /** In microseconds since 1970, as Spark has them. */
    MOMENT(
            "TIMESTAMP",
            List.of("u", "v"),
            List.of(0L, 1L, -1L, 1_790_000_000_123_456L, -62_135_596_800_000_000L, 253_402_300_799_999_999L)),
    INTS("ARRAY<INT>", List.of("is", "js"), List.of(List.of(), List.of(1, 2, 3), List.of(0, Integer.MAX_VALUE, -1))),
    TEXTS("ARRAY<STRING>", List.of("ss", "ts"), List.of(List.of(), List.of("a", "", "张ii"), List.of("12")));

    final String sql;
    final List<String> columns;
    final List<?> values;

    Kind(String sql, List<String> columns, List<?> values) {
        this.sql = sql;
        this.columns = columns;
        this.values = values;
    }

    /** A value as a literal. */
    String literal(Object value) {
        return switch (this) {
            case BOOLEAN -> value.toString();
            case INT -> (Integer) value == Integer.MIN_VALUE ? "(-2147483647 - 1)" : value.toString();
            case LONG -> (Long) value == Long.MIN_VALUE ? "(-9223372036854775807L - 1L)" : value + "L";
            case DOUBLE -> value + "D";
            case DECIMAL -> "CAST(" + value + "BD AS DECIMAL(10,2))"; // or else it is narrower than the columns
            case TEXT -> "'" + value.toString().replace("\n", "\\n") + "'";
            case DATE ->
                "DATE '" + "%04d".formatted(((LocalDate) value).getYear())
                        + value.toString().substring(value.toString().length() - 6) + "'";
            case MOMENT, INTS, TEXTS -> throw new IllegalArgumentException(this + " has no literals");
        };
    }

    /** The values that SQL writes without a cast of text. */
    List<?> literals() {
        return values.stream()
                .filter(value -> !(value instanceof Double number) || Double.isFinite(number))
                .toList();
    }

    boolean hasLiterals() {
        return compareTo(MOMENT) < 0;
    }

    boolean isOrdered() {
        return this != INTS && this != TEXTS;
    }

    /** As Spark orders them: NaN is equal to itself and above all else, 0 equal to -0, texts go by their bytes. */
    @SuppressWarnings("unchecked")
    static int compare(Object one, Object other) {
        if (one instanceof Double left && other instanceof Double right) {
            return left.doubleValue() == right.doubleValue() ? 0 : Double.compare(left, right);
        }
        if (one instanceof String left && other instanceof String right) {
            return Arrays.compareUnsigned(
                    left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
        }
        return ((Comparable<Object>) one).compareTo(other);
    }

    static boolean isNull(Object value) {
        return value == Nothing.NULL;
    }
}
