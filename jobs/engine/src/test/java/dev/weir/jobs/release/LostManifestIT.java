package dev.weir.jobs.release;

import static dev.weir.jobs.release.TestWarehouse.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.release.delta.DeltaUpkeep;
import dev.weir.jobs.release.iceberg.IcebergUpkeep;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.log.PublishResult;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The newest manifest is gone, no tag and no pin names it, and the tables have its rows. */
@ExtendWith(SparkFixture.class)
class LostManifestIT {

    private final SparkSession shared;

    @TempDir
    Path folder;

    private TestWarehouse warehouse;

    LostManifestIT(SparkSession shared) {
        this.shared = shared;
    }

    @BeforeEach
    void open() {
        warehouse = new TestWarehouse(shared, folder);
    }

    @ParameterizedTest
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void noRunGivesItsNumberAwayAndNothingOfItIsCleaned(TableFormat format) throws IOException {
        warehouse.release(format, "run-1", 1);
        Manifest second = warehouse.release(format, "run-2", 2);
        byte[] kept = lose(2);
        TableIdentity patients = warehouse.table(format, "patients");
        List<ThrowingCallable> changes = List.of(
                () -> warehouse.releases.begin("clinical", "run-3").close(),
                () -> warehouse
                        .releases
                        .cleanUp(
                                "clinical",
                                warehouse.log,
                                Map.of(
                                        TableFormat.ICEBERG,
                                        new IcebergUpkeep(warehouse.session),
                                        TableFormat.DELTA,
                                        new DeltaUpkeep(warehouse.session, warehouse.warehouse)))
                        .close(),
                () -> warehouse.releases.requireNewest("clinical"));
        for (ThrowingCallable change : changes) {
            assertThatThrownBy(change)
                    .isInstanceOfSatisfying(
                            ProblemsException.class,
                            e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.RELEASE_MISSING))
                    .hasMessageContaining("The manifest of clinical@2 is missing")
                    .hasMessageContaining("tables of the product hold it");
        }
        assertThat(warehouse.head(patients)).containsExactly(2);
        Files.write(manifest(2), kept);
        assertThat(TestWarehouse.sorted(warehouse.releases.read(second, "patients")))
                .containsExactly(2);
        assertThat(warehouse.release(format, "run-3", 3).number()).isEqualTo(3);
    }

    /** Nothing signs the entry that says so. */
    @ParameterizedTest
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void aReleaseThatTheLogCallsNobodysIsMissed(TableFormat format) throws IOException {
        warehouse.release(format, "run-1", 1);
        warehouse.release(format, "run-2", 2);
        byte[] kept = lose(2);
        warehouse.log.fence("clinical", 2, "run-2");
        assertThatThrownBy(() -> warehouse.releases.begin("clinical", "run-3"))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.RELEASE_MISSING))
                .hasMessageContaining("hold clinical@2, and the log says that nobody released it");
        Files.write(manifest(2), kept);
        assertThatThrownBy(() -> warehouse.releases.requireNewest("clinical"))
                .as("as long as the mark is there")
                .hasMessageContaining("hold clinical@2, and the log says that nobody released it");
        Files.delete(manifest(2).resolveSibling("2.void"));
        warehouse.releases.requireNewest("clinical");
    }

    @ParameterizedTest
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void soItIsWithTheFirst(TableFormat format) throws IOException {
        warehouse.release(format, "run-1", 1);
        lose(1);
        assertThatThrownBy(() -> warehouse.releases.begin("clinical", "run-2"))
                .hasMessageContaining("The manifest of clinical@1 is missing");
    }

    /** Its version of the table was there before the log took nothing, and was taken back. */
    @ParameterizedTest
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void aReleaseThatNeverWasIsNotMissed(TableFormat format) {
        warehouse.release(format, "run-1", 1);
        PublishingLog full = new PublishingLog(warehouse.log, manifest -> {
            throw Warehouse.notWritable(folder, new IOException("No space left on device"));
        });
        assertThatThrownBy(() -> release(new Releases(warehouse.warehouse, full, warehouse.stores), format, "run-2"))
                .hasMessageContaining("No space left on device");
        warehouse.releases.requireNewest("clinical");
        assertThat(warehouse.release(format, "run-3", 3).number()).isEqualTo(2);
    }

    /** Its tables go before its manifest, and whether it is there is not known. */
    @ParameterizedTest
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void aReleaseThatIsNotOverIsNotMissed(TableFormat format) {
        warehouse.release(format, "run-1", 1);
        PublishingLog silent =
                new PublishingLog(warehouse.log, manifest -> new PublishResult.Unknown(new IOException("no answer")));
        release(new Releases(warehouse.warehouse, silent, warehouse.stores), format, "run-2");
        warehouse.releases.requireNewest("clinical");
        assertThat(warehouse.releases.recover("clinical"))
                .singleElement()
                .asString()
                .startsWith("Published clinical@2");
        warehouse.releases.requireNewest("clinical");
    }

    /** What cannot be read is not a table without releases. */
    @Test
    void aDeltaLogThatCannotBeReadIsNamed() throws IOException {
        warehouse.release(TableFormat.DELTA, "run-1", 1);
        Path log = Path.of(warehouse.table(TableFormat.DELTA, "patients").location(), "_delta_log");
        DeltaLog.clearCache();
        Files.writeString(log.resolve("00000000000000000000.json"), "junk");
        assertThatThrownBy(() -> warehouse.releases.begin("clinical", "run-2"))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.STORE_UNREACHABLE))
                .hasMessageContaining("clinical.patients");
    }

    private void release(Releases releases, TableFormat format, String run) {
        try (Staging staging = releases.begin("clinical", run)) {
            StagedTable table = staging.open(warehouse.table(format, "patients"), ID, LoadMode.REPLACE);
            warehouse.write(table, warehouse.ids(2));
            staging.release(warehouse.signed(warehouse.manifest(staging, run, List.of(warehouse.released(table, ID)))));
        }
    }

    private byte[] lose(long number) throws IOException {
        byte[] content = Files.readAllBytes(manifest(number));
        Files.delete(manifest(number));
        return content;
    }

    private Path manifest(long number) {
        return folder.resolve("releases/clinical/" + number + ".json");
    }
}
