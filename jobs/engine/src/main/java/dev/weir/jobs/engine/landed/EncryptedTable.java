package dev.weir.jobs.engine.landed;

import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.engine.sink.spec.SinkColumns;
import dev.weir.jobs.release.table.BaseRows;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.journal.StagedEntry;
import dev.weir.releases.warehouse.TableIdentity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.types.StructType;

/** A table of a trial or a rerun: what is written lies in encrypted files, on top of rows that stay where they are. */
public final class EncryptedTable implements StagedTable {

    private final TableIdentity identity;
    private final BaseRows before;
    private final LandedFiles files;
    private final StructType schema;
    private final Set<String> then;
    private final Set<String> removed = new LinkedHashSet<>();

    /**
     * A table that begins with these rows.
     *
     * @param files where its own rows go; what is there already is none of them
     * @param schema of the whole table
     */
    public EncryptedTable(TableIdentity identity, BaseRows before, LandedFiles files, StructType schema) {
        this.identity = identity;
        this.before = before;
        this.files = files;
        this.schema = schema;
        this.then = files.names();
    }

    private Set<String> added() {
        Set<String> added = files.names();
        added.removeAll(then);
        return added;
    }

    @Override
    public TableIdentity identity() {
        return identity;
    }

    @Override
    public SupportsWrite target() {
        return files.table();
    }

    @Override
    public Dataset<Row> rows() {
        return located().drop(SinkColumns.FILE, SinkColumns.LINE);
    }

    /** The same rows with file and line, where those are staged. */
    public Dataset<Row> located() {
        List<DataFile> kept = kept();
        if (kept.isEmpty()) {
            return addedRows();
        }
        Set<String> paths = new LinkedHashSet<>();
        kept.forEach(file -> paths.add(file.path()));
        return (removed.isEmpty() ? before.rows() : before.rows(paths))
                .drop(FILE)
                .unionByName(addedRows());
    }

    @Override
    public Dataset<Row> addedRows() {
        return files.stored(added());
    }

    @Override
    public Dataset<Row> baseRows() {
        return before.rows();
    }

    @Override
    public Dataset<Row> baseRows(Set<String> paths) {
        return before.rows(paths);
    }

    @Override
    public void remove(Set<String> paths) {
        removed.addAll(paths);
    }

    @Override
    public List<DataFile> base() {
        return before.files();
    }

    @Override
    public List<DataFile> stale() {
        return before.stale();
    }

    @Override
    public List<DataFile> files() {
        List<DataFile> all = new ArrayList<>(kept());
        all.addAll(LandedRows.files(added()));
        return all;
    }

    private List<DataFile> kept() {
        return before.files().stream()
                .filter(file -> !removed.contains(file.path()))
                .toList();
    }

    /** A version that no reader will look for. */
    @Override
    public ReleasedTable.Version version() {
        return new ReleasedTable.Version(identity.format(), identity.location(), identity.identifier(), 0);
    }

    @Override
    public StagedEntry entry() {
        return new StagedEntry(
                identity,
                LoadMode.CHANGE,
                schema.json(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                List.of(),
                List.of());
    }
}
