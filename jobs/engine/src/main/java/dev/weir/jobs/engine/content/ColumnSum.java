package dev.weir.jobs.engine.content;

import dev.weir.contracts.release.ContentDigest;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The values of a column, added up.
 *
 * @param name of the column
 * @param type as the content hash names it
 * @param values how many are not NULL
 * @param sum of their XXH64 under seed 0, modulo 2^64
 */
record ColumnSum(String name, String type, long values, long sum) implements Serializable {

    private static final String VERSION = "weir-column-1";

    /** The sum that a manifest tells. */
    static ColumnSum of(String type, ContentDigest.OfColumn column) {
        return new ColumnSum(column.name(), type, column.values(), HexFormat.fromHexDigitsToLong(column.sum()));
    }

    ColumnSum plus(ColumnSum other) {
        return with(other, values + other.values, sum + other.sum);
    }

    ColumnSum minus(ColumnSum other) {
        return with(other, values - other.values, sum - other.sum);
    }

    private ColumnSum with(ColumnSum other, long count, long total) {
        if (!line().equals(other.line())) {
            throw new IllegalArgumentException(
                    "Column '" + name + "' of type " + type + " is not column '" + other.name + "' of " + other.type);
        }
        return new ColumnSum(name, type, count, total);
    }

    /** Name and type, the name with its length in bytes, so that no name can look like two. */
    String line() {
        return name.getBytes(StandardCharsets.UTF_8).length + ":" + name + " " + type + "\n";
    }

    /** As a manifest tells it. */
    ContentDigest.OfColumn content(long rows) {
        String digits = HexFormat.of().toHexDigits(sum);
        return new ContentDigest.OfColumn(
                name,
                values,
                digits,
                ContentSum.hash(VERSION, line() + "rows " + rows + "\nvalues " + values + "\nsum " + digits + "\n"));
    }
}
