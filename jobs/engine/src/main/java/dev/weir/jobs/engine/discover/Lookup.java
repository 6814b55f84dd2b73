package dev.weir.jobs.engine.discover;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A value that a table takes from another one, whose rows are found by a key. Of rows with one key that have several values
 * none is known to be right: no value is taken.
 *
 * @param files the other table's
 * @param key the place of its column by which rows are found
 * @param value the place of the column whose value is taken
 */
public record Lookup(DescribedLayout files, int key, int value) {

    private static final String FOUND = "weir_lookup_key";
    private static final String LEAST = "weir_lookup_value";
    private static final String MOST = "weir_lookup_most";

    /**
     * The rows, with the value that is found in the place of the one that finds it.
     *
     * @param column by whose values rows are found; NULL finds none
     * @param others the other table's rows
     */
    static Dataset<Row> replaced(Dataset<Row> rows, String column, Dataset<Row> others, String key, String value) {
        Dataset<Row> found = others.where(col(key).isNotNull())
                .groupBy(col(key).as(FOUND))
                .agg(min(col(value)).as(LEAST), max(col(value)).as(MOST))
                .where(col(LEAST).equalTo(col(MOST)))
                .select(FOUND, LEAST);
        return rows.join(found, rows.col(column).equalTo(found.col(FOUND)), "left")
                .drop(column, FOUND)
                .withColumnRenamed(LEAST, column);
    }
}
