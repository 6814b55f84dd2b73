package dev.weir.jobs.engine.check;

import dev.weir.contracts.TableFormat;
import dev.weir.jobs.engine.landed.EncryptedTable;
import dev.weir.jobs.engine.landed.LandedFiles;
import dev.weir.jobs.engine.landed.LandedRows;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sink.spec.SinkColumns;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.jobs.engine.staged.StagingArea;
import dev.weir.jobs.release.table.BaseRows;
import dev.weir.jobs.release.table.ChangeBase;
import dev.weir.jobs.release.table.StagedRows;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.quality.ColumnsByName;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import dev.weir.releases.warehouse.WorkFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.types.StructType;

/**
 * The tables of a trial: files in a temporary folder, encrypted with keys that are only in this process's memory. Closing
 * removes them, and so does the end of the process; when it dies first, what is left cannot be read by anybody.
 */
public final class CheckArea implements StagingArea, AutoCloseable {

    private final SparkSession spark;
    private final Optional<WeirSession> loads;
    private final int examples;
    private final Path folder;
    private final Thread remover = new Thread(this::remove, "weir-trial-end");
    private final Map<String, Table> tables = new HashMap<>();
    private final Map<String, EncryptedTable> loaded = new HashMap<>();
    private final List<LandedFiles> written = new ArrayList<>();

    /**
     * Where every table is what the trial makes.
     *
     * @param examples how many failing rows of each rule are kept to be shown
     */
    public CheckArea(SparkSession spark, int examples) {
        this(spark, Optional.empty(), examples);
    }

    /** Where tables that are loaded in parts come on top of the last release, which is read where it lies. */
    CheckArea(WeirSession session, int examples) {
        this(session.spark(), Optional.of(session), examples);
    }

    private CheckArea(SparkSession spark, Optional<WeirSession> loads, int examples) {
        this.spark = spark;
        this.loads = loads;
        this.examples = examples;
        Path local = Path.of(spark.sparkContext()
                .conf()
                .get("spark.local.dir", System.getProperty("java.io.tmpdir"))
                .split(",", 2)[0]);
        try {
            this.folder = Files.createTempDirectory(local, "weir-trial-");
        } catch (IOException e) {
            throw Warehouse.notWritable(local, e);
        }
        Runtime.getRuntime().addShutdownHook(remover);
    }

    @Override
    public StagedRows open(TableFormat format, String namespace, String name, StructType schema, LoadMode load) {
        Table table = new Table(new LandedFiles(spark, landing(), schema), schema, load);
        Table before = tables.put(namespace + "." + name, table);
        if (before != null) {
            before.files.close();
        }
        return table;
    }

    @Override
    public Optional<StagedTable> load(
            TableFormat format, String namespace, String name, StructType schema, Optional<ChangeBase> base) {
        return loads.map(session -> {
            TableIdentity identity = TableIdentity.of(session.warehouse(), format, namespace, name);
            LandedFiles files = new LandedFiles(spark, landing(), schema);
            written.add(files);
            BaseRows before = base.<BaseRows>map(there -> PreviouslyReleasedRows.of(
                            session.releases().base(identity, schema, there), there.release(), schema))
                    .orElseGet(() -> LandedRows.none(files, schema));
            EncryptedTable table = new EncryptedTable(identity, before, files, schema);
            loaded.put(namespace + "." + name, table);
            return table;
        });
    }

    @Override
    public SinkSpec fitted(SinkSpec spec) {
        return spec.shown(examples);
    }

    @Override
    public boolean isTrial() {
        return true;
    }

    @Override
    public String landing() {
        return folder.toString();
    }

    /** All rows that were staged in a table with all their columns, file and line among them; empty if none was opened. */
    Optional<Dataset<Row>> located(String namespace, String name) {
        String key = namespace + "." + name;
        return Optional.ofNullable(loaded.get(key))
                .map(EncryptedTable::located)
                .or(() -> Optional.ofNullable(tables.get(key)).map(Table::located));
    }

    @Override
    public void close() {
        tables.values().forEach(table -> table.files.close());
        written.forEach(LandedFiles::close);
        remove();
        Runtime.getRuntime().removeShutdownHook(remover);
    }

    private void remove() {
        try {
            WorkFolder.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "A trial's files could not be removed; without their key they tell nothing", e);
        }
    }

    /** One table's encrypted files. */
    private record Table(LandedFiles files, StructType schema, LoadMode load) implements StagedRows {

        @Override
        public SupportsWrite target() {
            return files.table();
        }

        @Override
        public Dataset<Row> rows() {
            Dataset<Row> rows = located();
            // A product's table has no file and line; a quarantine has.
            return load.isReleased() ? rows.drop(SinkColumns.FILE, SinkColumns.LINE) : rows;
        }

        Dataset<Row> located() {
            return files.rows().select(ColumnsByName.columns(List.of(schema.fieldNames())));
        }
    }
}
