package dev.weir.jobs.release;

import static dev.weir.jobs.release.TestWarehouse.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.release.clean.CleanPlan;
import dev.weir.jobs.release.clean.CleanUp;
import dev.weir.jobs.release.clean.Retention;
import dev.weir.jobs.release.iceberg.IcebergUpkeep;
import dev.weir.jobs.release.table.ChangeBase;
import dev.weir.jobs.release.table.SmallFiles;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.jobs.release.table.TableUpkeep;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.log.PublishResult;
import dev.weir.releases.warehouse.TableIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What loads of a few rows leave in a warehouse of Iceberg tables, load after load. */
@ExtendWith(SparkFixture.class)
class ManyLoadsIT {

    private static final int LOADS = 12;

    private final TestWarehouse warehouse;

    ManyLoadsIT(SparkSession shared, @TempDir Path folder) {
        warehouse = new TestWarehouse(shared, folder);
    }

    @Test
    void leaveFilesOnlyOfWhatHasChanged() throws IOException {
        TableIdentity stays = warehouse.table(TableFormat.ICEBERG, "stays");
        TableIdentity beds = warehouse.table(TableFormat.ICEBERG, "beds");
        TableIdentity quarantine = warehouse.quarantine(TableFormat.ICEBERG, "stays");
        Manifest first = first(stays, beds, quarantine);
        Manifest last = first;
        for (int load = 2; load <= LOADS; load++) {
            last = load(last, load);
        }

        assertThat(warehouse.head(stays)).hasSize(LOADS);
        assertThat(warehouse.head(beds)).containsExactly(7);
        assertThat(warehouse.head(quarantine)).isEmpty();
        assertThat(TestWarehouse.sorted(warehouse.releases.read(first, "stays")))
                .containsExactly(1);
        assertThat(TestWarehouse.sorted(warehouse.releases.read(last, "beds"))).containsExactly(7);
        assertThat(table(last, "beds").version()).isEqualTo(table(first, "beds").version());

        // a table begins with an empty one
        assertThat(files(stays, "snap-")).as("snapshots of stays").isEqualTo(1 + LOADS);
        assertThat(files(beds, "snap-")).as("snapshots of beds").isEqualTo(2);
        assertThat(files(quarantine, "snap-")).as("snapshots of the quarantine").isEqualTo(1);
        for (TableIdentity table : List.of(stays, beds, quarantine)) {
            assertThat(files(table, ".metadata.json"))
                    .as("metadata of %s", table.name())
                    .isBetween(1L, 11L);
            assertThat(files(table, ".crc"))
                    .as("hidden checksums of %s", table.name())
                    .isZero();
        }
    }

    /** As what releases leave for the rules of those after them: a table of which only the newest version is read. */
    @Tag("slow")
    @Test
    void aCleanUpLeavesTheHistoryInOneVersionAndFewFiles() throws IOException {
        TableIdentity states = TableIdentity.of(
                warehouse.warehouse, TableFormat.ICEBERG, TableIdentity.namespaceOfQuality("clinical"), "states");
        TableIdentity stays = warehouse.table(TableFormat.ICEBERG, "stays");
        int loads = SmallFiles.MOST + 1;
        for (int load = 1; load <= loads; load++) {
            remember(states, stays, load);
        }
        assertThat(files(states, "data", ".parquet")).isEqualTo(loads);

        Map<TableFormat, TableUpkeep> upkeep = Map.of(TableFormat.ICEBERG, new IcebergUpkeep(warehouse.session));
        Retention forEver = new Retention(Optional.empty());
        Instant now = Instant.parse("2026-11-24T00:00:00Z");
        try (CleanUp cleanUp = warehouse.releases.cleanUp("clinical", warehouse.log, upkeep)) {
            assertThat(cleanUp.look(forEver, now).surplus())
                    .extracting(surplus -> surplus.table().identifier())
                    .contains("clinical_quality.states");
            CleanPlan gone = cleanUp.apply(forEver, "me", now);
            assertThat(gone.surplus())
                    .filteredOn(surplus -> surplus.table().equals(states))
                    .singleElement()
                    .satisfies(surplus -> {
                        assertThat(surplus.versions()).isGreaterThanOrEqualTo(loads - 1);
                        assertThat(surplus.files()).hasSizeGreaterThan(2 * loads);
                    });
            assertThat(cleanUp.look(forEver, now).isNothing()).isTrue();
        }
        assertThat(files(states, "data", ".parquet")).isOne();
        assertThat(files(states, "metadata", ".avro")).isLessThan(12);
        assertThat(warehouse.head(states)).hasSize(loads).contains(1, loads);
        assertThat(files(stays, "snap-")).as("releases keep their rows").isEqualTo(loads);

        remember(states, stays, loads + 1);
        assertThat(warehouse.head(states)).hasSize(loads + 1);
        for (long number : List.of(1L, (long) loads, loads + 1L)) {
            assertThat(TestWarehouse.sorted(warehouse.releases.read(warehouse.log.read("clinical", number), "stays")))
                    .containsExactly((int) number);
        }
    }

    private void remember(TableIdentity states, TableIdentity stays, int load) {
        try (Staging staging = warehouse.releases.begin("clinical", "run-" + load)) {
            StagedTable released = staging.open(stays, ID, LoadMode.REPLACE);
            warehouse.write(released, warehouse.ids(load));
            warehouse.write(staging.open(states, ID, LoadMode.APPEND), warehouse.ids(load));
            released(staging, "run-" + load, released);
        }
    }

    private Manifest first(TableIdentity stays, TableIdentity beds, TableIdentity quarantine) {
        try (Staging staging = warehouse.releases.begin("clinical", "run-1")) {
            StagedTable changing = staging.open(stays, ID, LoadMode.REPLACE);
            StagedTable same = staging.open(beds, ID, LoadMode.REPLACE);
            staging.open(quarantine, ID, LoadMode.APPEND);
            warehouse.write(changing, warehouse.ids(1));
            warehouse.write(same, warehouse.ids(7));
            return released(staging, "run-1", changing, same);
        }
    }

    private Manifest load(Manifest last, int load) {
        String run = "run-" + load;
        try (Staging staging = warehouse.releases.begin("clinical", run)) {
            StagedTable changing = change(staging, last, "stays");
            StagedTable same = change(staging, last, "beds");
            staging.open(warehouse.quarantine(TableFormat.ICEBERG, "stays"), ID, LoadMode.APPEND);
            warehouse.write(changing, warehouse.ids(load));
            warehouse.write(same, warehouse.ids());
            return released(staging, run, changing, same);
        }
    }

    private StagedTable change(Staging staging, Manifest last, String name) {
        ChangeBase base =
                new ChangeBase(TestWarehouse.mark(last), table(last, name).version(), Map.of());
        return staging.change(warehouse.table(TableFormat.ICEBERG, name), ID, base);
    }

    private Manifest released(Staging staging, String run, StagedTable... tables) {
        List<ReleasedTable> released =
                Stream.of(tables).map(table -> warehouse.released(table, ID)).toList();
        Manifest manifest = warehouse.manifest(staging, run, released);
        assertThat(staging.release(manifest)).isEqualTo(new PublishResult.Done(manifest, List.of()));
        return manifest;
    }

    private static ReleasedTable table(Manifest manifest, String name) {
        return manifest.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static long files(TableIdentity table, String part) throws IOException {
        return files(table, "metadata", part);
    }

    private static long files(TableIdentity table, String folder, String part) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(table.location(), folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(part))
                    .count();
        }
    }
}
