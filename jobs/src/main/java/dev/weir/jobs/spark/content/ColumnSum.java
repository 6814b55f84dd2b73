package dev.weir.jobs.spark.content;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.release.Content;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The values of a column, added up.
 *
 * @param name of the column
 * @param type as the content hash names it
 * @param values how many are not NULL
 * @param first sum of their XXH64 under seed 0, modulo 2^64
 * @param second the same under seed 1
 */
record ColumnSum(String name, String type, long values, long first, long second) implements Serializable {

    private static final String VERSION = "weir-column-1";
    private static final int DIGITS = 16;

    ColumnSum {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
    }

    /** The sum that a manifest tells. */
    static ColumnSum of(String type, Content.OfColumn column) {
        return new ColumnSum(
                column.name(),
                type,
                column.values(),
                HexFormat.fromHexDigitsToLong(column.sum(), 0, DIGITS),
                HexFormat.fromHexDigitsToLong(column.sum(), DIGITS, 2 * DIGITS));
    }

    ColumnSum plus(ColumnSum other) {
        return with(other, values + other.values, first + other.first, second + other.second);
    }

    ColumnSum minus(ColumnSum other) {
        return with(other, values - other.values, first - other.first, second - other.second);
    }

    private ColumnSum with(ColumnSum other, long count, long one, long two) {
        if (!line().equals(other.line())) {
            throw new IllegalArgumentException(
                    "Column '" + name + "' of type " + type + " is not column '" + other.name + "' of " + other.type);
        }
        return new ColumnSum(name, type, count, one, two);
    }

    /** Name and type, the name with its length in bytes, so that no name can look like two. */
    String line() {
        return name.getBytes(StandardCharsets.UTF_8).length + ":" + name + " " + type + "\n";
    }

    /** As a manifest tells it. */
    Content.OfColumn content(long rows) {
        HexFormat hex = HexFormat.of();
        String sum = hex.toHexDigits(first) + hex.toHexDigits(second);
        return new Content.OfColumn(
                name,
                values,
                sum,
                ContentSum.hash(VERSION, line() + "rows " + rows + "\nvalues " + values + "\nsum " + sum + "\n"));
    }
}
