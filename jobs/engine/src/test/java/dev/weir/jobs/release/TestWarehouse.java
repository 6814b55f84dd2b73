package dev.weir.jobs.release;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.json.ManifestJson;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.contracts.settings.Profile;
import dev.weir.contracts.text.Sha256;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.catalogue.Catalogues;
import dev.weir.jobs.release.delta.DeltaStore;
import dev.weir.jobs.release.table.ChangeBase;
import dev.weir.jobs.release.table.LazySpark;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.jobs.release.table.TableKinds;
import dev.weir.jobs.release.table.TableStore;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.journal.RunMark;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.log.SampleKeys;
import dev.weir.releases.log.SampleRelease;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.AppendData;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/** A warehouse with the embedded catalogue, in a session of its own, and the product {@code clinical} in it. */
public final class TestWarehouse {

    public static final StructType ID = new StructType().add("id", DataTypes.IntegerType);

    public final SparkSession session;
    public final Warehouse warehouse;
    public final Catalogue catalogue;
    public final StoredReleaseLog log;
    public final Map<TableFormat, TableStore> stores;
    public final Releases releases;

    public TestWarehouse(SparkSession shared, Path folder) {
        this(
                shared,
                new Warehouse(folder),
                at(new Warehouse(folder)),
                folder,
                Map.of(),
                RunStore.in(new Warehouse(folder)));
    }

    /**
     * One that may lie anywhere.
     *
     * @param keys where those lie that sign releases
     * @param files how Hadoop reaches it
     */
    TestWarehouse(
            SparkSession shared,
            Warehouse warehouse,
            Catalogue catalogue,
            Path keys,
            Map<String, String> files,
            RunStore runs) {
        this.warehouse = warehouse;
        this.catalogue = catalogue;
        catalogue.open();
        session = shared.newSession();
        files.forEach(session.conf()::set);
        catalogue.sparkSettings().forEach(session.conf()::set);
        SparkSession.setActiveSession(session);
        log = StoredReleaseLog.in(warehouse).with(SampleKeys.in(keys));
        stores = TableKinds.stores(LazySpark.of(session), warehouse, catalogue);
        if (warehouse.disk().isPresent()) {
            stores.put(TableFormat.DELTA, new DeltaStore(LazySpark.of(session), new TestDeltaFiles()));
        }
        releases = new Releases(warehouse, runs, log, stores, run -> {});
    }

    /** The embedded catalogue of any warehouse. */
    static Catalogue at(Warehouse warehouse) {
        return Catalogues.of(
                new Profile("test", warehouse.root(), Map.of(), KeySettings.of("keys"), Map.of()), warehouse);
    }

    public TableIdentity table(TableFormat format, String name) {
        return TableIdentity.of(warehouse, format, "clinical", name);
    }

    public TableIdentity quarantine(TableFormat format, String name) {
        return TableIdentity.of(warehouse, format, "clinical_quarantine", name);
    }

    /** Rows of one column {@code id}. */
    public Dataset<Row> ids(int... values) {
        List<Row> rows = new ArrayList<>();
        for (int value : values) {
            rows.add(RowFactory.create(value));
        }
        return session.createDataFrame(rows, ID);
    }

    public void write(StagedTable table, Dataset<Row> rows) {
        if (table.target() instanceof TestDeltaFiles.Target target) {
            target.write(rows);
            return;
        }
        Dataset.ofRows(
                session,
                AppendData.byName(
                        DataSourceV2Relation.create(table.target(), Option.empty(), Option.empty()),
                        rows.queryExecution().logical(),
                        new scala.collection.immutable.HashMap<>()));
    }

    /** What a release's manifest says of a table whose rows are staged. */
    public ReleasedTable released(StagedTable table, StructType columns) {
        List<ReleasedTable.ReleasedColumn> released = new ArrayList<>();
        for (String column : columns.fieldNames()) {
            released.add(new ReleasedTable.ReleasedColumn(column, "integer", "NONE", "keep", "", ""));
        }
        return new ReleasedTable(
                table.identity().name(),
                table.version(),
                released,
                new ContentDigest(0, "weir-rows-1:" + "0".repeat(64), "0".repeat(64), List.of()),
                new DataFiles(1, 1, "0".repeat(64)),
                "clinical.all 1.0.0");
    }

    public Manifest manifest(Staging staging, String run, List<ReleasedTable> tables) {
        return SampleRelease.of(staging.nextNumber(), staging.previousSha256(), run, tables);
    }

    /** The same manifest, whose signature lies in the log as a run leaves it there. */
    public Manifest signed(Manifest manifest) {
        byte[] printed = ManifestJson.print(manifest).getBytes(StandardCharsets.UTF_8);
        log.files()
                .replace(
                        manifest.product() + "/signatures/" + Sha256.hex(printed) + ".sig",
                        log.keys().signing().sign(printed));
        return manifest;
    }

    /** One release of one table that holds these ids. */
    public Manifest release(TableFormat format, String run, int... values) {
        return release(format, "clinical", "patients", run, values);
    }

    /** The same of any product, and of any name. */
    public Manifest release(TableFormat format, String product, String name, String run, int... values) {
        try (Staging staging = releases.begin(product, run)) {
            StagedTable table = staging.open(TableIdentity.of(warehouse, format, product, name), ID, LoadMode.REPLACE);
            write(table, ids(values));
            Manifest manifest = SampleRelease.of(
                    product,
                    staging.nextNumber(),
                    staging.previousSha256(),
                    run,
                    List.of(released(table, ID)),
                    List.of());
            staging.release(manifest);
            return manifest;
        }
    }

    /** What a change goes on from: a release, under whose columns' names new ones stand. */
    public static ChangeBase base(Manifest release, Map<String, String> renamed) {
        return new ChangeBase(mark(release), release.tables().get(0).version(), renamed);
    }

    public static RunMark mark(Manifest release) {
        return new RunMark(release.product(), release.record().run().id(), OptionalLong.of(release.number()));
    }

    /** The ids that everybody sees now; none when the table is not there. */
    public List<Integer> head(TableIdentity table) {
        return TableKinds.newest(session, table).map(TestWarehouse::sorted).orElse(List.of());
    }

    public static List<Integer> sorted(Dataset<Row> rows) {
        return rows.select("id").as(Encoders.INT()).collectAsList().stream()
                .sorted()
                .toList();
    }

    /** The data files in a table's folder, committed or not. */
    public List<String> dataFiles(TableIdentity table) throws IOException {
        Path folder = Path.of(table.location());
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".parquet") && !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
