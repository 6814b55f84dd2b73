package dev.weir.jobs.release.table;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a change of a table begins on: rows in data files, which are read where they lie and never written. */
public interface BaseRows {

    List<DataFile> files();

    /**
     * Those of {@link #files} that cannot stay as they are, or are {@linkplain SmallFiles too many small ones}: who changes the table
     * rewrites them.
     */
    List<DataFile> stale();

    /** The rows in the staged columns, a new column being NULL, with {@link StagedTable#FILE}; read as needed. */
    Dataset<Row> rows();

    /** The same, of these files: no other is opened. */
    Dataset<Row> rows(Set<String> paths);
}
