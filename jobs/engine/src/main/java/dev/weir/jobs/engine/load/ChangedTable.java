package dev.weir.jobs.engine.load;

import static org.apache.spark.sql.functions.col;

import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.StagedTable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A staged table whose files change: those that a change touches are read, written anew without the rows that went, and taken
 * out. The names of files come to the driver, rows never do. Where the table begins as nothing, so does every step.
 */
record ChangedTable(SparkSession spark, StagedTable table) {
    /** The rows that are there, with {@link StagedTable#FILE}. */
    Dataset<Row> rows() {
        return table.baseRows();
    }

    List<DataFile> files() {
        return table.base();
    }

    /** The files that these rows of the table lie in, and those that must be written anew in any case. */
    Set<String> touched(Dataset<Row> rows) {
        Set<String> touched = stale();
        touched.addAll(rows.select(col(StagedTable.FILE))
                .distinct()
                .as(Encoders.STRING())
                .collectAsList());
        return touched;
    }

    Set<String> stale() {
        Set<String> stale = new LinkedHashSet<>();
        table.stale().forEach(file -> stale.add(file.path()));
        return stale;
    }

    /** The rows of these files alone. */
    Dataset<Row> rows(Set<String> touched) {
        return table.baseRows(touched).drop(StagedTable.FILE);
    }

    void write(Dataset<Row> rows) {
        SparkInternals.append(spark, table.target(), Optional.empty(), rows);
    }

    void remove(Set<String> touched) {
        if (!touched.isEmpty()) {
            table.remove(touched);
        }
    }
}
