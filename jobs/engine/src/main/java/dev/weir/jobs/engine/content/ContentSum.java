package dev.weir.jobs.engine.content;

import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.text.Sha256;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What a set of rows adds up to. Sums of disjoint sets add up, and a part can be taken away again: a changed table's sum is the
 * old one, without the rows that went, with those that came.
 *
 * @param method how digests are made and added
 * @param rows how many
 * @param digests the sum of the rows' digests, in hex
 * @param columns sums of each column's values
 */
public record ContentSum(HashMethod method, long rows, String digests, List<ColumnSum> columns)
        implements Serializable {

    public ContentSum {
        // Not List.copyOf: that list does not travel between processes.
        columns = Collections.unmodifiableList(new ArrayList<>(columns));
    }

    /** No rows, with these columns. */
    public static ContentSum none(StructType columns, HashMethod method) {
        return new RowHash(columns, method).sum();
    }

    /** So many rows of which nothing is hashed. */
    public static ContentSum counted(StructType columns, long rows) {
        ContentSum none = none(columns, HashMethod.NONE);
        return new ContentSum(none.method, rows, none.digests, none.columns);
    }

    /**
     * The sum that a manifest tells of a table.
     *
     * @param columns of the table's rows
     * @throws IllegalArgumentException when the content is not of these columns and so many rows
     */
    public static ContentSum of(StructType columns, ContentDigest content) {
        return find(columns, content)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Columns or rows are not those of content hash " + content.hash()));
    }

    /** The same; empty when the content is not of these columns and so many rows. */
    public static Optional<ContentSum> find(StructType columns, ContentDigest content) {
        List<ColumnSum> sums = new ArrayList<>();
        for (StructField field : columns.fields()) {
            Optional<ContentDigest.OfColumn> column = content.column(field.name());
            if (column.isEmpty()) { // a row's digest is of all its columns, those too that are NULL
                return Optional.empty();
            }
            sums.add(ColumnSum.of(ValueEncoder.type(field.dataType()), column.get()));
        }
        ContentSum sum = new ContentSum(HashMethod.of(content.algorithm()), content.rows(), content.sum(), sums);
        return sum.hash().equals(content.hash()) ? Optional.of(sum) : Optional.empty();
    }

    /** With other rows as well; both have the same columns and method. */
    public ContentSum plus(ContentSum other) {
        return with(other, rows + other.rows, method::plus, ColumnSum::plus);
    }

    /** Without other rows, all of which are among these. */
    public ContentSum minus(ContentSum other) {
        return with(other, rows - other.rows, method::minus, ColumnSum::minus);
    }

    private ContentSum with(
            ContentSum other, long count, BinaryOperator<byte[]> digest, BinaryOperator<ColumnSum> column) {
        if (method != other.method || columns.size() != other.columns.size()) {
            throw new IllegalArgumentException("Sums by another method, or of other columns, do not add up");
        }
        List<ColumnSum> sums = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            sums.add(column.apply(columns.get(i), other.columns.get(i)));
        }
        HexFormat hex = HexFormat.of();
        return new ContentSum(
                method, count, hex.formatHex(digest.apply(hex.parseHex(digests), hex.parseHex(other.digests))), sums);
    }

    /** As a manifest tells it. */
    public ContentDigest content() {
        return new ContentDigest(
                rows,
                hash(),
                digests,
                columns.stream().map(column -> column.content(rows)).toList());
    }

    /** The content hash: the method's name and 64 hex digits. */
    public String hash() {
        String schema = columns.stream().map(ColumnSum::line).collect(Collectors.joining());
        return hash(method.word(), schema + "rows " + rows + "\nsum " + digests + "\n");
    }

    static String hash(String version, String text) {
        return version + ":" + Sha256.hex(version + "\n" + text);
    }
}
