package dev.weir.contracts.release;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The content hash of a table's rows, with the sums it is made of. It knows neither order, nor files, nor format, and sums of
 * disjoint sets of rows add up: docs/content-hash.md tells how to compute it again.
 *
 * @param rows how many
 * @param hash {@code weir-rows-1:} or {@code weir-lthash-2:}, and 64 hex digits; covers the columns' names and types, the
 *     number of rows and the sum
 * @param sum of the rows' digests, in hex: 64 digits for {@code weir-rows-1}, 16,384 for {@code weir-lthash-2}
 * @param columns that the rows have, in order: without those that a mask drops
 */
public record ContentDigest(long rows, String hash, String sum, List<OfColumn> columns) {

    private static final Pattern HASH = Pattern.compile("weir-(rows-1|lthash-2):[0-9a-f]{64}");
    private static final Pattern SUM = Pattern.compile("[0-9a-f]{64}|[0-9a-f]{16384}");

    public ContentDigest {
        columns = List.copyOf(columns);
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("No content hash: " + hash);
        }
        if (!SUM.matcher(sum).matches()) {
            throw new IllegalArgumentException("No sum of a content hash: " + sum.length() + " characters");
        }
    }

    /** {@code weir-rows-1} or {@code weir-lthash-2}. */
    public String algorithm() {
        return hash.substring(0, hash.indexOf(':'));
    }

    /** A column's part, if the rows have that column. */
    public Optional<OfColumn> column(String name) {
        return columns.stream().filter(column -> column.name.equals(name)).findFirst();
    }

    /**
     * The fingerprint of a column: of its values and how often each occurs, whatever the rows they stand in.
     *
     * @param name of the column
     * @param values how many are not NULL
     * @param sum of the values' fingerprints, 16 hex digits
     * @param hash {@code weir-column-1:} and 64 hex digits; covers name, type, number of rows, values and the sum
     */
    public record OfColumn(String name, long values, String sum, String hash) {

        private static final Pattern COLUMN_HASH = Pattern.compile("weir-column-1:[0-9a-f]{64}");
        private static final Pattern COLUMN_SUM = Pattern.compile("[0-9a-f]{16}");

        public OfColumn {
            if (values < 0) {
                throw new IllegalArgumentException("Column '" + name + "' has " + values + " values");
            }
            if (!COLUMN_SUM.matcher(sum).matches() || !COLUMN_HASH.matcher(hash).matches()) {
                throw new IllegalArgumentException("Column '" + name + "': no fingerprint: " + sum + ", " + hash);
            }
        }
    }
}
