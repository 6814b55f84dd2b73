package dev.weir.jobs.engine.run;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.jobs.engine.content.FileDigests;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.jobs.engine.staged.StagingArea;
import dev.weir.jobs.release.Staging;
import dev.weir.jobs.release.table.ChangeBase;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.StagedRows;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.warehouse.QuarantineName;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.types.StructType;

/** The tables of a run that may become a release. */
public final class WarehouseArea implements StagingArea {

    /** Rows of each rule, and records of each cause, that a run's report shows. */
    private static final int EXAMPLES = 3;

    private final Warehouse warehouse;
    private final Staging staging;
    private final FileStorage landing;
    private final Map<String, StagedTable> tables = new HashMap<>();
    private final List<StagedTable> quarantine = new ArrayList<>();

    /** For a run that holds the product's lock: what a dead run of it has left encrypted, without a key, is deleted. */
    public WarehouseArea(Warehouse warehouse, String product, Staging staging) {
        this.warehouse = warehouse;
        this.staging = staging;
        this.landing = warehouse.landing(product);
        removeLeft(product);
    }

    private void removeLeft(String product) {
        Optional<Path> disk = landing.disk();
        if (disk.isPresent()) {
            FileUtil.fullyDelete(disk.get().toFile());
            return;
        }
        try {
            for (FileStorage.StoredFile left : landing.walk("")) {
                landing.delete(left.name());
            }
        } catch (IOException e) {
            throw Warehouse.notWritable(warehouse.landing(product).place(""), e);
        }
    }

    @Override
    public StagedRows open(TableFormat format, String namespace, String name, StructType schema, LoadMode load) {
        TableIdentity identity = TableIdentity.of(warehouse, format, namespace, name);
        StagedTable table = staging.open(identity, schema, load);
        tables.put(identity.identifier(), table);
        if (QuarantineName.isNamespace(namespace)) {
            quarantine.add(table);
        }
        return table;
    }

    @Override
    public Optional<StagedTable> load(
            TableFormat format, String namespace, String name, StructType schema, Optional<ChangeBase> base) {
        TableIdentity identity = TableIdentity.of(warehouse, format, namespace, name);
        StagedTable table = base.isPresent()
                ? staging.change(identity, schema, base.get())
                : staging.open(identity, schema, LoadMode.REPLACE);
        tables.put(identity.identifier(), table);
        return Optional.of(table);
    }

    @Override
    public SinkSpec fitted(SinkSpec spec) {
        return spec.showing(EXAMPLES);
    }

    @Override
    public String landing() {
        return landing.place("");
    }

    /** The data files of a table as it is staged. */
    FileDigests.OfTable files(String namespace, String name, Optional<DataFileList> before) {
        StagedTable table = staged(namespace, name);
        return new FileDigests.OfTable(name, table.identity().location(), table.files(), before);
    }

    /** The data files that the run has added to tables of the quarantine, by table; without tables that it added none to. */
    List<FileDigests.OfTable> quarantine() {
        Map<String, FileDigests.OfTable> added = new LinkedHashMap<>();
        for (StagedTable table : quarantine) {
            List<DataFile> files = table.changes().added();
            if (!files.isEmpty()) {
                FileDigests.OfTable all = new FileDigests.OfTable(
                        table.identity().name(), table.identity().location(), files, Optional.empty());
                added.merge(table.identity().name(), all, FileDigests.OfTable::and);
            }
        }
        return List.copyOf(added.values());
    }

    /** The version at which a table's rows will be read, once they are released. */
    ReleasedTable.Version version(String namespace, String name) {
        return staged(namespace, name).version();
    }

    private StagedTable staged(String namespace, String name) {
        StagedTable table = tables.get(namespace + "." + name);
        if (table == null) {
            throw new IllegalStateException("Table '" + namespace + "." + name + "' was not staged");
        }
        return table;
    }
}
