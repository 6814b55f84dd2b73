package dev.weir.jobs.engine.load;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.StagedTable;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Takes the rows of an interval out of a table that the run's own rows are added to. */
public final class IntervalChange {

    private IntervalChange() {}

    /**
     * Takes them out. Of the interval's column alone are read the statistics by which files are chosen; a file that has no other
     * goes unread.
     *
     * @param table staged for a change, after the run's rows were written
     * @param within whether a row is of the interval; NULL is not
     */
    public static void apply(SparkSession spark, StagedTable table, Column within) {
        ChangedTable changed = new ChangedTable(spark, table);
        Column inside = coalesce(within, lit(false));
        Map<String, Long> found = new HashMap<>();
        for (Row file : changed.rows()
                .where(within)
                .groupBy(col(StagedTable.FILE))
                .agg(count(lit(1)))
                .collectAsList()) {
            found.put(file.getString(0), file.getLong(1));
        }
        Set<String> touched = new LinkedHashSet<>(found.keySet());
        touched.addAll(changed.stale());
        Set<String> partly = new LinkedHashSet<>();
        for (DataFile file : changed.files()) {
            if (touched.contains(file.path()) && found.getOrDefault(file.path(), 0L) < file.rows()) {
                partly.add(file.path());
            }
        }
        if (!partly.isEmpty()) {
            changed.write(changed.rows(partly).where(not(inside)));
        }
        changed.remove(touched);
    }
}
