package dev.weir.jobs.release;

import static dev.weir.jobs.release.TestWarehouse.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.release.iceberg.IcebergStore;
import dev.weir.jobs.release.table.BaseRows;
import dev.weir.jobs.release.table.ChangeBase;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.LazySpark;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.jobs.release.table.TableComments;
import dev.weir.jobs.release.table.TableStore;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.journal.RunMark;
import dev.weir.releases.journal.StagedEntry;
import dev.weir.releases.log.PublishResult;
import dev.weir.releases.log.SampleRelease;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import dev.weir.testing.Torture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The process lives, and what it calls does not do what it should. */
@ExtendWith(SparkFixture.class)
class FailingReleaseIT {

    private static final StructType TEXT = new StructType().add("id", DataTypes.StringType);

    private final SparkSession shared;

    @TempDir
    Path folder;

    private TestWarehouse warehouse;
    private UnaryOperator<Manifest> signing = manifest -> this.warehouse.signed(manifest);
    private TableIdentity patients;

    FailingReleaseIT(SparkSession shared) {
        this.shared = shared;
    }

    @BeforeEach
    void open() {
        warehouse = new TestWarehouse(shared, folder);
        patients = warehouse.table(TableFormat.ICEBERG, "patients");
        warehouse.release(TableFormat.ICEBERG, "run-1", 1);
    }

    @Test
    void leavesTheTablesAsTheyWereWhenTheDiskIsFull() {
        PublishingLog full = new PublishingLog(warehouse.log, manifest -> {
            throw Warehouse.notWritable(folder, new IOException("No space left on device"));
        });
        assertThatThrownBy(() -> release(new Releases(warehouse.warehouse, full, warehouse.stores), "run-2", 2))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.NOT_WRITABLE))
                .hasMessageContaining("No space left on device");
        assertThat(warehouse.head(patients)).containsExactly(1);
        assertThat(warehouse.releases.recover("clinical")).isEmpty();
    }

    @Test
    void finishesAReleaseWhoseAnswerWasLost() {
        PublishingLog forgetful = new PublishingLog(warehouse.log, manifest -> {
            warehouse.log.publish(manifest);
            throw new IllegalStateException("the answer was lost");
        });
        assertThatThrownBy(() -> release(new Releases(warehouse.warehouse, forgetful, warehouse.stores), "run-2", 2))
                .hasMessage("the answer was lost");
        assertThat(warehouse.log.numbers("clinical")).containsExactly(1L, 2L);
        assertThat(warehouse.head(patients)).containsExactly(2);
        assertThat(warehouse.releases.recover("clinical")).isEmpty();
    }

    @Test
    void touchesNothingWhileTheAnswerIsUnknown() {
        PublishingLog silent = new PublishingLog(warehouse.log, manifest -> {
            warehouse.log.publish(manifest);
            return new PublishResult.Unknown(new IOException("no answer"));
        });
        assertThat(release(new Releases(warehouse.warehouse, silent, warehouse.stores), "run-2", 2))
                .isInstanceOf(PublishResult.Unknown.class);
        assertThat(warehouse.head(patients)).containsExactly(1);
        assertThat(warehouse.releases.recover("clinical"))
                .containsExactly("Finished release clinical@2, which run run-2 had published before it ended.");
        assertThat(warehouse.head(patients)).containsExactly(2);
    }

    @Test
    void aManifestNamesDeltaVersionsThatAreThere() {
        TableIdentity visits = warehouse.table(TableFormat.DELTA, "visits");
        List<List<Integer>> seen = new ArrayList<>();
        PublishingLog silent = new PublishingLog(warehouse.log, manifest -> {
            warehouse.log.publish(manifest);
            seen.add(PlainRead.delta(
                    Path.of(visits.location()),
                    manifest.tables().get(0).version().number()));
            return new PublishResult.Unknown(new IOException("no answer"));
        });
        Releases releases = new Releases(warehouse.warehouse, silent, warehouse.stores);
        assertThat(release(releases, visits, "run-2", 2)).isInstanceOf(PublishResult.Unknown.class);
        assertThat(seen).containsExactly(List.of(2));
        assertThat(warehouse.head(visits)).containsExactly(2);
        Manifest newest = warehouse.log.latest("clinical").orElseThrow();
        assertThat(TestWarehouse.sorted(warehouse.releases.read(newest, "visits")))
                .containsExactly(2);
    }

    /** The log certainly has nothing, and the Delta table has its version: the table's newest is as it was. */
    static List<Integer> earlierReleases() {
        return Torture.drawn(List.of(0, 1, 2));
    }

    @ParameterizedTest
    @MethodSource("earlierReleases")
    void takesADeltaVersionBackWhenTheLogTakesNothing(int before) throws IOException {
        TableIdentity visits = warehouse.table(TableFormat.DELTA, "visits");
        List<Manifest> earlier = new ArrayList<>();
        for (int number = 0; number < before; number++) {
            earlier.add(warehouse.release(TableFormat.DELTA, "clinical", "visits", "before-" + number, 10 + number));
        }
        PublishingLog full = new PublishingLog(warehouse.log, manifest -> {
            throw Warehouse.notWritable(folder, new IOException("No space left on device"));
        });
        Releases releases = new Releases(warehouse.warehouse, full, warehouse.stores);
        for (String run : List.of("run-2", "run-3")) {
            assertThatThrownBy(() -> release(releases, visits, run, 2)).hasMessageContaining("No space left on device");
            assertThat(warehouse.releases.recover("clinical")).isEmpty();
            assertThat(warehouse.head(visits)).isEqualTo(before == 0 ? List.of() : List.of(9 + before));
            assertThat(PlainRead.delta(Path.of(visits.location()), -1))
                    .isEqualTo(before == 0 ? List.of() : List.of(9 + before));
            assertThat(warehouse.dataFiles(visits)).hasSize(before);
        }
        Manifest next = warehouse.release(TableFormat.DELTA, "clinical", "visits", "run-4", 4);
        earlier.add(next);
        for (Manifest release : earlier) {
            assertThat(TestWarehouse.sorted(warehouse.releases.read(release, "visits")))
                    .containsExactly(release.equals(next) ? 4 : 9 + earlier.indexOf(release) + 1);
        }
        assertThat(warehouse.head(visits)).containsExactly(4);
    }

    @Test
    void publishesWhatARunHadSignedWhenItDied() {
        TableIdentity visits = warehouse.table(TableFormat.DELTA, "visits");
        PublishingLog dead =
                new PublishingLog(warehouse.log, manifest -> new PublishResult.Unknown(new IOException("no answer")));
        Releases releases = new Releases(warehouse.warehouse, dead, warehouse.stores);
        release(releases, visits, "run-2", 2);
        assertThat(warehouse.log.numbers("clinical")).containsExactly(1L);
        assertThat(releases.recover("clinical")).singleElement().asString().contains("does not say whether it has it");
        assertThat(warehouse.releases.recover("clinical"))
                .containsExactly("Published clinical@2, which run run-2 had signed before it ended.");
        Manifest published = warehouse.log.latest("clinical").orElseThrow();
        assertThat(published.record().run().id()).isEqualTo("run-2");
        assertThat(TestWarehouse.sorted(warehouse.releases.read(published, "visits")))
                .containsExactly(2);
        assertThat(warehouse.releases.recover("clinical")).isEmpty();
    }

    @Test
    void undoesTheLoserAndNamesTheWinner() {
        Manifest winner = SampleRelease.next(warehouse.log, "somebody");
        PublishingLog overtaken = new PublishingLog(warehouse.log, manifest -> {
            warehouse.log.publish(winner);
            return warehouse.log.publish(manifest);
        });
        assertThat(release(new Releases(warehouse.warehouse, overtaken, warehouse.stores), "run-2", 2))
                .isEqualTo(new PublishResult.Refused(winner));
        assertThat(warehouse.head(patients)).containsExactly(1);
        assertThat(warehouse.releases.recover("clinical")).isEmpty();
    }

    @Test
    void tellsOfAReleaseWhoseTablesDoNotFollowYet() {
        Map<TableFormat, TableStore> stores = Map.of(
                TableFormat.ICEBERG,
                new Unreachable(IcebergStore.on(LazySpark.of(warehouse.session), warehouse.catalogue)));
        assertThat(release(new Releases(warehouse.warehouse, warehouse.log, stores), "run-2", 2))
                .isInstanceOfSatisfying(
                        PublishResult.Done.class,
                        done -> assertThat(done.notes())
                                .singleElement()
                                .asString()
                                .contains("the next run of 'clinical' finishes that"));
        assertThat(warehouse.head(patients)).containsExactly(1);
        warehouse.releases.recover("clinical");
        assertThat(warehouse.head(patients)).containsExactly(2);
    }

    @Test
    void refusesATypeThatIcebergCannotTurnIntoBesideRowsThatStay() {
        try (Staging staging = warehouse.releases.begin("clinical", "run-2")) {
            assertThatThrownBy(() -> staging.open(patients, TEXT, LoadMode.APPEND))
                    .isInstanceOfSatisfying(
                            ProblemsException.class,
                            e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.TYPE_MISMATCH))
                    .hasMessageContaining("cannot change the type of 'id' from int to string")
                    .hasMessageContaining("--full");
        }
        assertThat(warehouse.head(patients)).containsExactly(1);
    }

    @Test
    void refusesADeltaTableWithAFeatureItCannotKeep() {
        TableIdentity visits = warehouse.table(TableFormat.DELTA, "visits");
        warehouse.session.sql("CREATE TABLE delta.`" + visits.location() + "` (id INT) USING delta"
                + " TBLPROPERTIES ('delta.columnMapping.mode' = 'name')");
        try (Staging staging = warehouse.releases.begin("clinical", "run-2")) {
            assertThatThrownBy(() -> staging.open(visits, ID, LoadMode.REPLACE))
                    .isInstanceOfSatisfying(
                            ProblemsException.class,
                            e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.TABLE_FEATURE))
                    .hasMessageContaining("columnMapping");
        }
    }

    /** Nobody could tell it from a release that Weir made: what it says of masks and audiences was never decided. */
    @ParameterizedTest
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void undoesARunWhoseJournalHoldsAManifestThatNobodySigned(TableFormat format) {
        TableIdentity visits = warehouse.table(format, "visits");
        PublishingLog dead =
                new PublishingLog(warehouse.log, manifest -> new PublishResult.Unknown(new IOException("no answer")));
        signing = manifest -> manifest;
        release(new Releases(warehouse.warehouse, dead, warehouse.stores), visits, "run-2", 2);
        assertThat(warehouse.releases.recover("clinical"))
                .singleElement()
                .asString()
                .contains("Undid run run-2", "clinical@2", "not the one that was signed");
        assertThat(warehouse.log.numbers("clinical")).containsExactly(1L);
        assertThat(warehouse.head(visits)).isEmpty();
        warehouse.releases.requireNewest("clinical");
    }

    private PublishResult release(Releases releases, String run, int id) {
        return release(releases, patients, run, id);
    }

    private PublishResult release(Releases releases, TableIdentity identity, String run, int id) {
        try (Staging staging = releases.begin("clinical", run)) {
            StagedTable table = staging.open(identity, ID, LoadMode.REPLACE);
            warehouse.write(table, warehouse.ids(id));
            return staging.release(
                    signing.apply(warehouse.manifest(staging, run, List.of(warehouse.released(table, ID)))));
        }
    }

    /** A store that stages, and then cannot be reached. */
    private record Unreachable(TableStore store) implements TableStore {

        @Override
        public StagedTable stage(String run, TableIdentity table, StructType schema, LoadMode load) {
            return store.stage(run, table, schema, load);
        }

        @Override
        public StagedTable change(String run, TableIdentity table, StructType schema, ChangeBase base) {
            return store.change(run, table, schema, base);
        }

        @Override
        public BaseRows base(TableIdentity table, StructType schema, ChangeBase base) {
            return store.base(table, schema, base);
        }

        @Override
        public StagedTable restore(String run, TableIdentity table, RunMark release, ReleasedTable former) {
            return store.restore(run, table, release, former);
        }

        @Override
        public void require(RunMark release, ReleasedTable table) {
            store.require(release, table);
        }

        @Override
        public OptionalLong newestRelease(Warehouse warehouse, String product) {
            return store.newestRelease(warehouse, product);
        }

        @Override
        public List<DataFile> files(RunMark release, ReleasedTable table) {
            return store.files(release, table);
        }

        @Override
        public Optional<Dataset<Row>> read(RunMark release, ReleasedTable table, Set<String> files) {
            return store.read(release, table, files);
        }

        @Override
        public void prepare(RunMark mark, List<StagedEntry> entries, TableComments comments) {
            store.prepare(mark, entries, comments);
        }

        @Override
        public List<String> publish(RunMark mark, List<StagedEntry> entries, TableComments comments) {
            throw new IllegalStateException("The catalogue does not answer");
        }

        @Override
        public void rollBack(RunMark mark, List<StagedEntry> entries) {
            throw new IllegalStateException("The catalogue does not answer");
        }

        @Override
        public Dataset<Row> read(RunMark release, ReleasedTable table) {
            return store.read(release, table);
        }
    }
}
