package dev.weir.jobs.release;

import static dev.weir.jobs.release.TestWarehouse.ID;
import static dev.weir.jobs.release.TestWarehouse.sorted;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.SparkFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What both stores promise alike. */
@ExtendWith(SparkFixture.class)
class StoresIT {

    private final SparkSession shared;

    @TempDir
    Path folder;

    private TestWarehouse warehouse;

    StoresIT(SparkSession shared) {
        this.shared = shared;
    }

    @BeforeEach
    void open() {
        warehouse = new TestWarehouse(shared, folder);
    }

    @AfterEach
    void leave() {
        SparkSession.setActiveSession(shared);
    }

    @ParameterizedTest
    @EnumSource
    void showsNothingBeforeTheReleaseAndEverythingAfter(TableFormat format) {
        warehouse.release(format, "run-1", 1, 2);
        TableIdentity patients = warehouse.table(format, "patients");
        TableIdentity visits = warehouse.table(format, "visits");
        try (Staging staging = warehouse.releases.begin("clinical", "run-2")) {
            StagedTable first = staging.open(patients, ID, Load.REPLACE);
            StagedTable second = staging.open(visits, ID, Load.REPLACE);
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

    @ParameterizedTest
    @EnumSource
    void readsEveryReleaseByItsNumber(TableFormat format) {
        Manifest first = warehouse.release(format, "run-1", 1, 2);
        Manifest second = warehouse.release(format, "run-2", 3);
        Manifest third = warehouse.release(format, "run-3");
        assertThat(sorted(warehouse.releases.read(first, "patients"))).containsExactly(1, 2);
        assertThat(sorted(warehouse.releases.read(second, "patients"))).containsExactly(3);
        assertThat(sorted(warehouse.releases.read(third, "patients"))).isEmpty();
        assertThatThrownBy(() -> warehouse.releases.read(third, "doctors"))
                .hasMessageContaining("Release clinical@3 has no table 'doctors'; it has patients");
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingOfARunWithoutADecision(TableFormat format) throws IOException {
        warehouse.release(format, "run-1", 1);
        TableIdentity patients = warehouse.table(format, "patients");
        TableIdentity visits = warehouse.table(format, "visits");
        List<String> before = warehouse.dataFiles(patients);
        try (Staging staging = warehouse.releases.begin("clinical", "run-2")) {
            warehouse.write(staging.open(patients, ID, Load.REPLACE), warehouse.ids(9));
            warehouse.write(staging.open(visits, ID, Load.REPLACE), warehouse.ids(9));
            staging.open(warehouse.table(format, "doctors"), ID, Load.REPLACE);
        }
        assertThat(warehouse.head(patients)).containsExactly(1);
        assertThat(warehouse.head(visits)).isEmpty();
        assertThat(warehouse.dataFiles(patients)).isEqualTo(before);
        assertThat(warehouse.dataFiles(visits)).isEmpty();
        assertThat(warehouse.releases.recover("clinical")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheQuarantineOfARunThatWasHeld(TableFormat format) {
        TableIdentity patients = warehouse.table(format, "patients");
        TableIdentity quarantine = warehouse.quarantine(format, "patients");
        for (int run = 1; run <= 2; run++) {
            try (Staging staging = warehouse.releases.begin("clinical", "run-" + run)) {
                warehouse.write(staging.open(patients, ID, Load.REPLACE), warehouse.ids(1));
                StagedTable aside = staging.open(quarantine, ID, Load.APPEND);
                warehouse.write(aside, warehouse.ids(100 + run));
                assertThat(sorted(aside.rows())).contains(100 + run);
                staging.hold();
            }
        }
        assertThat(warehouse.head(patients)).isEmpty();
        assertThat(warehouse.head(quarantine)).containsExactly(101, 102);
        assertThat(warehouse.log.numbers("clinical")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void leavesAQuarantineAloneThatTookNoRow(TableFormat format) {
        TableIdentity patients = warehouse.table(format, "patients");
        TableIdentity quarantine = warehouse.quarantine(format, "patients");
        try (Staging staging = warehouse.releases.begin("clinical", "run-1")) {
            StagedTable table = staging.open(patients, ID, Load.REPLACE);
            staging.open(quarantine, ID, Load.APPEND);
            warehouse.write(table, warehouse.ids(1));
            staging.release(warehouse.manifest(staging, "run-1", List.of(warehouse.released(table, ID))));
        }
        assertThat(warehouse.head(patients)).containsExactly(1);
        assertThat(warehouse.head(quarantine)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void takesNewWiderAndFewerColumns(TableFormat format) {
        Manifest first = warehouse.release(format, "run-1", 1, 2);
        TableIdentity patients = warehouse.table(format, "patients");
        StructType wider = new StructType()
                .add("born", DataTypes.IntegerType)
                .add("id", DataTypes.LongType)
                .add("died", DataTypes.DateType);
        stage(patients, wider, "run-2", RowFactory.create(1970, 3L, null));
        StructType fewer = new StructType().add("id", DataTypes.LongType).add("died", DataTypes.DateType);
        stage(patients, fewer, "run-3", RowFactory.create(4L, null));

        StructType head = (format == TableFormat.ICEBERG
                        ? warehouse.session.table("weir.clinical.patients")
                        : warehouse.session.read().format("delta").load(patients.location()))
                .schema();
        assertThat(head.fieldNames()).containsExactly("id", "died");
        assertThat(warehouse
                        .releases
                        .read(warehouse.log.read("clinical", 3), "patients")
                        .collectAsList())
                .containsExactly(RowFactory.create(4L, null));
        assertThat(warehouse
                        .releases
                        .read(warehouse.log.read("clinical", 2), "patients")
                        .collectAsList())
                .containsExactly(RowFactory.create(1970, 3L, null));
        assertThat(sorted(warehouse.releases.read(first, "patients"))).containsExactly(1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void refusesToReleaseATableThatSomebodyElseChanged(TableFormat format) {
        warehouse.release(format, "run-1", 1);
        TableIdentity patients = warehouse.table(format, "patients");
        try (Staging staging = warehouse.releases.begin("clinical", "run-2")) {
            StagedTable table = staging.open(patients, ID, Load.REPLACE);
            warehouse.write(table, warehouse.ids(2));
            write(patients, 66);
            assertThatThrownBy(table::version)
                    .isInstanceOfSatisfying(
                            ProblemsException.class,
                            e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.TABLE_CHANGED));
        }
        assertThat(warehouse.head(patients)).containsExactly(1, 66);
    }

    @ParameterizedTest
    @EnumSource
    void readsTheReleaseThoughSomebodyElseCameBetweenLogAndTable(TableFormat format) {
        warehouse.release(format, "run-1", 1);
        TableIdentity patients = warehouse.table(format, "patients");
        Releases interrupted = new Releases(
                warehouse.warehouse, new Interrupted(warehouse.log, () -> write(patients, 66)), warehouse.stores);
        Manifest second;
        try (Staging staging = interrupted.begin("clinical", "run-2")) {
            StagedTable table = staging.open(patients, ID, Load.REPLACE);
            warehouse.write(table, warehouse.ids(2));
            second = warehouse.manifest(staging, "run-2", List.of(warehouse.released(table, ID)));
            assertThat(staging.release(second))
                    .isInstanceOfSatisfying(
                            Publication.Done.class,
                            done -> assertThat(done.notes())
                                    .singleElement()
                                    .asString()
                                    .contains("changed by somebody else"));
        }
        assertThat(warehouse.head(patients)).containsExactly(2);
        assertThat(sorted(warehouse.releases.read(second, "patients"))).containsExactly(2);
    }

    @ParameterizedTest
    @EnumSource
    void keepsASecondRunOut(TableFormat format) {
        try (Staging staging = warehouse.releases.begin("clinical", "run-1")) {
            warehouse.write(staging.open(warehouse.table(format, "patients"), ID, Load.REPLACE), warehouse.ids(1));
            assertThatThrownBy(() -> warehouse.releases.begin("clinical", "run-2"))
                    .hasMessageContaining("Another run of product 'clinical' is at work; run run-1");
            assertThat(warehouse.releases.recover("clinical")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void changesSomeFilesOfTheLastRelease(TableFormat format) {
        Manifest first = warehouse.release(format, "run-1", 1, 2);
        Manifest second = change(format, first, "run-2", ID, Map.of(), table -> {
            warehouse.write(table, warehouse.ids(3));
            assertThat(sorted(table.rows())).containsExactly(1, 2, 3);
            assertThat(table.changes().added()).hasSize(1).allMatch(file -> file.rows() == 1);
        });
        TableIdentity patients = warehouse.table(format, "patients");
        assertThat(warehouse.head(patients)).containsExactly(1, 2, 3);
        Manifest third = change(format, second, "run-3", ID, Map.of(), table -> {
            Set<String> touched = Set.copyOf(table.baseRows()
                    .where("id < 3")
                    .select(StagedTable.FILE)
                    .distinct()
                    .as(Encoders.STRING())
                    .collectAsList());
            assertThat(sorted(table.baseRows(touched))).containsExactly(1, 2);
            warehouse.write(table, warehouse.ids(2));
            warehouse.write(table, warehouse.ids(4));
            table.remove(touched);
            assertThat(sorted(table.rows())).containsExactly(2, 3, 4);
            assertThat(table.changes().removed())
                    .extracting(DataFile::path)
                    .containsExactlyInAnyOrderElementsOf(touched);
            assertThat(warehouse.head(patients)).containsExactly(1, 2, 3);
        });
        assertThat(warehouse.head(patients)).containsExactly(2, 3, 4);
        Manifest fourth = change(format, third, "run-4", ID, Map.of(), table -> {});
        Manifest fifth = change(
                format,
                fourth,
                "run-5",
                ID,
                Map.of(),
                table -> table.remove(table.base().stream().map(DataFile::path).collect(Collectors.toSet())));
        assertThat(warehouse.head(patients)).isEmpty();
        if (format == TableFormat.ICEBERG) {
            expireWhatNobodyNames();
        }
        assertThat(rows(first)).containsExactly(1, 2);
        assertThat(rows(second)).containsExactly(1, 2, 3);
        assertThat(rows(third)).containsExactly(2, 3, 4);
        assertThat(rows(fourth)).containsExactly(2, 3, 4);
        assertThat(rows(fifth)).isEmpty();
        assertThat(files(third).stream().mapToLong(DataFile::rows).sum()).isEqualTo(3);
        assertThat(files(third))
                .containsAll(FileChanges.between(files(first), files(second)).added());
    }

    @ParameterizedTest
    @EnumSource
    void addsWidensAndRenamesColumnsOfTheRowsThatAreThere(TableFormat format) {
        Manifest first = warehouse.release(format, "run-1", 1, 2);
        StructType wider = new StructType().add("key", DataTypes.LongType).add("name", DataTypes.StringType);
        Manifest second = change(
                format,
                first,
                "run-2",
                wider,
                Map.of("key", "id"),
                table -> {
                    Set<String> stale =
                            table.stale().stream().map(DataFile::path).collect(Collectors.toSet());
                    assertThat(stale).hasSize(format == TableFormat.DELTA ? 1 : 0);
                    if (!stale.isEmpty()) {
                        warehouse.write(table, table.baseRows(stale).drop(StagedTable.FILE));
                    }
                    warehouse.write(
                            table, warehouse.session.createDataFrame(List.of(RowFactory.create(3L, "three")), wider));
                    table.remove(stale);
                    assertThat(table.baseRows()
                                    .select("key")
                                    .as(Encoders.LONG())
                                    .collectAsList())
                            .containsExactlyInAnyOrder(1L, 2L);
                },
                table -> assertThat(visible(table.identity()).select("id").count())
                        .isEqualTo(2));
        List<Row> all =
                List.of(RowFactory.create(1L, null), RowFactory.create(2L, null), RowFactory.create(3L, "three"));
        assertThat(warehouse.releases.read(second, "patients").collectAsList())
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(visible(warehouse.table(format, "patients")).collectAsList())
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(rows(first)).containsExactly(1, 2);

        Manifest third = restored(format, first, "run-3");
        assertThat(rows(third)).containsExactly(1, 2);
        assertThat(visible(warehouse.table(format, "patients")).columns()).containsExactly("id");
        Manifest fourth =
                change(format, third, "run-4", ID, Map.of(), table -> warehouse.write(table, warehouse.ids(7)));
        assertThat(rows(fourth)).containsExactly(1, 2, 7);
        assertThat(warehouse.releases.read(second, "patients").collectAsList())
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @ParameterizedTest
    @EnumSource
    void undoesAChangeAndARestoredVersionWithoutTouchingWhatIsReleased(TableFormat format) throws IOException {
        Manifest first = warehouse.release(format, "run-1", 1, 2);
        Manifest second = warehouse.release(format, "run-2", 3);
        TableIdentity patients = warehouse.table(format, "patients");
        List<String> before = warehouse.dataFiles(patients);
        try (Staging staging = warehouse.releases.begin("clinical", "run-3")) {
            StagedTable table =
                    staging.restore(patients, mark(first), first.tables().get(0));
            assertThat(sorted(table.rows())).containsExactly(1, 2);
            staging.hold();
        }
        try (Staging staging = warehouse.releases.begin("clinical", "run-4")) {
            StagedTable table = staging.change(patients, ID, base(second, Map.of()));
            warehouse.write(table, warehouse.ids(9));
            table.remove(Set.of(table.base().get(0).path()));
        }
        assertThat(warehouse.head(patients)).containsExactly(3);
        assertThat(warehouse.dataFiles(patients)).isEqualTo(before);
        assertThat(rows(first)).containsExactly(1, 2);
        assertThat(warehouse.releases.recover("clinical")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void refusesToChangeATableThatSomebodyElseChanged(TableFormat format) {
        Manifest first = warehouse.release(format, "run-1", 1);
        TableIdentity patients = warehouse.table(format, "patients");
        write(patients, 66);
        try (Staging staging = warehouse.releases.begin("clinical", "run-2")) {
            assertThatThrownBy(() -> staging.change(patients, ID, base(first, Map.of())))
                    .isInstanceOfSatisfying(
                            ProblemsException.class,
                            e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.TABLE_CHANGED));
        }
        assertThat(warehouse.head(patients)).containsExactly(1, 66);
    }

    @ParameterizedTest
    @EnumSource
    void isTheReleaseThoughSomebodyElseCameBetweenLogAndChange(TableFormat format) {
        Manifest first = warehouse.release(format, "run-1", 1);
        TableIdentity patients = warehouse.table(format, "patients");
        Releases interrupted = new Releases(
                warehouse.warehouse, new Interrupted(warehouse.log, () -> write(patients, 66)), warehouse.stores);
        Manifest second;
        try (Staging staging = interrupted.begin("clinical", "run-2")) {
            StagedTable table = staging.change(patients, ID, base(first, Map.of()));
            warehouse.write(table, warehouse.ids(2));
            second = warehouse.manifest(staging, "run-2", List.of(warehouse.released(table, ID)));
            staging.release(second);
        }
        assertThat(warehouse.head(patients)).containsExactly(1, 2);
        assertThat(rows(second)).containsExactly(1, 2);
    }

    private Manifest change(
            TableFormat format,
            Manifest base,
            String run,
            StructType schema,
            Map<String, String> renamed,
            Consumer<StagedTable> change) {
        return change(format, base, run, schema, renamed, change, table -> {});
    }

    private Manifest change(
            TableFormat format,
            Manifest base,
            String run,
            StructType schema,
            Map<String, String> renamed,
            Consumer<StagedTable> change,
            Consumer<StagedTable> before) {
        try (Staging staging = warehouse.releases.begin("clinical", run)) {
            StagedTable table = staging.change(warehouse.table(format, "patients"), schema, base(base, renamed));
            change.accept(table);
            before.accept(table);
            Manifest manifest = warehouse.manifest(staging, run, List.of(warehouse.released(table, schema)));
            assertThat(staging.release(manifest)).isEqualTo(new Publication.Done(manifest, List.of()));
            return manifest;
        }
    }

    private Manifest restored(TableFormat format, Manifest former, String run) {
        try (Staging staging = warehouse.releases.begin("clinical", run)) {
            StagedTable table = staging.restore(
                    warehouse.table(format, "patients"),
                    mark(former),
                    former.tables().get(0));
            Manifest manifest = warehouse.manifest(staging, run, List.of(warehouse.released(table, ID)));
            assertThat(staging.release(manifest)).isEqualTo(new Publication.Done(manifest, List.of()));
            return manifest;
        }
    }

    private static Base base(Manifest release, Map<String, String> renamed) {
        return new Base(mark(release), release.tables().get(0).version(), renamed);
    }

    private static Mark mark(Manifest release) {
        return new Mark(release.product(), release.record().run().id(), OptionalLong.of(release.number()));
    }

    private Dataset<Row> visible(TableIdentity table) {
        return table.format() == TableFormat.ICEBERG
                ? warehouse.session.table("weir." + table.identifier())
                : warehouse.session.read().format("delta").load(table.location());
    }

    private List<Integer> rows(Manifest release) {
        return sorted(warehouse.releases.read(release, "patients"));
    }

    private List<DataFile> files(Manifest release) {
        ReleasedTable table = release.tables().get(0);
        return requireNonNull(warehouse.stores.get(table.version().format())).files(mark(release), table);
    }

    /** As a keeper of the catalogue might: snapshots that no branch and no tag holds go, with the files that only they have. */
    private void expireWhatNobodyNames() {
        warehouse.session.sql("CALL weir.system.expire_snapshots(table => 'clinical.patients',"
                + " older_than => TIMESTAMP '2999-01-01 00:00:00', retain_last => 1)");
    }

    private void stage(TableIdentity identity, StructType schema, String run, Row row) {
        try (Staging staging = warehouse.releases.begin("clinical", run)) {
            StagedTable table = staging.open(identity, schema, Load.REPLACE);
            warehouse.write(table, warehouse.session.createDataFrame(List.of(row), schema));
            staging.release(warehouse.manifest(staging, run, List.of(warehouse.released(table, schema))));
        }
    }

    /** Somebody who does not ask. */
    private void write(TableIdentity table, int id) {
        if (table.format() == TableFormat.ICEBERG) {
            warehouse.session.sql("INSERT INTO weir." + table.identifier() + " VALUES (" + id + ")");
        } else {
            warehouse.ids(id).write().format("delta").mode("append").save(table.location());
        }
    }

    /** The log, with something that happens right after each entry. */
    private record Interrupted(ReleaseLog log, Runnable then) implements ReleaseLog {

        @Override
        public LongStream numbers(String product) {
            return log.numbers(product);
        }

        @Override
        public Optional<Manifest> latest(String product) {
            return log.latest(product);
        }

        @Override
        public Manifest read(String product, long number) {
            return log.read(product, number);
        }

        @Override
        public String sha256(String product, long number) {
            return log.sha256(product, number);
        }

        @Override
        public Publication publish(Manifest manifest) {
            Publication published = log.publish(manifest);
            then.run();
            return published;
        }
    }
}
