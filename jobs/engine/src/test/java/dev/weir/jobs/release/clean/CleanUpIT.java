package dev.weir.jobs.release.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.release.FaultyWarehouse;
import dev.weir.jobs.release.Releases;
import dev.weir.releases.fault.Died;
import dev.weir.releases.fault.Fate;
import dev.weir.releases.fault.Fault;
import dev.weir.releases.fault.Faults;
import dev.weir.releases.fault.FaultyStorage;
import dev.weir.releases.fault.Point;
import dev.weir.releases.log.Expiry;
import dev.weir.releases.log.Pins;
import dev.weir.releases.log.SampleKeys;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.storage.LocalStorage;
import dev.weir.releases.warehouse.TableIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Four releases of an Iceberg and a Delta table; the second is pinned, the fourth is the newest. */
@ExtendWith(SparkFixture.class)
class CleanUpIT {

    private static final Retention A_DAY = new Retention(Optional.of(Period.ofDays(1)));
    private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

    private final SparkSession shared;

    @TempDir
    Path folder;

    private FaultyWarehouse warehouse;
    private List<TableIdentity> tables;

    CleanUpIT(SparkSession shared) {
        this.shared = shared;
    }

    @BeforeEach
    void release() {
        warehouse = new FaultyWarehouse(shared, folder);
        tables = List.of(warehouse.table(TableFormat.ICEBERG, 1), warehouse.table(TableFormat.DELTA, 1));
        for (int id = 1; id <= 4; id++) {
            warehouse.release(
                    warehouse.process(Fate.quiet()),
                    "run-" + id,
                    id,
                    tables,
                    List.of(warehouse.plain.quarantine(TableFormat.DELTA, "visits")));
        }
        new Pins(warehouse.plain.log)
                .pin(
                        "clinical",
                        2,
                        "study 7",
                        LocalDate.parse("2031-01-01"),
                        "",
                        Instant.parse("2026-02-01T00:00:00Z"));
    }

    @AfterEach
    void live() {
        Faults.live();
    }

    @Test
    void letsGoWhatNothingHoldsAndNothingElse() throws IOException {
        Path stray = Files.createFile(Path.of(tables.get(1).location(), "part-00000-dead.parquet"));
        Path strange = Files.createFile(Path.of(tables.get(1).location(), "NOTES.txt"));
        long before = files();
        CleanPlan look;
        try (CleanUp cleanUp = cleanUp(Fate.quiet())) {
            look = cleanUp.look(A_DAY, LATER);
        }
        assertThat(look.expiring()).containsExactly(1L, 3L);
        assertThat(look.standings().get(1).heldBy()).containsExactly("pin 1 of study 7 until 2031-01-01");
        assertThat(look.standings().get(3).heldBy()).containsExactly("the newest release");
        assertThat(files()).isEqualTo(before);
        CleanPlan applied;
        try (CleanUp cleanUp = cleanUp(Fate.quiet())) {
            applied = cleanUp.apply(A_DAY, "steward@example.org", LATER);
            assertThat(cleanUp.look(A_DAY, LATER).isNothing()).isTrue();
        }
        assertThat(applied.expiring()).containsExactly(1L, 3L);
        assertThat(applied.files()).isEqualTo(look.files());
        assertThat(stray).doesNotExist();
        assertThat(strange).exists();
        keptReleasesAreAsTheyWere("at the end");
        Manifest gone = warehouse.plain.log.read("clinical", 1);
        assertThatThrownBy(() -> Expiry.requireKept(warehouse.plain.log, "clinical", 1))
                .hasMessageContaining("were let go on 2030-01-01T00:00:00Z by steward@example.org");
        for (TableIdentity table : tables) {
            assertThat(catchThrowable(() -> warehouse.released(gone, table))).isNotNull();
        }
        assertThat(warehouse.head(warehouse.plain.quarantine(TableFormat.DELTA, "visits")))
                .containsExactly(1001, 1002, 1003, 1004);
    }

    @Test
    void whatIsPromisedForEverStays() {
        try (CleanUp cleanUp = cleanUp(Fate.quiet())) {
            CleanPlan plan = cleanUp.apply(new Retention(Optional.empty()), "me", LATER);
            assertThat(plan.expiring()).isEmpty();
            assertThat(plan.standings()).allMatch(KeptRelease::isKept);
        }
        for (long number = 1; number <= 4; number++) {
            Manifest manifest = warehouse.plain.log.read("clinical", number);
            for (TableIdentity table : tables) {
                assertThat(warehouse.released(manifest, table)).containsExactly((int) number);
            }
        }
    }

    @Test
    void removesNothingOfATableWhoseKeptFilesAreNotAllThere() throws IOException {
        Manifest pinned = warehouse.plain.log.read("clinical", 2);
        try (Stream<Path> all = Files.list(Path.of(tables.get(1).location()))) {
            Files.delete(all.filter(file -> file.getFileName()
                            .toString()
                            .contains(pinned.record().run().id()))
                    .filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow());
        }
        long before = files();
        try (CleanUp cleanUp = cleanUp(Fate.quiet())) {
            assertThatThrownBy(() -> cleanUp.look(A_DAY, LATER)).hasMessageContaining("kept releases need");
        }
        Files.delete(Path.of(warehouse.plain.log.place("clinical", 3)));
        try (CleanUp cleanUp = cleanUp(Fate.quiet())) {
            assertThatThrownBy(() -> cleanUp.apply(A_DAY, "me", LATER))
                    .hasMessageContaining("The manifest of clinical@3 is missing");
        }
        before--;
        assertThat(files()).isEqualTo(before);
    }

    @Tag("slow")
    @Test
    void aCleanUpThatDiesHurtsNoKeptReleaseAndIsFinishedByTheNext() {
        int points = 0;
        for (Fault fault : List.of(Fault.DIES, Fault.DIES_AFTER)) {
            for (int number = 1; ; number++) {
                int point = number;
                Throwable died = catchThrowable(() -> {
                    try (CleanUp cleanUp = cleanUp(Fate.atChange(point, fault))) {
                        cleanUp.apply(A_DAY, "me", LATER);
                    }
                });
                String where = fault + " at change " + number;
                List<Point> trace = Faults.trace();
                assertThat(trace).isNotEmpty();
                Faults.live();
                keptReleasesAreAsTheyWere(where);
                if (died == null) {
                    break;
                }
                assertThat(Died.of(died)).as(where + ": " + died).isTrue();
                points++;
            }
            try (CleanUp cleanUp = cleanUp(Fate.quiet())) {
                assertThat(cleanUp.look(A_DAY, LATER).isNothing()).isTrue();
            }
            more();
        }
        assertThat(points).isGreaterThan(6);
    }

    /** Makes work for the next clean-up: the release that was the newest goes then. */
    private void more() {
        warehouse.release(warehouse.process(Fate.quiet()), "run-5", 5, tables, List.of());
    }

    private CleanUp cleanUp(Fate fate) {
        Releases releases = warehouse.process(fate);
        StoredReleaseLog log = new StoredReleaseLog(new FaultyStorage(new LocalStorage(folder.resolve("releases"))))
                .with(SampleKeys.in(folder));
        return releases.cleanUp("clinical", log, warehouse.upkeep());
    }

    private void keptReleasesAreAsTheyWere(String where) {
        long newest = warehouse.plain.log.numbers("clinical").max().orElseThrow();
        for (long number : List.of(2L, newest)) {
            Manifest manifest = warehouse.plain.log.read("clinical", number);
            for (TableIdentity table : tables) {
                assertThat(warehouse.released(manifest, table)).as(where).containsExactly((int) number);
            }
        }
        for (TableIdentity table : tables) {
            assertThat(warehouse.head(table)).as(where).containsExactly((int) newest);
        }
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().endsWith(".lock"))
                    .count();
        }
    }
}
