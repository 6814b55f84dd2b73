package dev.weir.jobs.engine.rerun;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.engine.check.CheckArea;
import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.jobs.engine.landed.EncryptedTable;
import dev.weir.jobs.engine.landed.LandedFiles;
import dev.weir.jobs.engine.landed.LandedRows;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.jobs.engine.staged.StagingArea;
import dev.weir.jobs.release.table.ChangeBase;
import dev.weir.jobs.release.table.FileChanges;
import dev.weir.jobs.release.table.StagedRows;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.journal.RunMark;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The tables of a rerun. They stay from one part of the release to the next, each of which goes on from what an earlier one has
 * left; all lies in encrypted files that die with it.
 */
final class RerunArea implements StagingArea, AutoCloseable {

    private final SparkSession spark;
    private final Warehouse warehouse;
    private final CheckArea area;
    private final Map<String, NavigableMap<Long, TableState>> states = new HashMap<>();
    private final Map<String, Opened> opened = new HashMap<>();
    private final List<LandedFiles> written = new ArrayList<>();
    private long release;

    /** @param warehouse in which a release would have its tables; nothing is written there */
    RerunArea(SparkSession spark, Warehouse warehouse) {
        this.spark = spark;
        this.warehouse = warehouse;
        this.area = new CheckArea(spark, 0);
    }

    /** Begins a part: what was opened is left as it is, and what is opened from now on is of that release. */
    void begin(Manifest part) {
        opened.forEach((key, table) ->
                states.computeIfAbsent(key, name -> new TreeMap<>()).put(release, table.state()));
        opened.clear();
        release = part.number();
    }

    @Override
    public StagedRows open(TableFormat format, String namespace, String name, StructType schema, LoadMode load) {
        return load.isReleased()
                ? table(TableIdentity.of(warehouse, format, namespace, name), schema, Optional.empty(), Map.of())
                : area.open(format, namespace, name, schema, load);
    }

    @Override
    public Optional<StagedTable> load(
            TableFormat format, String namespace, String name, StructType schema, Optional<ChangeBase> base) {
        TableIdentity identity = TableIdentity.of(warehouse, format, namespace, name);
        Optional<TableState> before = base.flatMap(there -> state(key(namespace, name), there.release()));
        return Optional.of(
                table(identity, schema, before, base.map(ChangeBase::renamed).orElse(Map.of())));
    }

    /** Begins a table with rows as they were released. */
    void take(TableIdentity identity, Dataset<Row> rows) {
        EncryptedTable table = table(identity, rows.schema(), Optional.empty(), Map.of());
        SparkInternals.append(spark, table.target(), Optional.empty(), rows);
    }

    private EncryptedTable table(
            TableIdentity identity, StructType schema, Optional<TableState> before, Map<String, String> renamed) {
        LandedFiles files = before.filter(there -> LandedRows.fits(there.schema(), schema))
                .map(TableState::files)
                .orElseGet(() -> newFiles(schema));
        LandedRows rows =
                before.map(there -> there.rows(schema, renamed)).orElseGet(() -> LandedRows.none(files, schema));
        EncryptedTable table = new EncryptedTable(identity, rows, files, schema);
        opened.put(key(identity.namespace(), identity.name()), new Opened(table, files, schema));
        return table;
    }

    /** What the newest part up to a release has left. */
    private Optional<TableState> state(String key, RunMark base) {
        return Optional.ofNullable(states.get(key))
                .flatMap(parts ->
                        Optional.ofNullable(parts.floorEntry(base.release().orElseThrow())))
                .map(Map.Entry::getValue);
    }

    private record Opened(EncryptedTable table, LandedFiles files, StructType schema) {
        TableState state() {
            return new TableState(files, schema, FileChanges.paths(table.files()));
        }
    }

    /**
     * A table as a part of the release has left it.
     *
     * @param names those of the files that it has: later parts write beside them
     */
    private record TableState(LandedFiles files, StructType schema, Set<String> names) {
        LandedRows rows(StructType staged, Map<String, String> renamed) {
            return new LandedRows(files, schema, names, staged, renamed);
        }
    }

    private LandedFiles newFiles(StructType schema) {
        LandedFiles files = new LandedFiles(spark, landing(), schema);
        written.add(files);
        return files;
    }

    private static String key(String namespace, String name) {
        return namespace + "." + name;
    }

    @Override
    public SinkSpec fitted(SinkSpec spec) {
        return spec;
    }

    @Override
    public String landing() {
        return area.landing();
    }

    @Override
    public void close() {
        written.forEach(LandedFiles::close);
        area.close();
    }
}
