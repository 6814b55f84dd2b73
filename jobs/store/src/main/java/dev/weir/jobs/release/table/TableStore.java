package dev.weir.jobs.release.table;

import dev.weir.contracts.release.ReleasedTable;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.journal.RunMark;
import dev.weir.releases.journal.StagedEntry;
import dev.weir.releases.lease.Lease;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Tables of one format. Only the holder of the product's {@link Lease} stages, publishes or rolls back; readers come and
 * go. What {@link #publish} and {@link #rollBack} do can be repeated, and finished by another process.
 */
public interface TableStore {

    /**
     * Opens a table for the rows of a run. Creates it, empty, when it is not there. Of a table that is there, columns that
     * the schema has and the table has not are added at once where the format has one schema for all (Iceberg: readers see
     * them as NULL); types become wider; columns that the schema no longer has go, the order
     * changes, and rows that replace all others have their columns of any other type, when the release is published.
     *
     * @param run the run's id
     * @param schema of the rows; whether NULL is allowed is the contract's matter, the table allows it. A format that knows keys
     *     (Iceberg) has {@link KeyColumns} as such in a table that it creates, as long as no row lacks one
     * @throws dev.weir.contracts.ProblemsException with {@code TYPE_MISMATCH} when rows stay and a column's type cannot become
     *     the new one; with {@code TABLE_FEATURE} when the table uses what Weir cannot keep
     */
    StagedTable stage(String run, TableIdentity table, StructType schema, LoadMode load);

    /**
     * Opens a table for a change of the last release's version, under {@link LoadMode#CHANGE}. Columns are added, made wider and
     * renamed as in {@link #stage}; what earlier releases have is read by its earlier names.
     *
     * @param schema of the whole table after the change
     * @throws dev.weir.contracts.ProblemsException as {@link #stage}; with {@code TABLE_CHANGED} when the table's newest
     *     version is not the base; with {@code RELEASE_MISSING} when the base is gone
     */
    StagedTable change(String run, TableIdentity table, StructType schema, ChangeBase base);

    /**
     * What {@link #change} begins on, for who looks at what a change would make: nothing is written. Errors as there.
     *
     * @param schema of the whole table after the change
     */
    BaseRows base(TableIdentity table, StructType schema, ChangeBase base);

    /**
     * Stages what a release had as the whole of the table, without writing a row; it is published like any replacement.
     *
     * @param release the release that had it
     * @param former the table as that release's manifest has it
     * @throws dev.weir.contracts.ProblemsException with {@code RELEASE_MISSING} when the version is gone
     */
    StagedTable restore(String run, TableIdentity table, RunMark release, ReleasedTable former);

    /**
     * Makes every version that the release's manifest names one that all readers of the format can read, before the manifest
     * is there. Where a format knows no versions but newest ones (Delta), readers of the newest see it from now on. Done
     * already is done.
     *
     * @param mark whose entries they are
     * @param entries of this format that are released
     * @param comments of the tables, which readers see with the version at the latest once it is published
     * @throws dev.weir.contracts.ProblemsException with {@code TABLE_CHANGED} when a version cannot be what the manifest
     *     names, since another client has changed the table
     */
    void prepare(RunMark mark, List<StagedEntry> entries, TableComments comments);

    /**
     * Makes what was staged the tables' newest version, all at once where the catalogue can. Done already is done.
     *
     * @param mark whose entries they are
     * @param entries of this format, with their versions; those that are released are prepared
     * @param comments as {@link #prepare} has them
     * @return one sentence for each table that was not as the run had left it; usually none
     */
    List<String> publish(RunMark mark, List<StagedEntry> entries, TableComments comments);

    /** Removes what was staged, prepared or not; a table that has never had a release goes as well. Done already is done. */
    void rollBack(RunMark mark, List<StagedEntry> entries);

    /**
     * Fails where a table is not there as it was released; reads none of its rows.
     *
     * @param release whose table it is
     * @throws dev.weir.contracts.ProblemsException with {@code RELEASE_MISSING} when the version is gone
     */
    void require(RunMark release, ReleasedTable table);

    /**
     * The greatest number of a release that the histories of the product's own tables name, whether the log has it or not;
     * empty where they name none.
     */
    OptionalLong newestRelease(Warehouse warehouse, String product);

    /**
     * The rows of a table exactly as they were released, with the released columns.
     *
     * @param release whose table it is
     * @throws dev.weir.contracts.ProblemsException with {@code RELEASE_MISSING} when the version is gone
     */
    Dataset<Row> read(RunMark release, ReleasedTable table);

    /** The file of a row, in {@link #located}. */
    String ROW_FILE = "_weir_row_file";

    /** The place of a row in its file, from 0, in {@link #located}. */
    String ROW_PLACE = "_weir_row_place";

    /**
     * The same rows, each with where it lies: the path of its data file ({@link #ROW_FILE}) and its place in it ({@link
     * #ROW_PLACE}). NULL is what the format does not tell.
     */
    default Dataset<Row> located(RunMark release, ReleasedTable table) {
        return read(release, table)
                .withColumn(ROW_FILE, functions.lit(null).cast(DataTypes.StringType))
                .withColumn(ROW_PLACE, functions.lit(null).cast(DataTypes.LongType));
    }

    /**
     * The data files of a table exactly as it was released.
     *
     * @throws dev.weir.contracts.ProblemsException with {@code RELEASE_MISSING} when the version is gone; with {@code
     *     TABLE_FEATURE} when rows of it are deleted by a file of their own, or a file does not tell how many rows it has
     */
    List<DataFile> files(RunMark release, ReleasedTable table);

    /**
     * The rows of some data files of a table, exactly as they were released.
     *
     * @param files their paths, as {@link #files} has them
     * @return empty where the files alone can no longer be read as they were then: the table has lost or renamed a column
     *     since, or rows are deleted by other files
     */
    Optional<Dataset<Row>> read(RunMark release, ReleasedTable table, Set<String> files);
}
