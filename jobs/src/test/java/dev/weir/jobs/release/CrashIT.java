package dev.weir.jobs.release;

import static dev.weir.jobs.release.TestWarehouse.ID;
import static dev.weir.jobs.release.TestWarehouse.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.SparkFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run with an Iceberg table, a Delta table and a quarantine dies before and after every call that changes something. */
@ExtendWith(SparkFixture.class)
class CrashIT {

    private final SparkSession shared;

    @TempDir
    Path folder;

    private TestWarehouse warehouse;
    private TableIdentity patients;
    private TableIdentity visits;
    private TableIdentity quarantine;

    CrashIT(SparkSession shared) {
        this.shared = shared;
    }

    @BeforeEach
    void open() {
        warehouse = new TestWarehouse(shared, folder);
        patients = warehouse.table(TableFormat.ICEBERG, "patients");
        visits = warehouse.table(TableFormat.DELTA, "visits");
        quarantine = warehouse.quarantine(TableFormat.ICEBERG, "patients");
    }

    @AfterEach
    void leave() {
        SparkSession.setActiveSession(shared);
    }

    @Test
    void isOldOrNewWhereverAReleaseDies() throws IOException {
        Mortal immortal = new Mortal(Integer.MAX_VALUE);
        run(immortal, "run-0", 0);
        int released = 0;
        for (int moment = 1; moment <= immortal.moments(); moment++) {
            Mortal mortal = new Mortal(moment);
            String run = "run-" + moment;
            Manifest before = warehouse.log.latest("clinical").orElseThrow();
            int id = moment;
            assertThat(catchThrowableOfType(Mortal.Died.class, () -> run(mortal, run, id)))
                    .isNotNull();
            assertThat(warehouse.head(patients)).isIn(List.of(value(before)), List.of(id));
            assertThat(warehouse.head(visits)).isIn(List.of(value(before)), List.of(id));

            assertThat(warehouse.releases.recover("clinical"))
                    .singleElement()
                    .asString()
                    .contains("run " + run);

            Manifest after = warehouse.log.latest("clinical").orElseThrow();
            boolean now = after.record().run().id().equals(run);
            assertThat(now ? after.number() - 1 : after.number()).isEqualTo(before.number());
            assertThat(warehouse.head(patients)).containsExactly(value(after));
            assertThat(warehouse.head(visits)).containsExactly(value(after));
            assertThat(sorted(warehouse.releases.read(after, "patients"))).containsExactly(value(after));
            assertThat(sorted(warehouse.releases.read(after, "visits"))).containsExactly(value(after));
            assertThat(warehouse.head(quarantine).contains(1000 + id)).isEqualTo(now);
            assertNothingIsLeft(run, now);
            released += now ? 1 : 0;
        }
        assertThat(released).isBetween(1, immortal.moments() - 1);
        for (long number = 1; number <= warehouse.log.numbers("clinical").count(); number++) {
            Manifest manifest = warehouse.log.read("clinical", number);
            assertThat(sorted(warehouse.releases.read(manifest, "patients"))).containsExactly(value(manifest));
            assertThat(sorted(warehouse.releases.read(manifest, "visits"))).containsExactly(value(manifest));
        }
    }

    @Test
    void recoveryThatDiesIsRecovered() throws IOException {
        Mortal immortal = new Mortal(Integer.MAX_VALUE);
        run(immortal, "run-0", 0);
        // the first death is right after the log's entry, the second wherever the recovery goes
        int entered = 8;
        for (int second = 1; second <= 6; second++) {
            String run = "run-" + second;
            int id = second;
            assertThat(catchThrowableOfType(Mortal.Died.class, () -> run(new Mortal(entered), run, id)))
                    .isNotNull();
            assertThat(value(warehouse.log.latest("clinical").orElseThrow())).isEqualTo(id);
            Mortal helper = new Mortal(second);
            assertThat(catchThrowableOfType(
                            Mortal.Died.class, () -> helper.releases(warehouse).recover("clinical")))
                    .isNotNull();
            warehouse.releases.recover("clinical");
            assertThat(warehouse.head(patients)).containsExactly(id);
            assertThat(warehouse.head(visits)).containsExactly(id);
            assertThat(warehouse.head(quarantine)).contains(1000 + id).doesNotHaveDuplicates();
            assertNothingIsLeft(run, true);
        }
    }

    @Test
    void aHeldRunThatDiesIsFinishedByTheNextRun() throws IOException {
        Mortal immortal = new Mortal(Integer.MAX_VALUE);
        run(immortal, "run-0", 0);
        for (int moment = 7; moment <= 12; moment++) {
            String run = "run-" + moment;
            int id = moment;
            assertThat(catchThrowableOfType(Mortal.Died.class, () -> hold(new Mortal(id), run, id)))
                    .isNotNull();
            assertThat(warehouse.head(patients)).containsExactly(0);
            try (Staging next = warehouse.releases.begin("clinical", "next-" + moment)) {
                assertThat(next.recovered())
                        .containsExactly("Finished run " + run + ", which was held: its quarantine is kept.");
            }
            assertThat(warehouse.head(patients)).containsExactly(0);
            assertThat(warehouse.head(visits)).containsExactly(0);
            assertThat(warehouse.head(quarantine)).contains(1000 + id).doesNotHaveDuplicates();
            assertNothingIsLeft(run, false);
        }
    }

    private void run(Mortal process, String run, int id) {
        try (Staging staging = process.releases(warehouse).begin("clinical", run)) {
            StagedTable first = staged(staging, patients, Load.REPLACE, id);
            StagedTable second = staged(staging, visits, Load.REPLACE, id);
            staged(staging, quarantine, Load.APPEND, 1000 + id);
            staging.release(warehouse.manifest(
                    staging, run, List.of(warehouse.released(first, ID), warehouse.released(second, ID))));
        }
    }

    private void hold(Mortal process, String run, int id) {
        try (Staging staging = process.releases(warehouse).begin("clinical", run)) {
            staged(staging, patients, Load.REPLACE, id);
            staged(staging, visits, Load.REPLACE, id);
            staged(staging, quarantine, Load.APPEND, 1000 + id);
            staging.hold();
        }
    }

    private StagedTable staged(Staging staging, TableIdentity table, Load load, int id) {
        StagedTable staged = staging.open(table, ID, load);
        warehouse.write(staged, warehouse.ids(id));
        return staged;
    }

    private static int value(Manifest manifest) {
        return Integer.parseInt(manifest.record().run().id().substring("run-".length()));
    }

    private void assertNothingIsLeft(String run, boolean released) throws IOException {
        try (Stream<Path> pending = Files.list(folder.resolve("releases/clinical/pending"))) {
            assertThat(pending).isEmpty();
        }
        assertThat(warehouse.dataFiles(visits).stream().filter(name -> name.contains(run + ".")))
                .hasSize(released ? 1 : 0);
        assertThat(warehouse
                        .session
                        .sql("SELECT name FROM weir.clinical.patients.refs WHERE type = 'BRANCH'")
                        .collectAsList())
                .singleElement()
                .extracting(row -> row.getString(0))
                .isEqualTo("main");
    }
}
