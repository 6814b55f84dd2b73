package dev.weir.jobs.release.iceberg;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.FileChanges;
import dev.weir.jobs.release.table.KeyColumns;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.journal.StagedEntry;
import dev.weir.releases.warehouse.TableIdentity;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.expressions.Expressions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.types.StructType;

/** A run's rows on the run's branch. */
final class IcebergStagedTable implements StagedTable {

    private static final long NONE = -1;

    private final SparkSession session;
    private final RunBranch branch;
    private final TableIdentity identity;
    private final StructType schema;
    private final LoadMode load;
    private final ChangedColumns columns;
    private final BranchStart start;
    private final IcebergBase base;
    private Set<String> removed = Set.of();
    private long whole = NONE;

    /** @param start what the branch began with, when that counts as staged */
    IcebergStagedTable(
            SparkSession session,
            RunBranch branch,
            TableIdentity identity,
            StructType schema,
            LoadMode load,
            ChangedColumns columns,
            BranchStart start) {
        this.session = session;
        this.branch = branch;
        this.identity = identity;
        this.schema = schema;
        this.load = load;
        this.columns = columns;
        this.start = start;
        this.base = new IcebergBase(session, identity, branch.table(), start.base(branch), schema, columns);
    }

    @Override
    public TableIdentity identity() {
        return identity;
    }

    @Override
    public SupportsWrite target() {
        return new RunBranchTarget(branch, schema, load, columns);
    }

    @Override
    public Dataset<Row> rows() {
        OptionalLong staged = staged();
        return staged.isPresent()
                ? IcebergStore.rows(
                        session, IcebergStore.name(identity), staged.getAsLong(), List.of(schema.fieldNames()))
                : session.createDataFrame(List.of(), schema);
    }

    @Override
    public ReleasedTable.Version version() {
        long staged = staged().orElseThrow(() -> new IllegalStateException(
                "Nothing was written to table '" + identity.identifier() + "' in run " + branch.run()));
        if (branch.isOvertaken()) {
            throw ProblemsException.of(
                    Code.TABLE_CHANGED,
                    Place.of(identity.identifier()),
                    "Table '" + identity.identifier() + "' has changed since the run began",
                    "somebody else has written to it; only releases should",
                    "Find out who writes there and stop it, then run again.");
        }
        return new ReleasedTable.Version(TableFormat.ICEBERG, branch.table().location(), identity.identifier(), staged);
    }

    @Override
    public StagedEntry entry() {
        return new StagedEntry(identity, load, schema.json(), branch.main(), staged(), List.of(), List.of());
    }

    @Override
    public List<DataFile> base() {
        return base.files();
    }

    @Override
    public List<DataFile> stale() {
        return base.stale();
    }

    @Override
    public List<DataFile> files() {
        OptionalLong staged = staged();
        return staged.isPresent()
                ? SnapshotFiles.of(branch.table(), staged.getAsLong()).list()
                : List.of();
    }

    /** What is added to a quarantine does not depend on what lies in it: that is not read. */
    @Override
    public FileChanges changes() {
        return load == LoadMode.APPEND
                ? new FileChanges(
                        branch.added().stream().map(SnapshotFiles::plain).toList(), List.of())
                : StagedTable.super.changes();
    }

    @Override
    public Dataset<Row> baseRows() {
        return base.rows();
    }

    @Override
    public Dataset<Row> baseRows(Set<String> paths) {
        return base.rows(paths);
    }

    @Override
    public Dataset<Row> addedRows() {
        OptionalLong staged = staged();
        return staged.isPresent() ? base.added(branch.tip().snapshotId()) : session.createDataFrame(List.of(), schema);
    }

    @Override
    public synchronized void remove(Set<String> paths) {
        removed = Set.copyOf(paths);
        allowMissingKeys();
        branch.settle(this::withoutRemoved, columns::forNow);
    }

    /** The snapshot that is the table now; it has the staged columns. */
    private synchronized OptionalLong staged() {
        if (!start.isStaged() && branch.written().isEmpty()) {
            return OptionalLong.empty();
        }
        if (load != LoadMode.APPEND && (allowMissingKeys() || !columns.areThoseOf(branch.columns()))) {
            settle();
        }
        return OptionalLong.of(branch.tip().snapshotId());
    }

    private void settle() {
        branch.settle(
                load == LoadMode.REPLACE
                        ? removal -> removal.overwriteByRowFilter(Expressions.alwaysTrue())
                        : this::withoutRemoved,
                columns::forNow);
    }

    private void withoutRemoved(OverwriteFiles change) {
        base.files(removed).forEach(change::deleteFile);
    }

    /**
     * A row without a key is read as one, so that it is judged: a required column would be read as if a value were there.
     *
     * @return whether the rows are to be put in a snapshot that allows it
     */
    private boolean allowMissingKeys() {
        long tip = branch.tip().snapshotId();
        if (tip == whole) {
            return false;
        }
        Schema there = branch.columns();
        if (IdentifierFields.areAny(there)
                && branch.added().stream().anyMatch(file -> IdentifierFields.mayLackOne(there, file))) {
            IcebergStore.evolve(
                    branch.run(),
                    branch.table(),
                    present -> SchemaChange.between(identity.identifier(), present, keyless()));
            return true;
        }
        whole = tip;
        return false;
    }

    private StructType keyless() {
        return KeyColumns.marked(columns.former(schema), Set.of());
    }
}
