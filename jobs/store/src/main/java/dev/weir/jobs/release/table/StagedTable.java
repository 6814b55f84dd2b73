package dev.weir.jobs.release.table;

import dev.weir.contracts.release.ReleasedTable;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.journal.StagedEntry;
import dev.weir.releases.warehouse.TableIdentity;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A table that takes the rows of one run, visible to that run alone. Under {@link LoadMode#CHANGE} it begins as the last
 * release's version: {@link #target} may be written more than once, and what is written comes on top of the files that are not
 * {@linkplain #remove removed}; {@link #rows} and {@link #version} are the whole table.
 */
public interface StagedTable extends StagedRows {

    /**
     * In {@link #baseRows}: the path of the data file that a row lies in, as {@link DataFile#path} has it. A trial's rows have
     * their source file beside it.
     */
    String FILE = "_weir_data_file";

    /** Which table. */
    TableIdentity identity();

    /**
     * The version at which these rows will be read for ever, once the release is published.
     *
     * @throws IllegalStateException before the rows of a replacement are written
     * @throws dev.weir.contracts.ProblemsException with {@code TABLE_CHANGED} when another client has changed the table since
     *     the run began
     */
    ReleasedTable.Version version();

    /** All that another process needs to publish or to remove these rows; as far as they are written. */
    StagedEntry entry();

    /** The files of the version that a change begins on; none where the rows do not come on top of any. */
    List<DataFile> base();

    /**
     * Those of {@link #base} that the format cannot read with the staged columns, or that are {@linkplain SmallFiles too many small
     * ones}: who changes the table rewrites them.
     */
    List<DataFile> stale();

    /** The files of the whole table as it is staged now. */
    List<DataFile> files();

    /** The rows of {@link #base} in the staged columns, a new column being NULL, with {@link #FILE}; read as needed. */
    Dataset<Row> baseRows();

    /** The same, of these files: no other is opened. */
    Dataset<Row> baseRows(Set<String> paths);

    /** The rows of the files that are {@linkplain #changes added}, in the staged columns: no other is opened. */
    Dataset<Row> addedRows();

    /**
     * Takes files of {@link #base} out of the table. Together with all that was written so far this is one version: there is
     * none with the new rows and the old. Called once, after the writes.
     *
     * @throws IllegalStateException where nothing can be removed
     */
    void remove(Set<String> paths);

    /** What the staged table has in place of its base's files. */
    default FileChanges changes() {
        return FileChanges.between(base(), files());
    }
}
