package dev.weir.jobs.engine.conform;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What became of a parent table's rows in this run.
 *
 * @param released the rows that got in
 * @param quarantined the rows of this run that did not
 * @param values whether they are as they are staged
 */
public record ParentRows(Dataset<Row> released, Dataset<Row> quarantined, Values values) {

    /** What the rows hold. */
    public enum Values {
        /** Masked columns as they are staged. */
        MASKED,
        /** Every column as it came. */
        CLEAR
    }

    /** Staged rows. */
    public ParentRows(Dataset<Row> released, Dataset<Row> quarantined) {
        this(released, quarantined, Values.MASKED);
    }

    /** Gives a parent's rows. */
    @FunctionalInterface
    public interface Source {
        /**
         * The rows of a table that was staged before.
         *
         * @param columns those that are wanted with the answer that the clear values give
         */
        ParentRows of(String table, List<String> columns);
    }
}
