package dev.weir.jobs.release;

import static dev.weir.jobs.release.TestWarehouse.ID;
import static dev.weir.jobs.release.TestWarehouse.sorted;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.release.clean.CleanPlan;
import dev.weir.jobs.release.clean.CleanUp;
import dev.weir.jobs.release.clean.Retention;
import dev.weir.jobs.release.table.ChangeBase;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.jobs.release.table.TableKinds;
import dev.weir.jobs.release.table.TableStore;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.log.Pins;
import dev.weir.releases.log.PublishResult;
import dev.weir.releases.warehouse.TableIdentity;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the stores of all table formats promise alike. */
@ExtendWith(SparkFixture.class)
public abstract class TableStoreContract {

    protected static final Retention FOR_EVER = new Retention(Optional.empty());

    private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

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
            assertThat(staging.release(manifest)).isEqualTo(new PublishResult.Done(manifest, List.of()));
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
        assertThat(warehouse.releases.recover("clinical")).isEmpty();
        // at once: a run that a leak stopped has written what may lie nowhere
        assertThat(warehouse.dataFiles(patients)).isEqualTo(before);
        clean(FOR_EVER);
        assertThat(warehouse.dataFiles(patients)).isEqualTo(before);
        assertThat(warehouse.dataFiles(visits)).isEmpty();
    }

    @Test
    void keepsTheQuarantineOfARunThatWasHeld() throws IOException {
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
        assertThat(warehouse.dataFiles(patients)).isEmpty();
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
    void readersSeeNoColumnOfARunThatDoesNotRelease() throws IOException {
        warehouse.release(format(), "run-1", 1, 2);
        TableIdentity patients = warehouse.table(format(), "patients");
        TableIdentity quarantine = warehouse.quarantine(format(), "patients");
        StructType wider = new StructType().add("id", DataTypes.LongType).add("died", DataTypes.DateType);
        for (String run : List.of("failed", "held")) {
            for (LoadMode load : List.of(LoadMode.REPLACE, LoadMode.CHANGE)) {
                try (Staging staging = warehouse.releases.begin("clinical", run + load)) {
                    StagedTable table = load == LoadMode.REPLACE
                            ? staging.open(patients, wider, load)
                            : staging.change(
                                    patients, wider, TestWarehouse.base(warehouse.log.read("clinical", 1), Map.of()));
                    warehouse.write(
                            table, warehouse.session.createDataFrame(List.of(RowFactory.create(3L, null)), wider));
                    assertThat(table.rows().count()).isEqualTo(load == LoadMode.REPLACE ? 1 : 3);
                    StagedTable aside = staging.open(quarantine, wider, LoadMode.APPEND);
                    warehouse.write(
                            aside, warehouse.session.createDataFrame(List.of(RowFactory.create(4L, null)), wider));
                    if (run.equals("held")) {
                        staging.hold();
                    }
                }
                assertThat(headSchema(patients)).as(run + load).isEqualTo(ID);
                assertThat(warehouse.head(patients)).as(run + load).containsExactly(1, 2);
            }
        }
        assertThat(headSchema(quarantine)).as("of what was held").isEqualTo(wider);
        stage(patients, wider, "run-2", RowFactory.create(3L, null));
        assertThat(headSchema(patients)).isEqualTo(wider);
        assertThat(rows(2)).containsExactly(RowFactory.create(3L, null));
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

    protected final List<Row> rows(long release) {
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

    @Test
    void changesFilesAndKeepsTheOthers() {
        TableIdentity patients = warehouse.table(format(), "patients");
        Manifest first = warehouse.release(format(), "run-1", 1, 2);
        change(TestWarehouse.base(first, Map.of()), "run-2", false, 3);
        Manifest second = warehouse.log.read("clinical", 2);
        assertThat(warehouse.head(patients)).containsExactly(1, 2, 3);
        change(TestWarehouse.base(second, Map.of()), "run-3", true, 4);
        assertThat(warehouse.head(patients)).containsExactly(4);
        assertThat(rows(1)).containsExactlyInAnyOrder(RowFactory.create(1), RowFactory.create(2));
        assertThat(rows(2)).hasSize(3);
        assertThatThrownBy(() -> change(TestWarehouse.base(first, Map.of()), "run-4", false, 5))
                .as("the newest version is another")
                .isInstanceOf(ProblemsException.class);
        assertThat(warehouse.head(patients)).containsExactly(4);
    }

    private void change(ChangeBase base, String run, boolean instead, int id) {
        try (Staging staging = warehouse.releases.begin("clinical", run)) {
            StagedTable table = staging.change(warehouse.table(format(), "patients"), ID, base);
            warehouse.write(table, warehouse.ids(id));
            assertThat(sorted(table.addedRows())).containsExactly(id);
            if (instead) {
                table.remove(table.base().stream().map(DataFile::path).collect(Collectors.toSet()));
            }
            staging.release(warehouse.manifest(staging, run, List.of(warehouse.released(table, ID))));
        }
    }

    @Test
    void letsGoWhatNoReleaseNeedsAndNothingElse() throws IOException {
        TableIdentity patients = warehouse.table(format(), "patients");
        for (int number = 1; number <= 3; number++) {
            warehouse.release(format(), "run-" + number, number);
        }
        new Pins(warehouse.log)
                .pin(
                        "clinical",
                        1,
                        "a study",
                        LocalDate.parse("2031-01-01"),
                        "",
                        Instant.parse("2026-02-01T00:00:00Z"));
        int before = warehouse.dataFiles(patients).size();
        assertThat(clean(new Retention(Optional.of(Period.ofDays(1)))).expiring())
                .containsExactly(2L);
        assertThat(warehouse.dataFiles(patients)).hasSizeLessThan(before);
        assertThat(rows(1)).containsExactly(RowFactory.create(1));
        assertThat(rows(3)).containsExactly(RowFactory.create(3));
        assertThatThrownBy(() -> rows(2)).isNotNull();
    }

    /** Lets go what nothing holds; then there is nothing more to let go. */
    protected final CleanPlan clean(Retention retention) {
        try (CleanUp cleanUp = warehouse.releases.cleanUp(
                "clinical", warehouse.log, TableKinds.upkeep(warehouse.session, warehouse.warehouse))) {
            CleanPlan gone = cleanUp.apply(retention, "me", LATER);
            assertThat(cleanUp.look(retention, LATER).isNothing()).isTrue();
            return gone;
        }
    }

    /** A step dies before it has done anything, or when all of it is done; the rest of its process dies with it. */
    @ParameterizedTest
    @CsvSource({
        "prepare, false",
        "prepare, true",
        "publish, false",
        "publish, true",
        "rollBack, false",
        "rollBack, true"
    })
    void isFinishedOrUndoneByTheNextCommandWhereItDies(String step, boolean after) throws IOException {
        TableIdentity patients = warehouse.table(format(), "patients");
        warehouse.release(format(), "run-1", 1, 2);
        List<String> before = warehouse.dataFiles(patients);
        Map<TableFormat, TableStore> dying = new TreeMap<>(warehouse.stores);
        dying.put(format(), dying(requireNonNull(warehouse.stores.get(format())), step, after));
        boolean releases = !step.equals("rollBack");
        boolean isDecided = step.equals("publish");
        Throwable died = catchThrowable(() -> run(new Releases(warehouse.warehouse, warehouse.log, dying), releases));

        assertThat(warehouse.releases.recover("clinical"))
                .as("left when it died: %s", died)
                .hasSize(1);
        assertThat(warehouse.releases.recover("clinical")).isEmpty();
        clean(FOR_EVER);
        if (isDecided) {
            assertThat(warehouse.head(patients)).containsExactly(3);
            assertThat(rows(2)).containsExactly(RowFactory.create(3));
        } else {
            assertThat(warehouse.head(patients)).containsExactly(1, 2);
            assertThat(warehouse.dataFiles(patients)).isEqualTo(before);
        }
        assertThat(rows(1)).containsExactlyInAnyOrder(RowFactory.create(1), RowFactory.create(2));
    }

    private void run(Releases releases, boolean released) {
        try (Staging staging = releases.begin("clinical", "run-2")) {
            StagedTable table = staging.open(warehouse.table(format(), "patients"), ID, LoadMode.REPLACE);
            warehouse.write(table, warehouse.ids(3));
            if (released) {
                staging.release(
                        warehouse.signed(warehouse.manifest(staging, "run-2", List.of(warehouse.released(table, ID)))));
            }
        }
    }

    private static TableStore dying(TableStore store, String step, boolean after) {
        AtomicBoolean dead = new AtomicBoolean();
        return (TableStore) Proxy.newProxyInstance(
                TableStore.class.getClassLoader(), new Class<?>[] {TableStore.class}, (proxy, method, arguments) -> {
                    if (dead.get() || (method.getName().equals(step) && !after)) {
                        dead.set(true);
                        throw new IllegalStateException("dead");
                    }
                    try {
                        Object result = method.invoke(store, arguments);
                        if (method.getName().equals(step)) {
                            dead.set(true);
                            throw new IllegalStateException("dead");
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void stage(TableIdentity identity, StructType schema, String run, Row row) {
        try (Staging staging = warehouse.releases.begin("clinical", run)) {
            StagedTable table = staging.open(identity, schema, LoadMode.REPLACE);
            warehouse.write(table, warehouse.session.createDataFrame(List.of(row), schema));
            staging.release(warehouse.manifest(staging, run, List.of(warehouse.released(table, schema))));
        }
    }
}
