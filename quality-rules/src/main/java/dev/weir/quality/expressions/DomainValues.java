package dev.weir.quality.expressions;

import dev.weir.quality.expressions.ValueException.Kind;
import org.apache.spark.sql.catalyst.trees.SQLQueryContext;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Values for which a function is defined, each or a {@link ValueException}; NaN stays what it is. Public because the code that
 * Spark generates calls it.
 */
public final class DomainValues extends PlanObject {

    private static final long serialVersionUID = 1L;

    /** 20! is the greatest that a BIGINT holds. */
    private static final int LAST_FACTORIAL = 20;

    /** The shortest that {@code trunc} knows. */
    private static final UTF8String WEEK = UTF8String.fromString("WEEK");

    /** A double adds nothing to the square of such a number when it adds 1. */
    private static final double SQUARE_IS_ALL = 0x1p28;

    private static final double LN_2 = StrictMath.log(2);

    DomainValues(SQLQueryContext place) {
        super("defined", place);
    }

    /** What has a logarithm. */
    public double positive(double number) {
        return required(number, number > 0);
    }

    /** What has a logarithm when 1 is added. */
    public double aboveMinusOne(double number) {
        return required(number, number > -1);
    }

    /** What has a square root. */
    public double notNegative(double number) {
        return required(number, number >= 0);
    }

    /** A sine, a cosine, a hyperbolic tangent. */
    public double withinOne(double number) {
        return required(number, Math.abs(number) <= 1);
    }

    /** What a logarithm can have for its base. */
    public double base(double number) {
        return required(number, number > 0 && number != 1);
    }

    private double required(double number, boolean isOne) {
        if (!isOne && !Double.isNaN(number)) {
            throw failure(Kind.OUT_OF_DOMAIN);
        }
        return number;
    }

    /** A whole number whose factorial a BIGINT holds. */
    public int factorial(int number) {
        if (number < 0 || number > LAST_FACTORIAL) {
            throw failure(Kind.OUT_OF_DOMAIN);
        }
        return number;
    }

    /** A text of hexadecimal digits; a text without any is one. */
    public UTF8String hexadecimal(UTF8String text) {
        for (byte digit : text.getBytes()) {
            if (Character.digit(digit, 16) < 0) {
                throw failure(Kind.OUT_OF_DOMAIN);
            }
        }
        return text;
    }

    /** A unit of time that {@code date_trunc} knows. */
    public UTF8String unit(UTF8String text) {
        if (DateTimeUtils.parseTruncLevel(text) < 0) {
            throw failure(Kind.OUT_OF_DOMAIN);
        }
        return text;
    }

    /** A unit of days that {@code trunc} knows. */
    public UTF8String unitOfDays(UTF8String text) {
        if (DateTimeUtils.parseTruncLevel(text) < DateTimeUtils.parseTruncLevel(WEEK)) {
            throw failure(Kind.OUT_OF_DOMAIN);
        }
        return text;
    }

    /** How long a sum of SHA-2 may be; 0 stands for 256. */
    public int bits(int length) {
        if (length != 0 && length != 224 && length != 256 && length != 384 && length != 512) {
            throw failure(Kind.OUT_OF_DOMAIN);
        }
        return length;
    }

    /** How many digits may follow a point. */
    public int places(int digits) {
        if (digits < 0) {
            throw failure(Kind.OUT_OF_DOMAIN);
        }
        return digits;
    }

    /** A number of buckets between two different bounds. */
    public long buckets(double value, double least, double greatest, long buckets) {
        boolean isOne = buckets > 0
                && buckets < Long.MAX_VALUE
                && Double.isFinite(least)
                && Double.isFinite(greatest)
                && least != greatest;
        if (!isOne || Double.isNaN(value)) {
            throw failure(Kind.OUT_OF_DOMAIN);
        }
        return buckets;
    }

    /** A power: of a number below 0 there is none with a broken exponent. */
    public double power(double base, double exponent) {
        double power = StrictMath.pow(base, exponent);
        if (Double.isNaN(power) && !Double.isNaN(base) && !Double.isNaN(exponent)) {
            throw failure(Kind.OUT_OF_DOMAIN);
        }
        return power;
    }

    /** The number with a hyperbolic sine. A formula of logarithms alone loses what is below 0, or near to it. */
    public double areaSine(double number) {
        double size = Math.abs(number);
        double area;
        if (size > SQUARE_IS_ALL) {
            area = StrictMath.log(size) + LN_2;
        } else {
            double square = size * size;
            area = StrictMath.log1p(size + square / (1 + Math.sqrt(1 + square)));
        }
        return Math.copySign(area, number);
    }

    /** The number from 0 on with a hyperbolic cosine. The square of a great one would be infinite. */
    public double areaCosine(double number) {
        required(number, number >= 1);
        double more = number - 1;
        return number > SQUARE_IS_ALL
                ? StrictMath.log(number) + LN_2
                : StrictMath.log1p(more + Math.sqrt(2 * more + more * more));
    }
}
