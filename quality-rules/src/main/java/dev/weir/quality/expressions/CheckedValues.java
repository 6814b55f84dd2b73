package dev.weir.quality.expressions;

import com.fasterxml.jackson.core.JsonParser;
import dev.weir.quality.expressions.ValueException.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.apache.spark.sql.catalyst.trees.SQLQueryContext;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Values that their type can hold, each or a {@link ValueException}. Public because the code that Spark generates calls it.
 */
public final class CheckedValues extends PlanObject {

    private static final long serialVersionUID = 1L;

    private static final long FIRST = LocalDate.ofEpochDay(Integer.MIN_VALUE)
            .with(TemporalAdjusters.firstDayOfNextYear())
            .toEpochDay();
    private static final long LAST = LocalDate.ofEpochDay(Integer.MAX_VALUE)
                    .with(TemporalAdjusters.firstDayOfYear())
                    .toEpochDay()
            - 1;

    /** Some 292,000 years in seconds, less than one that rounding could take over the end. */
    private static final double MICROS_HELD = 0x1p63 / 1_000_000 - 1;

    CheckedValues(SQLQueryContext place) {
        super("checked", place);
    }

    /** A day, and so many later; days are counted from 1970-01-01. */
    public int plusDays(int day, int days) {
        return held((long) day + days);
    }

    /** A day, and so many earlier. */
    public int minusDays(int day, int days) {
        return held((long) day - days);
    }

    /** A day of a year all of whose days a DATE can hold: the others are five million years away. */
    public int inWholeYear(int day) {
        if (day < FIRST || day > LAST) {
            throw failure(Kind.DATETIME_OVERFLOW);
        }
        return day;
    }

    private int held(long days) {
        if (days != (int) days) {
            throw failure(Kind.DATETIME_OVERFLOW);
        }
        return (int) days;
    }

    public double finite(double number) {
        return required(number, Double.isFinite(number));
    }

    /** A number whose whole part a BIGINT can hold. */
    public double inLong(double number) {
        return required(number, number >= -0x1p63 && number < 0x1p63);
    }

    /** A number whose whole part an INT can hold. */
    public double inInt(double number) {
        return required(number, number > -0x1p31 - 1 && number < 0x1p31);
    }

    /** A whole number that is compared with a double as if it were one. */
    public long comparable(long number) {
        comparable(BigDecimal.valueOf(number));
        return number;
    }

    /** The same of a decimal. */
    public Decimal comparable(Decimal number) {
        comparable(number.toJavaBigDecimal());
        return number;
    }

    private void comparable(BigDecimal number) {
        if (!ImplicitDoubles.isCompared(number)) {
            throw failure(Kind.NO_DOUBLE);
        }
    }

    /** A number that a FLOAT can hold; NaN and the infinities are such. */
    public double inFloat(double number) {
        return required(number, Double.isInfinite(number) || !Float.isInfinite((float) number));
    }

    /** Seconds since 1970-01-01T00:00Z that a TIMESTAMP can hold, which counts in microseconds. */
    public long inTime(long seconds) {
        return time(seconds, Math.abs((double) seconds) < MICROS_HELD);
    }

    /** The same in fractions of a second. */
    public double inTime(double seconds) {
        return time(seconds, Math.abs(seconds) < MICROS_HELD);
    }

    /** The same as a decimal. */
    public Decimal inTime(Decimal seconds) {
        return time(seconds, Math.abs(seconds.toDouble()) < MICROS_HELD);
    }

    /** A text that is one value in JSON, as Spark reads it: texts may stand in single quotes and hold control characters. */
    public UTF8String json(UTF8String text) {
        try (JsonParser parser = JsonParts.JSON.createParser(text.getBytes())) {
            if (parser.nextToken() == null || parser.skipChildren().nextToken() != null) {
                throw failure(Kind.JSON_INVALID);
            }
            return text;
        } catch (IOException broken) {
            throw failure(Kind.JSON_INVALID);
        }
    }

    private <T> T time(T seconds, boolean isHeld) {
        if (!isHeld) {
            throw failure(Kind.DATETIME_OVERFLOW);
        }
        return seconds;
    }

    private double required(double number, boolean isHeld) {
        if (!isHeld) {
            throw failure(Kind.CAST_OVERFLOW);
        }
        return number;
    }
}
