package dev.weir.jobs.release;

import static dev.weir.jobs.release.TestWarehouse.ID;
import static dev.weir.jobs.release.TestWarehouse.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.jobs.release.table.TableKinds;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.log.Publication;
import dev.weir.releases.warehouse.TableIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Date;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the stores of all table formats promise alike. */
@ExtendWith(SparkFixture.class)
public abstract class TableStoreContract {

    protected final TestWarehouse warehouse;

    protected TableStoreContract(SparkSession shared, Path folder) {
        warehouse = new TestWarehouse(shared, folder);
    }

    /** Which one. */
    protected abstract TableFormat format();

    @Test
    void showsNothingBeforeTheReleaseAndEverythingAfter() {
        warehouse.release(format(), "run-1", 1, 2);
        TableIdentity patients = warehouse.table(format(), "patients");
        TableIdentity visits = warehouse.table(format(), "visits");
        try (Staging staging = warehouse.releases.begin("clinical", "run-2")) {
            StagedTable first = staging.open(patients, ID, LoadMode.REPLACE);
            StagedTable second = staging.open(visits, ID, LoadMode.REPLACE);
            warehouse.write(first, warehouse.ids(3, 4, 5));
            warehouse.write(second, warehouse.ids(7));

            assertThat(warehouse.head(patients)).containsExactly(1, 2);
            assertThat(warehouse.head(visits)).isEmpty();
            assertThat(sorted(first.rows())).containsExactly(3, 4, 5);
            assertThat(sorted(second.rows())).containsExactly(7);

            Manifest manifest = warehouse.manifest(
                    staging, "run-2", List.of(warehouse.released(first, ID), warehouse.released(second, ID)));
            assertThat(staging.release(manifest)).isEqualTo(new Publication.Done(manifest, List.of()));
        }
        assertThat(warehouse.head(patients)).containsExactly(3, 4, 5);
        assertThat(warehouse.head(visits)).containsExactly(7);
    }

    @Test
    void readsEveryReleaseByItsNumber() {
        Manifest first = warehouse.release(format(), "run-1", 1, 2);
        Manifest second = warehouse.release(format(), "run-2", 3);
        Manifest third = warehouse.release(format(), "run-3");
        assertThat(sorted(warehouse.releases.read(first, "patients"))).containsExactly(1, 2);
        assertThat(sorted(warehouse.releases.read(second, "patients"))).containsExactly(3);
        assertThat(sorted(warehouse.releases.read(third, "patients"))).isEmpty();
        assertThatThrownBy(() -> warehouse.releases.read(third, "doctors"))
                .hasMessageContaining("clinical@3 has no table 'doctors'; it has patients");
    }

    @Test
    void leavesNothingOfARunWithoutADecision() throws IOException {
        warehouse.release(format(), "run-1", 1);
        TableIdentity patients = warehouse.table(format(), "patients");
        TableIdentity visits = warehouse.table(format(), "visits");
        List<String> before = warehouse.dataFiles(patients);
        try (Staging staging = warehouse.releases.begin("clinical", "run-2")) {
            warehouse.write(staging.open(patients, ID, LoadMode.REPLACE), warehouse.ids(9));
            warehouse.write(staging.open(visits, ID, LoadMode.REPLACE), warehouse.ids(9));
            staging.open(warehouse.table(format(), "doctors"), ID, LoadMode.REPLACE);
        }
        assertThat(warehouse.head(patients)).containsExactly(1);
        assertThat(warehouse.head(visits)).isEmpty();
        assertThat(warehouse.dataFiles(patients)).isEqualTo(before);
        assertThat(warehouse.dataFiles(visits)).isEmpty();
        assertThat(warehouse.releases.recover("clinical")).isEmpty();
    }

    @Test
    void keepsTheQuarantineOfARunThatWasHeld() {
        TableIdentity patients = warehouse.table(format(), "patients");
        TableIdentity quarantine = warehouse.quarantine(format(), "patients");
        for (int run = 1; run <= 2; run++) {
            try (Staging staging = warehouse.releases.begin("clinical", "run-" + run)) {
                warehouse.write(staging.open(patients, ID, LoadMode.REPLACE), warehouse.ids(1));
                StagedTable aside = staging.open(quarantine, ID, LoadMode.APPEND);
                warehouse.write(aside, warehouse.ids(100 + run));
                assertThat(sorted(aside.rows())).contains(100 + run);
                staging.hold();
            }
        }
        assertThat(warehouse.head(patients)).isEmpty();
        assertThat(warehouse.head(quarantine)).containsExactly(101, 102);
        assertThat(warehouse.log.numbers("clinical")).isEmpty();
    }

    @Test
    void leavesAQuarantineAloneThatTookNoRow() {
        TableIdentity patients = warehouse.table(format(), "patients");
        TableIdentity quarantine = warehouse.quarantine(format(), "patients");
        try (Staging staging = warehouse.releases.begin("clinical", "run-1")) {
            StagedTable table = staging.open(patients, ID, LoadMode.REPLACE);
            staging.open(quarantine, ID, LoadMode.APPEND);
            warehouse.write(table, warehouse.ids(1));
            staging.release(warehouse.manifest(staging, "run-1", List.of(warehouse.released(table, ID))));
        }
        assertThat(warehouse.head(patients)).containsExactly(1);
        assertThat(warehouse.head(quarantine)).isEmpty();
    }

    @Test
    void takesNewWiderAndFewerColumns() {
        Manifest first = warehouse.release(format(), "run-1", 1, 2);
        TableIdentity patients = warehouse.table(format(), "patients");
        StructType wider = new StructType()
                .add("born", DataTypes.IntegerType)
                .add("id", DataTypes.LongType)
                .add("died", DataTypes.DateType);
        stage(patients, wider, "run-2", RowFactory.create(1970, 3L, null));
        StructType fewer = new StructType().add("id", DataTypes.LongType).add("died", DataTypes.DateType);
        stage(patients, fewer, "run-3", RowFactory.create(4L, null));

        assertThat(headSchema(patients).fieldNames()).containsExactly("id", "died");
        assertThat(rows(3)).containsExactly(RowFactory.create(4L, null));
        assertThat(rows(2)).containsExactly(RowFactory.create(1970, 3L, null));
        assertThat(sorted(warehouse.releases.read(first, "patients"))).containsExactly(1, 2);
    }

    @Test
    void replacesColumnsByThoseOfAnyOtherType() {
        Manifest first = warehouse.release(format(), "run-1", 1, 2);
        TableIdentity patients = warehouse.table(format(), "patients");
        StructType day = new StructType().add("id", DataTypes.DateType);
        try (Staging staging = warehouse.releases.begin("clinical", "given-up")) {
            StagedTable table = staging.open(patients, day, LoadMode.REPLACE);
            warehouse.write(
                    table,
                    warehouse.session.createDataFrame(List.of(RowFactory.create(Date.valueOf("2026-11-19"))), day));
            assertThat(table.rows().collectAsList()).containsExactly(RowFactory.create(Date.valueOf("2026-11-19")));
        }
        assertThat(warehouse.head(patients)).containsExactly(1, 2);

        StructType text = new StructType()
                .add("id__1", DataTypes.LongType)
                .add("id", new StructType().add("number", DataTypes.StringType));
        stage(patients, text, "run-2", RowFactory.create(7L, RowFactory.create("three")));
        assertThat(headSchema(patients).fieldNames()).containsExactly("id__1", "id");
        assertThat(headSchema(patients).apply("id").dataType())
                .isEqualTo(text.apply("id").dataType());
        assertThat(rows(2)).containsExactly(RowFactory.create(7L, RowFactory.create("three")));
        assertThat(sorted(warehouse.releases.read(first, "patients"))).containsExactly(1, 2);

        try (Staging staging = warehouse.releases.begin("clinical", "run-3")) {
            StagedTable table = staging.restore(
                    patients, TestWarehouse.mark(first), first.tables().get(0));
            staging.release(warehouse.manifest(staging, "run-3", List.of(warehouse.released(table, ID))));
        }
        assertThat(warehouse.head(patients)).containsExactly(1, 2);
        assertThat(headSchema(patients)).isEqualTo(ID);
        stage(patients, ID, "run-4", RowFactory.create(5));
        assertThat(warehouse.head(patients)).containsExactly(5);
        assertThat(rows(3)).containsExactlyInAnyOrder(RowFactory.create(1), RowFactory.create(2));
        assertThat(rows(2)).containsExactly(RowFactory.create(7L, RowFactory.create("three")));
    }

    private StructType headSchema(TableIdentity table) {
        return TableKinds.newest(warehouse.session, table).orElseThrow().schema();
    }

    final List<Row> rows(long release) {
        return warehouse
                .releases
                .read(warehouse.log.read("clinical", release), "patients")
                .collectAsList();
    }

    @Test
    void keepsASecondRunOut() {
        try (Staging staging = warehouse.releases.begin("clinical", "run-1")) {
            warehouse.write(
                    staging.open(warehouse.table(format(), "patients"), ID, LoadMode.REPLACE), warehouse.ids(1));
            assertThatThrownBy(() -> warehouse.releases.begin("clinical", "run-2"))
                    .hasMessageContaining("Another run of product 'clinical' is at work; run run-1");
            assertThat(warehouse.releases.recover("clinical")).isEmpty();
        }
    }

    private void stage(TableIdentity identity, StructType schema, String run, Row row) {
        try (Staging staging = warehouse.releases.begin("clinical", run)) {
            StagedTable table = staging.open(identity, schema, LoadMode.REPLACE);
            warehouse.write(table, warehouse.session.createDataFrame(List.of(row), schema));
            staging.release(warehouse.manifest(staging, run, List.of(warehouse.released(table, schema))));
        }
    }
}
