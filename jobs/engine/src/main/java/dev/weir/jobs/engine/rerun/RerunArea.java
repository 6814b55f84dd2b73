package dev.weir.jobs.engine.rerun;

import dev.weir.contracts.TableFormat;
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
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The tables of a rerun. They stay from one part of the release to the next, each of which goes on from what the one before
 * has left; all lies in encrypted files that die with it.
 */
final class RerunArea implements StagingArea, AutoCloseable {

    private final SparkSession spark;
    private final Warehouse warehouse;
    private final CheckArea area;
    private final Map<String, Part> tables = new HashMap<>();
    private final List<LandedFiles> written = new ArrayList<>();

    /** @param warehouse in which a release would have its tables; nothing is written there */
    RerunArea(SparkSession spark, Warehouse warehouse) {
        this.spark = spark;
        this.warehouse = warehouse;
        this.area = new CheckArea(spark, 0);
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
        Optional<Part> before = base.flatMap(there -> Optional.ofNullable(tables.get(key(namespace, name))));
        return Optional.of(
                table(identity, schema, before, base.map(ChangeBase::renamed).orElse(Map.of())));
    }

    /** Begins a table with rows as they were released. */
    void begin(TableIdentity identity, Dataset<Row> rows) {
        EncryptedTable table = table(identity, rows.schema(), Optional.empty(), Map.of());
        SparkInternals.append(spark, table.target(), Optional.empty(), rows);
    }

    private EncryptedTable table(
            TableIdentity identity, StructType schema, Optional<Part> before, Map<String, String> renamed) {
        LandedFiles files = before.filter(part -> LandedRows.fits(part.schema(), schema))
                .map(Part::files)
                .orElseGet(() -> newFiles(schema));
        LandedRows rows =
                before.map(part -> part.rows(schema, renamed)).orElseGet(() -> LandedRows.none(files, schema));
        EncryptedTable table = new EncryptedTable(identity, rows, files, schema);
        tables.put(key(identity.namespace(), identity.name()), new Part(table, files, schema));
        return table;
    }

    /** A table as a part of the release has left it, in files of its own or beside those of the part before. */
    private record Part(EncryptedTable table, LandedFiles files, StructType schema) {

        LandedRows rows(StructType staged, Map<String, String> renamed) {
            Set<String> names = FileChanges.paths(table.files());
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
