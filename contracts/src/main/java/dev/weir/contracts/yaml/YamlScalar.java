package dev.weir.contracts.yaml;

import dev.weir.contracts.Place;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/**
 * A single value, of the type that YAML 1.2's core schema gives it.
 *
 * @param text as written, without quotes and escapes
 * @param sort its type
 * @param place where it begins, its quote or block mark included
 * @param inside where its text begins
 */
public record YamlScalar(String text, Sort sort, Place place, Inside inside) implements YamlNode {

    private static final int SHOWN = 40;

    /** Written longer, or with more places, it is beyond every type of a column, and costs seconds to compute with. */
    private static final int LONGEST_NUMBER = 400;

    private static final int MOST_PLACES = 400;

    /** YAML's core types. */
    public enum Sort {
        TEXT,
        WHOLE,
        DECIMAL,
        FLAG,
        NULL
    }

    /** Whether line breaks in the text are line breaks in the file. */
    public enum Lines {
        KEPT,
        FOLDED,
        /** The text stands somewhere else; every place in it is that of the scalar. */
        ELSEWHERE
    }

    /** Where a scalar's text begins. */
    public record Inside(int line, int column, Lines lines) {}

    /** The place of a line and column (from 1) of the text. */
    public Place at(int line, int column) {
        if ((line > 1 && inside.lines() == Lines.FOLDED) || inside.lines() == Lines.ELSEWHERE) {
            return place;
        }
        return new Place(place.file(), inside.line() + line - 1, inside.column() + column - 1);
    }

    /** Its number; empty for what is none, infinities, NaN and what no column can hold included. */
    public Optional<BigDecimal> number() {
        if ((sort != Sort.WHOLE && sort != Sort.DECIMAL) || text.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        String plain = text.startsWith("+") ? text.substring(1) : text;
        if (plain.startsWith("0x")) {
            return Optional.of(new BigDecimal(new BigInteger(plain.substring(2), 16)));
        }
        if (plain.startsWith("0o")) {
            return Optional.of(new BigDecimal(new BigInteger(plain.substring(2), 8)));
        }
        String lower = plain.toLowerCase(Locale.ROOT);
        if (lower.endsWith("inf") || lower.endsWith("nan")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(plain)).filter(number -> Math.abs((long) number.scale()) <= MOST_PLACES);
        } catch (NumberFormatException beyond) {
            return Optional.empty(); // an exponent that no number has
        }
    }

    /** Its number, when it has no fraction. */
    public Optional<BigInteger> whole() {
        return number().filter(YamlScalar::hasNoFraction).map(BigDecimal::toBigInteger);
    }

    private static boolean hasNoFraction(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }

    public boolean isTrue() {
        return sort == Sort.FLAG && text.equalsIgnoreCase("true");
    }

    @Override
    public String describe() {
        return switch (sort) {
            case TEXT -> "the text '" + shown() + "'";
            case WHOLE, DECIMAL -> "the number " + shown();
            case FLAG -> shown();
            case NULL -> "empty";
        };
    }

    private String shown() {
        String line = text.replace('\n', ' ');
        return line.codePointCount(0, line.length()) <= SHOWN
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
