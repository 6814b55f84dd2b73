package dev.weir.jobs.release.iceberg;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.Load;
import dev.weir.jobs.release.StagedEntry;
import dev.weir.jobs.release.StagedTable;
import dev.weir.jobs.release.TableIdentity;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.types.StructType;

/** A run's rows on the run's branch. */
final class IcebergStagedTable implements StagedTable {

    private final SparkSession session;
    private final RunBranch branch;
    private final TableIdentity identity;
    private final StructType schema;
    private final Load load;

    IcebergStagedTable(SparkSession session, RunBranch branch, TableIdentity identity, StructType schema, Load load) {
        this.session = session;
        this.branch = branch;
        this.identity = identity;
        this.schema = schema;
        this.load = load;
    }

    @Override
    public TableIdentity identity() {
        return identity;
    }

    @Override
    public SupportsWrite target() {
        return new RunBranchTarget(branch, schema, load);
    }

    @Override
    public Dataset<Row> rows() {
        return branch.written()
                .map(snapshot -> IcebergStore.rows(
                        session, IcebergStore.name(identity), snapshot.snapshotId(), List.of(schema.fieldNames())))
                .orElseGet(() -> session.createDataFrame(List.of(), schema));
    }

    @Override
    public ReleasedTable.Version version() {
        Snapshot staged = branch.written()
                .orElseThrow(() -> new IllegalStateException(
                        "Nothing was written to table '" + identity.identifier() + "' in run " + branch.run()));
        Snapshot main = branch.table().currentSnapshot();
        if (main != null && !SnapshotUtil.isAncestorOf(branch.table(), staged.snapshotId(), main.snapshotId())) {
            throw ProblemsException.of(
                    Code.TABLE_CHANGED,
                    Place.of(identity.identifier()),
                    "Table '" + identity.identifier() + "' has changed since the run began",
                    "somebody else has written to it; only releases should",
                    "Find out who writes there and stop it, then run again.");
        }
        return new ReleasedTable.Version(
                TableFormat.ICEBERG, branch.table().location(), identity.identifier(), staged.snapshotId());
    }

    @Override
    public StagedEntry entry() {
        Optional<Snapshot> staged = branch.written();
        OptionalLong version = staged.isPresent() ? OptionalLong.of(staged.get().snapshotId()) : OptionalLong.empty();
        return new StagedEntry(identity, load, schema.json(), version, List.of());
    }
}
