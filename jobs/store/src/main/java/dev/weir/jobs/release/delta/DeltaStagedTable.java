package dev.weir.jobs.release.delta;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.table.BaseRows;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.journal.StagedEntry;
import dev.weir.releases.warehouse.TableIdentity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A run's rows in files of the table's folder that no log names. */
final class DeltaStagedTable implements StagedTable {

    private final SparkSession session;
    private final TableIdentity identity;
    private final StructType schema;
    private final LoadMode load;
    private final DeltaHead head;
    private final Optional<DeltaBase> base;
    private final Supplier<SupportsWrite> target;
    private final Set<String> removed = new LinkedHashSet<>();
    private Optional<List<AddFile>> files;

    /**
     * @param head of the table as it was when the run began
     * @param base what a change begins on
     * @param files that are there without being written
     */
    DeltaStagedTable(
            SparkSession session,
            TableIdentity identity,
            StructType schema,
            LoadMode load,
            String run,
            DeltaHead head,
            DeltaFiles writer,
            Optional<DeltaBase> base,
            Optional<List<AddFile>> files) {
        this.session = session;
        this.identity = identity;
        this.schema = schema;
        this.load = load;
        this.head = head;
        this.base = base;
        this.files = files;
        this.target = () -> writer.open(identity.location(), run, schema, this::written);
    }

    private synchronized void written(List<AddFile> added) {
        List<AddFile> all = new ArrayList<>(files.orElse(List.of()));
        all.addAll(added);
        files = Optional.of(List.copyOf(all));
    }

    private synchronized List<AddFile> added() {
        return files.orElse(List.of());
    }

    private synchronized boolean isWritten() {
        return files.isPresent() || base.isPresent();
    }

    @Override
    public TableIdentity identity() {
        return identity;
    }

    @Override
    public SupportsWrite target() {
        return target.get();
    }

    @Override
    public Dataset<Row> rows() {
        Dataset<Row> rows = written();
        Set<String> kept = kept();
        return kept.isEmpty() ? rows : base.orElseThrow().rows(kept).drop(FILE).unionByName(rows);
    }

    @Override
    public Dataset<Row> addedRows() {
        return written();
    }

    private Dataset<Row> written() {
        List<AddFile> added = added();
        return added.isEmpty()
                ? session.createDataFrame(List.of(), schema)
                : session.read()
                        .schema(schema)
                        .parquet(added.stream()
                                .map(file -> AddFiles.path(identity.location(), file))
                                .toArray(String[]::new));
    }

    @Override
    public ReleasedTable.Version version() {
        if (!isWritten()) {
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
        Set<String> kept = kept();
        List<AddFile> all = new ArrayList<>(added());
        base.ifPresent(there -> all.addAll(there.again(kept)));
        return new StagedEntry(
                identity,
                load,
                schema.json(),
                head.version() < 0 ? OptionalLong.empty() : OptionalLong.of(head.version()),
                isWritten() ? OptionalLong.of(head.version() + 1) : OptionalLong.empty(),
                json(all),
                json(base.map(there -> there.gone(kept)).orElse(List.of())));
    }

    private static List<String> json(Collection<AddFile> files) {
        return files.stream().map(AddFile::json).toList();
    }

    @Override
    public List<DataFile> base() {
        return base.map(BaseRows::files).orElse(List.of());
    }

    @Override
    public List<DataFile> stale() {
        return base.map(BaseRows::stale).orElse(List.of());
    }

    @Override
    public List<DataFile> files() {
        List<AddFile> all = base.map(
                        there -> new ArrayList<>(there.byPath(kept()).values()))
                .orElseGet(ArrayList::new);
        all.addAll(added());
        return AddFiles.list(identity.location(), all);
    }

    @Override
    public Dataset<Row> baseRows() {
        return base.map(BaseRows::rows).orElseGet(this::none);
    }

    @Override
    public Dataset<Row> baseRows(Set<String> paths) {
        return paths.isEmpty() ? none() : base.orElseThrow().rows(paths);
    }

    private Dataset<Row> none() {
        return session.createDataFrame(List.of(), schema.add(FILE, DataTypes.StringType));
    }

    @Override
    public void remove(Set<String> paths) {
        removed.addAll(base.orElseThrow().byPath(paths).keySet());
    }

    private Set<String> kept() {
        Set<String> kept =
                new LinkedHashSet<>(base.map(there -> there.byPath().keySet()).orElse(Set.of()));
        kept.removeAll(removed);
        return kept;
    }
}
