package dev.weir.jobs.release;

import static dev.weir.jobs.release.TestWarehouse.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.content.DeepEngine;
import dev.weir.jobs.release.fault.FaultyFileSystem;
import dev.weir.jobs.release.iceberg.Relocation;
import dev.weir.jobs.release.table.ChangeBase;
import dev.weir.jobs.release.table.TableStore;
import dev.weir.releases.evidence.TablesCheck;
import dev.weir.releases.fault.Died;
import dev.weir.releases.fault.Fate;
import dev.weir.releases.fault.Fault;
import dev.weir.releases.fault.Faults;
import dev.weir.releases.journal.RunMark;
import dev.weir.releases.warehouse.RecordedRoot;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
class RelocationIT {

    private final SparkSession shared;

    @TempDir
    Path folder;

    RelocationIT(SparkSession shared) {
        this.shared = shared;
    }

    @AfterEach
    void live() {
        Faults.live();
    }

    @Test
    void everyReleaseIsReadAsBeforeWhereverTheRelocationDies() throws IOException {
        Path former = folder.resolve("former");
        TestWarehouse before = new TestWarehouse(shared, former);
        before.release(TableFormat.ICEBERG, "run-1", 1, 2);
        before.release(TableFormat.ICEBERG, "run-2", 3);
        Path present = folder.resolve("elsewhere/present");
        Files.createDirectories(present.resolveSibling("."));
        Files.move(former, present);
        assertThatThrownBy(() -> new TestWarehouse(shared, present)).hasMessageContaining("weir relocate");

        Warehouse warehouse = new Warehouse(present);
        assertThat(Relocation.elsewhere(warehouse, TestWarehouse.at(warehouse))).containsExactly("clinical.patients");
        int deaths = 0;
        for (int change = 1; ; change += 5) {
            Faults.live(folder.toString(), Fate.atChange(change, change % 2 == 0 ? Fault.DIES : Fault.DIES_AFTER));
            Throwable died = catchThrowable(() -> relocate(warehouse));
            Faults.live();
            if (died == null) {
                break;
            }
            assertThat(Died.of(died)).as("at change " + change + ": " + died).isTrue();
            deaths++;
        }
        assertThat(deaths).isGreaterThan(2);
        assertThat(Relocation.elsewhere(warehouse, TestWarehouse.at(warehouse))).isEmpty();
        new RecordedRoot(warehouse).record();
        assertThat(present.resolve(".relocating")).doesNotExist();

        TestWarehouse after = new TestWarehouse(shared, present);
        assertThat(sorted(after.releases.read(after.log.read("clinical", 1), "patients")))
                .containsExactly(1, 2);
        assertThat(sorted(after.releases.read(after.log.read("clinical", 2), "patients")))
                .containsExactly(3);
        assertThat(toldByDeepCheck(after, after.log.read("clinical", 1))).allMatch(path -> path.startsWith("data/"));
        Manifest third = after.release(TableFormat.ICEBERG, "run-3", 4);
        assertThat(sorted(after.releases.read(third, "patients"))).containsExactly(4);
        assertThat(after.head(after.table(TableFormat.ICEBERG, "patients"))).containsExactly(4);
    }

    @Test
    void aDeltaTableIsReadWhereItLiesNow() throws IOException {
        Path former = folder.resolve("former");
        Manifest first = new TestWarehouse(shared, former).release(TableFormat.DELTA, "run-1", 1, 2);
        Path present = folder.resolve("present");
        Files.move(former, present);
        new RecordedRoot(new Warehouse(present)).record();
        TestWarehouse after = new TestWarehouse(shared, present);
        assertThat(sorted(after.releases.read(first, "patients"))).containsExactly(1, 2);
        assertThat(after.releases.files(first, "patients"))
                .allMatch(file -> file.path().startsWith(present + "/"));
        assertThat(toldByDeepCheck(after, first)).noneMatch(path -> path.startsWith("/"));

        // a table whose former place the manifest alone names, as those that remember deleted keys
        TableIdentity table = after.table(TableFormat.DELTA, "patients");
        RunMark mark = new RunMark("clinical", "run-1", OptionalLong.of(1));
        ChangeBase base = new ChangeBase(mark, first.tables().get(0).version(), Map.of());
        TableStore store = Objects.requireNonNull(after.stores.get(TableFormat.DELTA));
        assertThat(store.change("run-2", table, TestWarehouse.ID, base).files()).hasSize(1);
        assertThat(store.restore("run-3", table, mark, first.tables().get(0)).files())
                .hasSize(1);
    }

    /** The table's files, by the paths that the list of its release has: as seen from where it lies now. */
    private static List<String> toldByDeepCheck(TestWarehouse warehouse, Manifest release) {
        return new DeepEngine(warehouse.releases)
                .files(release, release.tables().get(0), TablesCheck.Part.ROWS).files().stream()
                        .map(DataFileList.DataFile::path)
                        .toList();
    }

    private List<String> relocate(Warehouse warehouse) {
        SparkSession session = shared.newSession();
        Relocation.settings(warehouse, TestWarehouse.at(warehouse)).forEach(session.conf()::set);
        FaultyFileSystem.settings().forEach(session.conf()::set);
        SparkSession.setActiveSession(session);
        List<String> told = new ArrayList<>();
        new Relocation(session, warehouse, TestWarehouse.at(warehouse)).repoint(told::add);
        return told;
    }
}
