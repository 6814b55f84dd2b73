package dev.weir.jobs.engine.sink;

import static dev.weir.jobs.engine.sink.Kind.BOOLEAN;
import static dev.weir.jobs.engine.sink.Kind.DATE;
import static dev.weir.jobs.engine.sink.Kind.DECIMAL;
import static dev.weir.jobs.engine.sink.Kind.DOUBLE;
import static dev.weir.jobs.engine.sink.Kind.INT;
import static dev.weir.jobs.engine.sink.Kind.INTS;
import static dev.weir.jobs.engine.sink.Kind.LONG;
import static dev.weir.jobs.engine.sink.Kind.MOMENT;
import static dev.weir.jobs.engine.sink.Kind.TEXT;
import static dev.weir.jobs.engine.sink.Kind.TEXTS;

import dev.weir.jobs.engine.sink.Meaning.Nothing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Conditions with a meaning in plain Java, typed at random, and rows at the extremes of their types. */
final class GeneratedExpressions {

    /** An expression in Spark SQL, and what it says. */
    record Generated(String sql, Meaning meaning) {}

    private record Operation(String sql, Kind gives, List<Kind> takes, Composed meaning) {}

    private interface Composed {
        Meaning of(List<Meaning> parts);
    }

    private static final List<Operation> OPERATIONS = new ArrayList<>();

    private static void op(Kind gives, String sql, Meaning.Function function, Kind... takes) {
        composed(gives, sql, parts -> Meaning.strict(function, parts), takes);
    }

    private static void composed(Kind gives, String sql, Composed meaning, Kind... takes) {
        OPERATIONS.add(new Operation(sql, gives, List.of(takes), meaning));
    }

    static {
        numbers();
        texts();
        times();
        arrays();
        comparisons();
    }

    private final Random random;

    GeneratedExpressions(long seed) {
        this.random = new Random(seed);
    }

    // --- what operations mean ----------------------------------------------------------------------------------------

    private static int i(Object value) {
        return (Integer) value;
    }

    private static long l(Object value) {
        return ((Number) value).longValue();
    }

    /** A whole number that is compared with a double: it has to be one. */
    private static double held(long number) {
        if (new BigDecimal((double) number).compareTo(BigDecimal.valueOf(number)) != 0) {
            throw fails();
        }
        return number;
    }

    private static double d(Object value) {
        return ((Number) value).doubleValue();
    }

    private static BigDecimal n(Object value) {
        return (BigDecimal) value;
    }

    /** Of a function that is not defined for each value. */
    private static double within(boolean isOutside, double value) {
        if (isOutside) {
            throw fails();
        }
        return value;
    }

    private static ArithmeticException fails() {
        return new ArithmeticException();
    }

    private static double quotient(double dividend, double divisor) {
        if (divisor == 0) {
            throw fails();
        }
        return dividend / divisor;
    }

    private static double remainder(double dividend, double divisor) {
        if (divisor == 0) {
            throw fails();
        }
        return dividend % divisor;
    }

    private static long division(long dividend, long divisor) {
        if (dividend == Long.MIN_VALUE && divisor == -1) {
            throw fails();
        }
        return dividend / divisor;
    }

    private static long whole(double number) {
        if (Double.isNaN(number) || number < -0x1p63 || number >= 0x1p63) {
            throw fails();
        }
        return (long) number;
    }

    private static BigDecimal fitted(BigDecimal number, int precision, int scale) {
        BigDecimal rounded = number.setScale(scale, RoundingMode.HALF_UP);
        if (rounded.precision() > precision) {
            throw fails();
        }
        return rounded;
    }

    private static void numbers() {
        op(INT, "(%s + %s)", v -> Math.addExact(i(v.get(0)), i(v.get(1))), INT, INT);
        op(INT, "(%s - %s)", v -> Math.subtractExact(i(v.get(0)), i(v.get(1))), INT, INT);
        op(INT, "(%s * %s)", v -> Math.multiplyExact(i(v.get(0)), i(v.get(1))), INT, INT);
        op(INT, "(%s %% %s)", v -> i(v.get(0)) % i(v.get(1)), INT, INT);
        op(INT, "pmod(%s, 7)", v -> Math.floorMod(i(v.get(0)), 7), INT);
        op(INT, "(- %s)", v -> Math.negateExact(i(v.get(0))), INT);
        op(INT, "abs(%s)", v -> Math.absExact(i(v.get(0))), INT);
        op(INT, "CAST(%s AS INT)", v -> Math.toIntExact(l(v.get(0))), LONG);
        op(INT, "CAST(%s AS INT)", v -> Math.toIntExact(whole(d(v.get(0)))), DOUBLE);
        op(INT, "CAST(%s AS INT)", v -> Math.toIntExact(n(v.get(0)).longValue()), DECIMAL);
        op(INT, "CAST(%s AS INT)", v -> (Boolean) v.get(0) ? 1 : 0, BOOLEAN);
        op(LONG, "(%s + %s)", v -> Math.addExact(l(v.get(0)), l(v.get(1))), LONG, LONG);
        op(LONG, "(%s - %s)", v -> Math.subtractExact(l(v.get(0)), l(v.get(1))), INT, LONG);
        op(LONG, "(%s * %s)", v -> Math.multiplyExact(l(v.get(0)), l(v.get(1))), LONG, INT);
        op(LONG, "(%s DIV %s)", v -> division(l(v.get(0)), l(v.get(1))), LONG, LONG);
        op(LONG, "(%s DIV %s)", v -> division(l(v.get(0)), l(v.get(1))), INT, INT);
        op(LONG, "(%s %% %s)", v -> l(v.get(0)) % l(v.get(1)), LONG, LONG);
        op(LONG, "(- %s)", v -> Math.negateExact(l(v.get(0))), LONG);
        op(LONG, "abs(%s)", v -> Math.absExact(l(v.get(0))), LONG);
        op(LONG, "CAST(%s AS BIGINT)", v -> l(v.get(0)), INT);
        op(LONG, "CAST(%s AS BIGINT)", v -> whole(d(v.get(0))), DOUBLE);
        op(LONG, "CAST(%s AS BIGINT)", v -> n(v.get(0)).longValue(), DECIMAL);
        op(LONG, "floor(%s)", v -> whole(Math.floor(d(v.get(0)))), DOUBLE);
        op(LONG, "ceil(%s)", v -> whole(Math.ceil(d(v.get(0)))), DOUBLE);
        op(DOUBLE, "(%s / %s)", v -> quotient(d(v.get(0)), d(v.get(1))), INT, INT);
        op(DOUBLE, "(%s / %s)", v -> quotient(d(v.get(0)), d(v.get(1))), LONG, INT);
        op(DOUBLE, "(%s / %s)", v -> quotient(d(v.get(0)), d(v.get(1))), DOUBLE, DOUBLE);
        op(DOUBLE, "(%s %% %s)", v -> remainder(d(v.get(0)), d(v.get(1))), DOUBLE, DOUBLE);
        op(DOUBLE, "(%s + %s)", v -> d(v.get(0)) + d(v.get(1)), DOUBLE, DOUBLE);
        op(DOUBLE, "(%s - %s)", v -> d(v.get(0)) - d(v.get(1)), DOUBLE, INT);
        op(DOUBLE, "(%s * %s)", v -> d(v.get(0)) * d(v.get(1)), LONG, DOUBLE);
        op(DOUBLE, "(- %s)", v -> -d(v.get(0)), DOUBLE);
        op(DOUBLE, "abs(%s)", v -> Math.abs(d(v.get(0))), DOUBLE);
        op(DOUBLE, "sqrt(%s)", v -> within(d(v.get(0)) < 0, Math.sqrt(d(v.get(0)))), DOUBLE);
        op(DOUBLE, "ln(%s)", v -> within(d(v.get(0)) <= 0, StrictMath.log(d(v.get(0)))), DOUBLE);
        op(DOUBLE, "CAST(%s AS DOUBLE)", v -> d(v.get(0)), INT);
        op(DOUBLE, "CAST(%s AS DOUBLE)", v -> d(v.get(0)), LONG);
        op(DOUBLE, "CAST(%s AS DOUBLE)", v -> d(v.get(0)), DECIMAL);
        op(DECIMAL, "(- %s)", v -> n(v.get(0)).negate(), DECIMAL);
        op(DECIMAL, "abs(%s)", v -> n(v.get(0)).abs(), DECIMAL);
        op(
                DECIMAL,
                "CAST(%s + %s AS DECIMAL(10,2))",
                v -> fitted(n(v.get(0)).add(n(v.get(1))), 10, 2),
                DECIMAL,
                DECIMAL);
        op(
                DECIMAL,
                "CAST(%s * %s AS DECIMAL(10,2))",
                v -> fitted(n(v.get(0)).multiply(n(v.get(1))), 10, 2),
                DECIMAL,
                DECIMAL);
        op(
                DECIMAL,
                "CAST(%s / %s AS DECIMAL(10,2))",
                v -> fitted(n(v.get(0)).divide(n(v.get(1)), 13, RoundingMode.HALF_UP), 10, 2),
                DECIMAL,
                DECIMAL);
        op(DECIMAL, "CAST(%s AS DECIMAL(10,2))", v -> fitted(BigDecimal.valueOf(l(v.get(0))), 10, 2), INT);
        op(DECIMAL, "CAST(%s AS DECIMAL(10,2))", v -> fitted(BigDecimal.valueOf(l(v.get(0))), 10, 2), LONG);
        op(
                DECIMAL,
                "CAST(%s AS DECIMAL(10,2))",
                v -> {
                    if (!Double.isFinite(d(v.get(0)))) {
                        throw fails();
                    }
                    return fitted(BigDecimal.valueOf(d(v.get(0))), 10, 2);
                },
                DOUBLE);
        composed(BOOLEAN, "isnan(%s)", parts -> Meaning.whole(v -> v.get(0).equals(Double.NaN), parts), DOUBLE);
        composed(
                BOOLEAN,
                "(%s / %s > %s)",
                parts -> than(1, v -> n(v.get(0)).divide(n(v.get(1)), 13, RoundingMode.HALF_UP), parts),
                DECIMAL,
                DECIMAL,
                DECIMAL);
        composed(
                BOOLEAN,
                "(%s %% %s = %s)",
                parts -> than(0, v -> n(v.get(0)).remainder(n(v.get(1))), parts),
                DECIMAL,
                DECIMAL,
                DECIMAL);
        composed(
                BOOLEAN,
                "(%s * %s < %s)",
                parts -> than(-1, v -> n(v.get(0)).multiply(n(v.get(1))), parts),
                DECIMAL,
                DECIMAL,
                DECIMAL);
    }

    /** A function of the first two, compared with the third. */
    private static Meaning than(int order, Meaning.Function function, List<Meaning> parts) {
        return Meaning.strict(
                v -> Integer.signum(Kind.compare(v.get(0), v.get(1))) == order,
                List.of(Meaning.strict(function, parts.subList(0, 2)), parts.get(2)));
    }

    private static void texts() {
        op(INT, "length(%s)", v -> codePoints(v.get(0)).length, TEXT);
        op(INT, "instr(%s, %s)", GeneratedExpressions::place, TEXT, TEXT);
        op(TEXT, "(%s || %s)", v -> v.get(0).toString() + v.get(1), TEXT, TEXT);
        op(TEXT, "concat(%s, '-', %s)", v -> v.get(0) + "-" + v.get(1), TEXT, TEXT);
        op(TEXT, "substring(%s, %s, %s)", v -> part(v.get(0), i(v.get(1)), i(v.get(2))), TEXT, INT, INT);
        op(TEXT, "substr(%s, %s)", v -> part(v.get(0), i(v.get(1)), Integer.MAX_VALUE), TEXT, INT);
        op(TEXT, "left(%s, %s)", v -> part(v.get(0), 1, i(v.get(1))), TEXT, INT);
        op(TEXT, "upper(%s)", v -> v.get(0).toString().toUpperCase(Locale.ROOT), TEXT);
        op(TEXT, "trim(%s)", v -> v.get(0).toString().replaceAll("^ +| +$", ""), TEXT);
        op(
                TEXT,
                "replace(%s, 'a', %s)",
                v -> v.get(0).toString().replace("a", v.get(1).toString()),
                TEXT,
                TEXT);
        op(
                TEXT,
                "reverse(%s)",
                v -> new StringBuilder(v.get(0).toString()).reverse().toString(),
                TEXT);
        op(TEXT, "CAST(%s AS STRING)", v -> v.get(0).toString(), INT);
        op(TEXT, "CAST(%s AS STRING)", v -> v.get(0).toString(), LONG);
        op(TEXT, "CAST(%s AS STRING)", v -> v.get(0).toString(), BOOLEAN);
        op(TEXT, "regexp_extract(%s, '([0-9]+)(.*)', 1)", v -> found("[0-9]+", v.get(0)), TEXT);
        op(TEXT, "regexp_replace(%s, '[ab]+', '<$0>')", v -> v.get(0).toString().replaceAll("[ab]+", "<$0>"), TEXT);
        for (String like : List.of("a%", "%b", "%1%", "_", "_%i_", "%a%b%", "12", "", "%\\\\%%", "%\\\\__%")) {
            op(
                    BOOLEAN,
                    "(%s LIKE '" + like.replace("%", "%%") + "')",
                    v -> isLike(v.get(0), like.replace("\\\\", "\\")),
                    TEXT);
        }
        for (String regex : List.of("^[0-9]+$", "a.*b", "i+", "^$", "[^ -~]", "(a|b)+")) {
            op(
                    BOOLEAN,
                    "(%s RLIKE '" + regex + "')",
                    v -> Pattern.compile(regex).matcher(v.get(0).toString()).find(),
                    TEXT);
        }
        op(
                BOOLEAN,
                "contains(%s, %s)",
                v -> v.get(0).toString().contains(v.get(1).toString()),
                TEXT,
                TEXT);
        op(
                BOOLEAN,
                "startswith(%s, %s)",
                v -> v.get(0).toString().startsWith(v.get(1).toString()),
                TEXT,
                TEXT);
        op(
                BOOLEAN,
                "endswith(%s, %s)",
                v -> v.get(0).toString().endsWith(v.get(1).toString()),
                TEXT,
                TEXT);
    }

    private static String found(String regex, Object text) {
        Matcher matcher = Pattern.compile(regex).matcher(text.toString());
        return matcher.find() ? matcher.group() : "";
    }

    private static int[] codePoints(Object text) {
        return text.toString().codePoints().toArray();
    }

    private static int place(List<Object> v) {
        int at = v.get(0).toString().indexOf(v.get(1).toString());
        return at < 0 ? 0 : v.get(0).toString().codePointCount(0, at) + 1;
    }

    /** From a place that is counted from 1, or from the end where it is negative. */
    private static String part(Object text, int place, int length) {
        int[] signs = codePoints(text);
        long start = place > 0 ? place - 1L : place < 0 ? signs.length + (long) place : 0;
        long end = Math.min(start + length, signs.length);
        int from = (int) Math.min(Math.max(start, 0), signs.length);
        return end <= from ? "" : new String(signs, from, (int) end - from);
    }

    private static boolean isLike(Object text, String pattern) {
        return isLike(codePoints(text), 0, codePoints(pattern), 0);
    }

    private static boolean isLike(int[] text, int at, int[] pattern, int next) {
        if (next == pattern.length) {
            return at == text.length;
        }
        int sign = pattern[next];
        if (sign == '%') {
            return IntStream.rangeClosed(at, text.length).anyMatch(end -> isLike(text, end, pattern, next + 1));
        }
        int after = sign == '\\' ? next + 2 : next + 1;
        int wanted = sign == '\\' ? pattern[next + 1] : sign;
        return at < text.length && (sign == '_' || text[at] == wanted) && isLike(text, at + 1, pattern, after);
    }

    private static LocalDate day(Object value) {
        return (LocalDate) value;
    }

    private static LocalDate shifted(Object day, long days) {
        return held(LocalDate.ofEpochDay(Math.addExact(day(day).toEpochDay(), days)));
    }

    private static LocalDate held(LocalDate day) {
        Math.toIntExact(day.toEpochDay());
        return day;
    }

    /** At the ends of its calendar DATE holds a part of a year: nobody should be there. */
    private static LocalDate inWholeYear(Object day) {
        if (Math.abs(day(day).getYear() - 1969.5) >= 5_879_610.5) {
            throw fails();
        }
        return day(day);
    }

    private static void times() {
        op(
                INT,
                "datediff(%s, %s)",
                v -> Math.toIntExact(day(v.get(0)).toEpochDay() - day(v.get(1)).toEpochDay()),
                DATE,
                DATE);
        op(INT, "year(%s)", v -> day(v.get(0)).getYear(), DATE);
        op(INT, "month(%s)", v -> day(v.get(0)).getMonthValue(), DATE);
        op(INT, "dayofweek(%s)", v -> day(v.get(0)).getDayOfWeek().getValue() % 7 + 1, DATE);
        op(INT, "hour(%s)", v -> (int) (Math.floorMod(l(v.get(0)), 86_400_000_000L) / 3_600_000_000L), MOMENT);
        op(DATE, "date_add(%s, %s)", v -> shifted(v.get(0), i(v.get(1))), DATE, INT);
        op(DATE, "date_sub(%s, %s)", v -> shifted(v.get(0), -(long) i(v.get(1))), DATE, INT);
        op(DATE, "(%s + %s)", v -> shifted(v.get(0), i(v.get(1))), DATE, INT);
        op(DATE, "add_months(%s, %s)", v -> held(day(v.get(0)).plusMonths(i(v.get(1)))), DATE, INT);
        op(DATE, "last_day(%s)", v -> inWholeYear(v.get(0)).with(TemporalAdjusters.lastDayOfMonth()), DATE);
        op(DATE, "next_day(%s, 'MO')", v -> inWholeYear(v.get(0)).with(TemporalAdjusters.next(DayOfWeek.MONDAY)), DATE);
        op(DATE, "trunc(%s, 'MONTH')", v -> inWholeYear(v.get(0)).withDayOfMonth(1), DATE);
        op(
                DATE,
                "make_date(%s, %s, %s)",
                v -> held(LocalDate.of(i(v.get(0)), i(v.get(1)), i(v.get(2)))),
                INT,
                INT,
                INT);
        op(DATE, "CAST(%s AS DATE)", v -> LocalDate.ofEpochDay(Math.floorDiv(l(v.get(0)), 86_400_000_000L)), MOMENT);
        op(MOMENT, "CAST(%s AS TIMESTAMP)", v -> midnight(v.get(0)), DATE);
        op(
                MOMENT,
                "(%s + make_dt_interval(0, %s))",
                v -> Math.addExact(l(v.get(0)), Math.multiplyExact(i(v.get(1)), 3_600_000_000L)),
                MOMENT,
                INT);
        op(
                MOMENT,
                "timestampadd(HOUR, %s, %s)",
                v -> Math.addExact(l(v.get(1)), Math.multiplyExact(i(v.get(0)), 3_600_000_000L)),
                INT,
                MOMENT);
        op(
                MOMENT,
                "date_trunc('HOUR', %s)",
                v -> Math.subtractExact(l(v.get(0)), Math.floorMod(l(v.get(0)), 3_600_000_000L)),
                MOMENT);
        op(LONG, "unix_micros(%s)", v -> l(v.get(0)), MOMENT);
        op(LONG, "unix_seconds(%s)", v -> Math.floorDiv(l(v.get(0)), 1_000_000L), MOMENT);
    }

    private static @Nullable Object element(Object array, long at) {
        List<?> elements = (List<?>) array;
        if (at < 0 || at >= elements.size()) {
            throw fails();
        }
        Object element = elements.get((int) at);
        return element == Nothing.NULL ? null : element;
    }

    /** Counted from 1, or from the end. */
    private static @Nullable Object elementAt(Object array, int place) {
        if (place == 0) {
            throw fails();
        }
        return element(array, place > 0 ? place - 1L : ((List<?>) array).size() + (long) place);
    }

    private static void arrays() {
        for (Kind array : List.of(INTS, TEXTS)) {
            Kind of = array == INTS ? INT : TEXT;
            op(INT, "size(%s)", v -> ((List<?>) v.get(0)).size(), array);
            op(of, "%s[%s]", v -> element(v.get(0), i(v.get(1))), array, INT);
            op(of, "element_at(%s, %s)", v -> elementAt(v.get(0), i(v.get(1))), array, INT);
            op(of, "array_max(%s)", v -> greatest((List<?>) v.get(0), 1), array);
            op(of, "array_min(%s)", v -> greatest((List<?>) v.get(0), -1), array);
            op(BOOLEAN, "array_contains(%s, %s)", v -> among(v.get(1), (List<?>) v.get(0)), array, of);
            op(LONG, "array_position(%s, %s)", v -> ((List<?>) v.get(0)).indexOf(v.get(1)) + 1L, array, of);
        }
        each("e > 1", e -> e > 1);
        each("10 / e > 1", e -> quotient(10, e) > 1);
        each("e + 2147483600 > 0", e -> Math.addExact(e, 2147483600) > 0);
        each("e % 2 = 0", e -> e % 2 == 0);
    }

    private interface OfElement {
        boolean of(int element);
    }

    private static void each(String condition, OfElement function) {
        String sql = condition.replace("%", "%%");
        op(BOOLEAN, "exists(%s, e -> " + sql + ")", v -> any(v.get(0), function, true), INTS);
        op(BOOLEAN, "forall(%s, e -> " + sql + ")", v -> any(v.get(0), function, false), INTS);
    }

    /** From the first to the last, ended by an element that decides. */
    private static @Nullable Boolean any(Object array, OfElement function, boolean decides) {
        boolean unknown = false;
        for (Object element : (List<?>) array) {
            if (element == Nothing.NULL) {
                unknown = true;
            } else if (function.of(i(element)) == decides) {
                return decides;
            }
        }
        return unknown ? null : Boolean.valueOf(!decides);
    }

    private static @Nullable Boolean among(Object value, List<?> list) {
        if (list.stream().anyMatch(one -> one != Nothing.NULL && Kind.compare(value, one) == 0)) {
            return true;
        }
        return list.contains(Nothing.NULL) ? null : Boolean.FALSE;
    }

    private static @Nullable Object greatest(List<?> values, int sign) {
        return values.stream()
                .filter(value -> value != Nothing.NULL)
                .max((one, other) -> sign * Kind.compare(one, other))
                .orElse(null);
    }

    private static void comparisons() {
        for (Kind kind : Kind.values()) {
            if (kind.isOrdered()) {
                compared(kind, kind, Kind::compare);
            }
        }
        compared(INT, LONG, (one, other) -> Long.compare(l(one), l(other)));
        compared(LONG, INT, (one, other) -> Long.compare(l(one), l(other)));
        compared(INT, DOUBLE, (one, other) -> Kind.compare(d(one), d(other)));
        compared(DOUBLE, LONG, (one, other) -> Kind.compare(d(one), held(l(other))));
        compared(DECIMAL, INT, (one, other) -> n(one).compareTo(BigDecimal.valueOf(l(other))));
        compared(LONG, DECIMAL, (one, other) -> BigDecimal.valueOf(l(one)).compareTo(n(other)));
        compared(DECIMAL, DOUBLE, (one, other) -> Kind.compare(d(one), d(other)));
        for (int order = -1; order <= 1; order++) {
            int wanted = order;
            composed(
                    BOOLEAN,
                    "(%s " + (order < 0 ? "<" : order == 0 ? "=" : ">") + " %s)",
                    parts -> Meaning.strict(
                            v -> Integer.signum(Long.compare(l(v.get(0)), l(v.get(1)))) == wanted,
                            List.of(Meaning.strict(v -> midnight(v.get(0)), parts.subList(0, 1)), parts.get(1))),
                    DATE,
                    MOMENT);
        }
    }

    private static long midnight(Object day) {
        return Math.multiplyExact(day(day).toEpochDay(), 86_400_000_000L);
    }

    private static void compared(Kind left, Kind right, BiFunction<Object, Object, Integer> order) {
        op(BOOLEAN, "(%s = %s)", v -> order.apply(v.get(0), v.get(1)) == 0, left, right);
        op(BOOLEAN, "(%s <> %s)", v -> order.apply(v.get(0), v.get(1)) != 0, left, right);
        op(BOOLEAN, "(%s < %s)", v -> order.apply(v.get(0), v.get(1)) < 0, left, right);
        op(BOOLEAN, "(%s <= %s)", v -> order.apply(v.get(0), v.get(1)) <= 0, left, right);
        op(BOOLEAN, "(%s > %s)", v -> order.apply(v.get(0), v.get(1)) > 0, left, right);
        op(BOOLEAN, "(%s >= %s)", v -> order.apply(v.get(0), v.get(1)) >= 0, left, right);
    }

    // --- generation --------------------------------------------------------------------------------------------------

    /** A condition. */
    Generated condition() {
        return of(BOOLEAN, 1 + random.nextInt(3));
    }

    /** A condition that takes text for another type, so that no engine should be asked. */
    String confused() {
        Kind other = one(List.of(INT, LONG, DOUBLE, DECIMAL, DATE, MOMENT, BOOLEAN));
        String text = one(List.of("s", "t", "upper(s)", "(s || t)", "ss[0]", "substring(t, 1, 2)"));
        String value = of(other, 1).sql();
        String type = other.sql;
        return one(List.of(
                "(" + value + " = " + text + ")",
                "(" + text + " <= " + value + ")",
                "(" + value + " BETWEEN " + text + " AND " + value + ")",
                "(" + value + " IN (" + text + ", " + value + "))",
                "(CAST(" + text + " AS " + type + ") = " + value + ")",
                "(CASE WHEN b THEN " + text + " ELSE " + value + " END = " + value + ")",
                "(coalesce(" + value + ", " + text + ") = " + value + ")",
                "(NOT (" + value + " <=> " + text + ") OR b)",
                "array_contains(array(" + value + "), " + text + ")"));
    }

    private Generated of(Kind kind, int depth) {
        if (depth == 0) {
            return leaf(kind);
        }
        if (kind == INTS || kind == TEXTS) {
            return leaf(kind);
        }
        return switch (random.nextInt(kind == BOOLEAN ? 3 : 6)) {
            case 0 -> kind == BOOLEAN ? logic(depth) : control(kind, depth);
            case 1 -> kind == BOOLEAN ? list(depth) : called(kind, depth);
            default -> called(kind, depth);
        };
    }

    private Generated leaf(Kind kind) {
        String column = one(kind.columns);
        return new Generated(column, row -> Set.of(row.get(column)));
    }

    /** A part that may be a constant. */
    private Generated any(Kind kind, int depth) {
        if (kind.hasLiterals() && random.nextInt(4) == 0) {
            return constant(kind);
        }
        return of(kind, depth);
    }

    private Generated called(Kind kind, int depth) {
        Operation operation =
                one(OPERATIONS.stream().filter(one -> one.gives() == kind).toList());
        List<Generated> parts = new ArrayList<>();
        for (Kind taken : operation.takes()) {
            parts.add(parts.isEmpty() ? of(taken, depth - 1) : any(taken, random.nextInt(depth)));
        }
        return new Generated(
                operation.sql().formatted(parts.stream().map(Generated::sql).toArray()),
                operation.meaning().of(meanings(parts)));
    }

    private static List<Meaning> meanings(List<Generated> parts) {
        return parts.stream().map(Generated::meaning).toList();
    }

    private Generated control(Kind kind, int depth) {
        Generated first = of(kind, depth - 1);
        Generated second = any(kind, depth - 1);
        return switch (random.nextInt(5)) {
            case 0 -> {
                Generated condition = of(BOOLEAN, depth - 1);
                yield new Generated(
                        "CASE WHEN " + condition.sql() + " THEN " + first.sql() + " ELSE " + second.sql() + " END",
                        Meaning.choice(condition.meaning(), first.meaning(), second.meaning()));
            }
            case 1 ->
                new Generated(
                        "coalesce(" + first.sql() + ", " + second.sql() + ")",
                        Meaning.coalesce(first.meaning(), second.meaning()));
            case 2 ->
                new Generated(
                        "nullif(" + first.sql() + ", " + second.sql() + ")",
                        Meaning.choice(
                                equal(first.meaning(), second.meaning()),
                                row -> Set.of(Nothing.NULL),
                                first.meaning()));
            default -> {
                int sign = random.nextBoolean() ? 1 : -1;
                yield new Generated(
                        (sign > 0 ? "greatest(" : "least(") + first.sql() + ", " + second.sql() + ")",
                        Meaning.whole(v -> greatest(v, sign), meanings(List.of(first, second))));
            }
        };
    }

    private static Meaning equal(Meaning one, Meaning other) {
        return Meaning.strict(v -> Kind.compare(v.get(0), v.get(1)) == 0, List.of(one, other));
    }

    private Generated logic(int depth) {
        Generated first = of(BOOLEAN, depth - 1);
        return switch (random.nextInt(9)) {
            case 4 -> twice(first, depth);
            case 0 ->
                new Generated(
                        "(NOT " + first.sql() + ")",
                        Meaning.strict(v -> !(Boolean) v.get(0), List.of(first.meaning())));
            case 1 -> {
                Kind kind = one(List.of(INT, DOUBLE, TEXT, DATE, BOOLEAN));
                Generated part = of(kind, depth - 1);
                boolean wanted = random.nextBoolean();
                yield new Generated(
                        "(" + part.sql() + (wanted ? " IS NULL)" : " IS NOT NULL)"),
                        Meaning.whole(v -> Kind.isNull(v.get(0)) == wanted, List.of(part.meaning())));
            }
            case 2 -> {
                Kind kind = one(List.of(INT, LONG, DOUBLE, DECIMAL, TEXT, DATE, MOMENT, BOOLEAN));
                List<Generated> both = List.of(of(kind, depth - 1), any(kind, depth - 1));
                yield new Generated(
                        "(" + both.get(0).sql() + " <=> " + both.get(1).sql() + ")",
                        Meaning.whole(GeneratedExpressions::isSame, meanings(both)));
            }
            case 3 -> control(BOOLEAN, depth);
            default -> joined(random.nextBoolean(), first, of(BOOLEAN, depth - 1));
        };
    }

    private static Generated joined(boolean or, Generated first, Generated second) {
        return new Generated(
                "(" + first.sql() + (or ? " OR " : " AND ") + second.sql() + ")",
                Meaning.junction(or, List.of(first.meaning(), second.meaning())));
    }

    /** A part behind two guards, which an optimiser would like to take out. */
    private Generated twice(Generated part, int depth) {
        boolean or = random.nextBoolean();
        Generated guarded = joined(or, of(BOOLEAN, depth - 1), part);
        Generated again = joined(or, of(BOOLEAN, depth - 1), part);
        return joined(!or, guarded, again);
    }

    private static boolean isSame(List<Object> v) {
        return (Kind.isNull(v.get(0)) || Kind.isNull(v.get(1)))
                ? v.get(0) == v.get(1)
                : Kind.compare(v.get(0), v.get(1)) == 0;
    }

    /** IN and BETWEEN. */
    private Generated list(int depth) {
        Kind kind = one(List.of(INT, LONG, DOUBLE, DECIMAL, TEXT, DATE));
        Generated value = of(kind, depth - 1);
        boolean not = random.nextBoolean();
        String word = not ? " NOT " : " ";
        if (random.nextBoolean()) {
            Generated low = any(kind, depth - 1);
            Generated high = any(kind, depth - 1);
            Meaning between = Meaning.junction(
                    false,
                    List.of(
                            Meaning.strict(v -> Kind.compare(v.get(0), v.get(1)) >= 0, meanings(List.of(value, low))),
                            Meaning.strict(
                                    v -> Kind.compare(v.get(0), v.get(1)) <= 0, meanings(List.of(value, high)))));
            return new Generated(
                    "(" + value.sql() + word + "BETWEEN " + low.sql() + " AND " + high.sql() + ")",
                    negated(between, not));
        }
        List<Generated> among = Stream.generate(() -> any(kind, 0))
                .limit(random.nextInt(4) == 0 ? 14 : 1 + random.nextInt(3))
                .toList();
        boolean constant = random.nextBoolean();
        List<Generated> list =
                constant ? among.stream().map(part -> constant(kind)).toList() : among;
        Meaning in = Meaning.junction(
                true,
                list.stream()
                        .map(part -> equal(value.meaning(), part.meaning()))
                        .toList());
        return new Generated(
                "(" + value.sql() + word + "IN ("
                        + list.stream().map(Generated::sql).collect(Collectors.joining(", ")) + "))",
                negated(in, not));
    }

    private Generated constant(Kind kind) {
        Object value = one(kind.literals());
        return new Generated(kind.literal(value), row -> Set.of(value));
    }

    private static Meaning negated(Meaning meaning, boolean not) {
        return not ? Meaning.strict(v -> !(Boolean) v.get(0), List.of(meaning)) : meaning;
    }

    /** A row: a value, or NULL, for each column. */
    Map<String, Object> row() {
        Map<String, Object> row = new HashMap<>();
        for (Kind kind : Kind.values()) {
            for (String column : kind.columns) {
                row.put(column, random.nextInt(7) == 0 ? Nothing.NULL : value(kind));
            }
        }
        return row;
    }

    private Object value(Kind kind) {
        if ((kind != INTS && kind != TEXTS) || random.nextBoolean()) {
            return one(kind.values);
        }
        Kind of = kind == INTS ? INT : TEXT;
        return Stream.generate(() -> random.nextInt(5) == 0 ? Nothing.NULL : one(of.values))
                .limit(random.nextInt(4))
                .toList();
    }

    private <T> T one(List<? extends T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
