package dev.weir.jobs.spark.conform;

import static java.util.Objects.requireNonNull;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What became of a parent table's rows in this run, with masked columns as they are staged.
 *
 * @param released the rows that got in
 * @param quarantined the rows of this run that did not
 */
public record ParentRows(Dataset<Row> released, Dataset<Row> quarantined) {

    public ParentRows {
        requireNonNull(released, "released");
        requireNonNull(quarantined, "quarantined");
    }
}
