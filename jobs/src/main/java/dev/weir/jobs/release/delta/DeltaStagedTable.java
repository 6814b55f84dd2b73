package dev.weir.jobs.release.delta;

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
import java.util.OptionalLong;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A run's rows in files of the table's folder that no log names. */
final class DeltaStagedTable implements StagedTable {

    private final SparkSession session;
    private final TableIdentity identity;
    private final StructType schema;
    private final Load load;
    private final DeltaHead head;
    private final SupportsWrite target;
    private volatile @Nullable List<AddFile> files;

    /** @param head of the table as it was when the run began */
    DeltaStagedTable(
            SparkSession session,
            TableIdentity identity,
            StructType schema,
            Load load,
            String run,
            DeltaHead head,
            DeltaFiles writer) {
        this.session = session;
        this.identity = identity;
        this.schema = schema;
        this.load = load;
        this.head = head;
        this.target = writer.open(identity.location(), run, schema, this::written);
    }

    private void written(List<AddFile> added) {
        files = List.copyOf(added);
    }

    @Override
    public TableIdentity identity() {
        return identity;
    }

    @Override
    public SupportsWrite target() {
        return target;
    }

    @Override
    public Dataset<Row> rows() {
        List<AddFile> added = files;
        if (added == null || added.isEmpty()) {
            return session.createDataFrame(List.of(), schema);
        }
        Path folder = new Path(identity.location());
        return session.read()
                .schema(schema)
                .parquet(added.stream()
                        .map(file -> new Path(folder, file.sparkPath().toPath()).toString())
                        .toArray(String[]::new));
    }

    @Override
    public ReleasedTable.Version version() {
        if (files == null) {
            throw new IllegalStateException("Nothing was written to table '" + identity.identifier() + "'");
        }
        if (DeltaHead.of(session, identity.location()).version() != head.version()) {
            throw ProblemsException.of(
                    Code.TABLE_CHANGED,
                    Place.of(identity.location()),
                    "Table '" + identity.identifier() + "' has changed since the run began",
                    "somebody else has written to it; only releases should",
                    "Find out who writes there and stop it, then run again.");
        }
        return new ReleasedTable.Version(
                TableFormat.DELTA, identity.location(), identity.location(), head.version() + 1);
    }

    @Override
    public StagedEntry entry() {
        List<AddFile> added = files;
        return new StagedEntry(
                identity,
                load,
                schema.json(),
                added == null ? OptionalLong.empty() : OptionalLong.of(head.version() + 1),
                added == null ? List.of() : added.stream().map(AddFile::json).toList());
    }
}
