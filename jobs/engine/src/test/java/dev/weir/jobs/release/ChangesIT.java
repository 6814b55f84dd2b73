package dev.weir.jobs.release;

import static dev.weir.jobs.release.TestWarehouse.ID;
import static dev.weir.jobs.release.TestWarehouse.sorted;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.FileChanges;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.releases.log.PublishResult;
import dev.weir.releases.warehouse.TableIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What both stores promise of a release that goes on from the last one's files. */
@ExtendWith(SparkFixture.class)
class ChangesIT {

    private final TestWarehouse warehouse;

    ChangesIT(SparkSession shared, @TempDir Path folder) {
        warehouse = new TestWarehouse(shared, folder);
    }

    @ParameterizedTest
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
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
        if (format.equals(TableFormat.ICEBERG)) {
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
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
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
                    assertThat(stale).hasSize(format.equals(TableFormat.DELTA) ? 1 : 0);
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
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void undoesAChangeAndARestoredVersionWithoutTouchingWhatIsReleased(TableFormat format) throws IOException {
        Manifest first = warehouse.release(format, "run-1", 1, 2);
        Manifest second = warehouse.release(format, "run-2", 3);
        TableIdentity patients = warehouse.table(format, "patients");
        List<String> before = warehouse.dataFiles(patients);
        try (Staging staging = warehouse.releases.begin("clinical", "run-3")) {
            StagedTable table = staging.restore(
                    patients, TestWarehouse.mark(first), first.tables().get(0));
            assertThat(sorted(table.rows())).containsExactly(1, 2);
            staging.hold();
        }
        try (Staging staging = warehouse.releases.begin("clinical", "run-4")) {
            StagedTable table = staging.change(patients, ID, TestWarehouse.base(second, Map.of()));
            warehouse.write(table, warehouse.ids(9));
            table.remove(Set.of(table.base().get(0).path()));
        }
        assertThat(warehouse.head(patients)).containsExactly(3);
        assertThat(warehouse.dataFiles(patients)).containsAll(before);
        assertThat(rows(first)).containsExactly(1, 2);
        assertThat(warehouse.releases.recover("clinical")).isEmpty();
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
            StagedTable table =
                    staging.change(warehouse.table(format, "patients"), schema, TestWarehouse.base(base, renamed));
            change.accept(table);
            before.accept(table);
            Manifest manifest = warehouse.manifest(staging, run, List.of(warehouse.released(table, schema)));
            assertThat(staging.release(manifest)).isEqualTo(new PublishResult.Done(manifest, List.of()));
            return manifest;
        }
    }

    private Manifest restored(TableFormat format, Manifest former, String run) {
        try (Staging staging = warehouse.releases.begin("clinical", run)) {
            StagedTable table = staging.restore(
                    warehouse.table(format, "patients"),
                    TestWarehouse.mark(former),
                    former.tables().get(0));
            Manifest manifest = warehouse.manifest(staging, run, List.of(warehouse.released(table, ID)));
            assertThat(staging.release(manifest)).isEqualTo(new PublishResult.Done(manifest, List.of()));
            return manifest;
        }
    }

    private Dataset<Row> visible(TableIdentity table) {
        return table.format().equals(TableFormat.ICEBERG)
                ? warehouse.session.table("weir." + table.identifier())
                : warehouse.session.read().format("delta").load(table.location());
    }

    private List<Integer> rows(Manifest release) {
        return sorted(warehouse.releases.read(release, "patients"));
    }

    private List<DataFile> files(Manifest release) {
        ReleasedTable table = release.tables().get(0);
        return requireNonNull(warehouse.stores.get(table.version().format())).files(TestWarehouse.mark(release), table);
    }

    /** As a keeper of the catalogue might: snapshots that no branch and no tag holds go, with the files that only they have. */
    private void expireWhatNobodyNames() {
        warehouse.session.sql("CALL weir.system.expire_snapshots(table => 'clinical.patients',"
                + " older_than => TIMESTAMP '2999-01-01 00:00:00', retain_last => 1)");
    }
}
