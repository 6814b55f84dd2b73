package dev.weir.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.TableFormat;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.lease.JointLeases;
import dev.weir.releases.lease.StorageLeases;
import dev.weir.releases.log.PublishResult;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.storage.LogStorage;
import dev.weir.releases.storage.ThroughStorage;
import dev.weir.releases.warehouse.ProductLocks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Log, journals and leases in S3, tables on a disk. */
@ExtendWith(SparkFixture.class)
class S3PlaceIT {

    private static final Duration LENGTH = Duration.ofSeconds(2);

    private final TestWarehouse warehouse;
    private final String address;

    S3PlaceIT(SparkSession shared, @TempDir Path folder) {
        this.warehouse = new TestWarehouse(shared, folder);
        this.address = TestStores.S3.address(folder);
    }

    /** A process whose calls arrive until it dies. */
    private static final class Mortal extends ThroughStorage {

        private volatile boolean dead;

        Mortal(LogStorage storage) {
            super(storage);
        }

        @Override
        public List<String> list(String folder) throws IOException {
            live();
            return super.list(folder);
        }

        @Override
        public boolean create(String name, byte[] content) throws IOException {
            live();
            return super.create(name, content);
        }

        @Override
        public void replace(String name, byte[] content) throws IOException {
            live();
            super.replace(name, content);
        }

        @Override
        public void delete(String name) throws IOException {
            live();
            super.delete(name);
        }

        private void live() throws IOException {
            if (dead) {
                throw new IOException("dead");
            }
        }
    }

    private Releases releases(LogStorage storage) {
        LogFiles files = new LogFiles(storage);
        RunStore runs = new RunStore(
                List.of(files),
                new JointLeases(new ProductLocks(warehouse.warehouse), new StorageLeases(files, LENGTH)));
        return new Releases(warehouse.warehouse, runs, new StoredReleaseLog(storage), warehouse.stores, run -> {});
    }

    private StoredReleaseLog log() {
        return new StoredReleaseLog(TestStores.at(address));
    }

    private PublishResult release(Releases releases, String run, int id, Runnable before) {
        try (Staging staging = releases.begin("clinical", run)) {
            List<StagedTable> tables = List.of(
                    staging.open(warehouse.table(TableFormat.ICEBERG, "patients"), TestWarehouse.ID, LoadMode.REPLACE),
                    staging.open(warehouse.table(TableFormat.DELTA, "visits"), TestWarehouse.ID, LoadMode.REPLACE));
            tables.forEach(table -> warehouse.write(table, warehouse.ids(id)));
            before.run();
            return staging.release(warehouse.manifest(
                    staging,
                    run,
                    tables.stream()
                            .map(table -> warehouse.released(table, TestWarehouse.ID))
                            .toList()));
        }
    }

    private List<Integer> rows(String table) {
        Releases releases = releases(TestStores.at(address));
        return releases.read(log().latest("clinical").orElseThrow(), table).collectAsList().stream()
                .map(row -> row.getInt(0))
                .toList();
    }

    @Test
    void aRunThatDiedIsUndoneAndItsNumberIsNobodys() {
        assertThat(release(releases(TestStores.at(address)), "run-1", 1, () -> {}))
                .isInstanceOf(PublishResult.Done.class);
        Mortal process = new Mortal(TestStores.at(address));
        assertThatThrownBy(() -> release(releases(process), "run-2", 2, () -> process.dead = true))
                .isInstanceOf(RuntimeException.class);
        assertThat(log().files().list("clinical/pending")).containsExactly("run-2.json");

        Releases next = releases(TestStores.at(address));
        assertThat(next.recover("clinical"))
                .containsExactly("Undid run run-2, which ended before it released anything.");
        assertThat(log().isVoid("clinical", 2)).isTrue();
        assertThat(rows("patients")).containsExactly(1);
        assertThat(release(next, "run-3", 3, () -> {})).isInstanceOf(PublishResult.Done.class);

        assertThat(log().numbers("clinical")).containsExactly(1L, 3L);
        assertThat(rows("patients")).containsExactly(3);
        assertThat(rows("visits")).containsExactly(3);
        assertThat(log().files().list("clinical/pending")).isEmpty();
        assertThat(warehouse.warehouse.releases("clinical").disk().orElseThrow())
                .isDirectoryContaining("glob:**/run.lock");
        assertThat(warehouse.warehouse.releases("clinical").disk().orElseThrow().resolve("pending"))
                .doesNotExist();
    }
}
