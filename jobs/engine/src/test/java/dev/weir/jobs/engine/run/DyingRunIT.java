package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.contracts.settings.Profile;
import dev.weir.contracts.settings.ReleaseStore;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.catalogue.rest.FaultyLogin;
import dev.weir.jobs.release.catalogue.rest.RestServer;
import dev.weir.jobs.release.clean.CleanUp;
import dev.weir.jobs.release.clean.Retention;
import dev.weir.jobs.release.fault.FaultyFileSystem;
import dev.weir.lineage.RunEvent;
import dev.weir.releases.fault.Fate;
import dev.weir.releases.fault.Fault;
import dev.weir.releases.fault.Faults;
import dev.weir.releases.fault.FaultyDriver;
import dev.weir.releases.fault.Point;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.testing.Torture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.RuntimeConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A whole run of a product dies, or does not hear that it succeeded, at calls spread over all its stages: files of tables and
 * quarantines, the catalogue, and the database that holds log, evidence and signatures. {@code -Dweir.kill.runs=N} sets how
 * many.
 */
@ExtendWith(SparkFixture.class)
class DyingRunIT {

    private static final int RUNS = Torture.rounds("weir.kill.runs", 9);
    private static final List<Fault> FAULTS = List.of(Fault.DIES, Fault.LOST, Fault.DIES_AFTER);

    private final List<String> recovered = new ArrayList<>();
    private CatalogueSettings catalogue = CatalogueSettings.EMBEDDED;

    @TempDir
    private Path folder;

    @AfterEach
    void live() {
        Faults.live();
    }

    @ParameterizedTest
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void isOldOrNewWhereverItDiesAndTheNextRunGoesOn(TableFormat format) throws IOException {
        // Delta's few calls of its own need few deaths
        diesAllOver(format, format.equals(TableFormat.ICEBERG) ? RUNS : Math.max(1, RUNS / 3));
    }

    /** The same with requests to the catalogue's server among the calls. */
    @Tag("torture")
    @Test
    void isOldOrNewInARestCatalogueAsWell(@TempDir Path served) throws IOException {
        try (RestServer server = RestServer.in(served)) {
            catalogue = new CatalogueSettings(
                    CatalogueSettings.REST, server.address(), Optional.empty(), Optional.empty(), FaultyLogin.SETTINGS);
            diesAllOver(TableFormat.ICEBERG, Math.max(1, RUNS / 3));
        }
    }

    private void diesAllOver(TableFormat format, int runs) throws IOException {
        ClinicFiles files = ClinicFiles.in(folder)
                .format(format)
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\np2,,M,-1\n");
        visits(files, 1);
        run(session(files, Faulty.NO));
        visits(files, 2);
        Faults.live(folder.toString(), Fate.quiet());
        run(session(files, Faulty.YES));
        List<Point> changes = Faults.trace().stream()
                .filter(point -> point.effect() == Point.Effect.CHANGES)
                .toList();
        Random random = new Random(Torture.seed("weir.kill.seed"));
        int first = random.nextInt(changes.size());
        int fate = random.nextInt(FAULTS.size());
        for (int death = 0; death < runs; death++) {
            int number = 1 + (death * changes.size() + first) / runs;
            Fault fault = FAULTS.get((fate + death) % FAULTS.size());
            dies(files, death + 3, Fate.atChange(number, fault), fault + " at change " + number);
        }
        WeirSession session = session(files, Faulty.NO);
        StoredReleaseLog log = StoredReleaseLog.of(session.workspace());
        try (CleanUp cleanUp = session.releases().cleanUp("clinic", log, session.upkeep())) {
            Retention forEver = new Retention(Optional.empty());
            Instant now = Instant.parse("2030-01-01T00:00:00Z");
            cleanUp.apply(forEver, "a test", now);
            assertThat(cleanUp.look(forEver, now).isNothing()).isTrue();
        }
        long releases = log.numbers("clinic").count();
        for (long release = 1; release <= releases; release++) {
            Manifest manifest = log.read("clinic", release);
            assertThat(rows(session, manifest)).isEqualTo(rows(manifest));
            assertThat(session.workspace().root().resolve("site/clinic/" + release + ".html"))
                    .exists();
            if (release > 1) {
                assertThat(manifest.history().previousSha256()).contains(log.sha256("clinic", release - 1));
            }
        }
    }

    private void dies(ClinicFiles files, int content, Fate fate, String where) throws IOException {
        StoredReleaseLog log = StoredReleaseLog.of(workspace(files, Faulty.NO));
        Manifest before = log.latest("clinic").orElseThrow();
        visits(files, content);
        WeirSession dying = session(files, Faulty.YES);
        Faults.live(folder.toString(), fate);
        Throwable thrown = catchThrowable(() -> run(dying));
        List<Point> trace = Faults.trace();
        String died = where + ", '" + trace.get(trace.size() - 1) + "': " + thrown;
        Faults.live();

        WeirSession next = session(files, Faulty.NO);
        Manifest newest = log.latest("clinic").orElseThrow();
        assertThat(newest.number()).as(died).isIn(before.number(), before.number() + 1);
        assertThat(rows(next, before)).as(died).isEqualTo(rows(before));
        boolean journalled = isPending();

        visits(files, 100 + content);
        Manifest after = run(next);

        assertThat(recovered).as(died).hasSize(journalled ? 1 : 0);
        assertThat(isPending()).as(died).isFalse();
        assertThat(after.number()).as(died).isEqualTo(newest.number() + 1);
        assertThat(rows(next, newest)).as(died).isEqualTo(rows(newest));
        assertThat(rows(next, after))
                .as(died)
                .containsEntry("visits", 101L + content)
                .isEqualTo(rows(after));
        assertThat(head(next, after)).as(died).isEqualTo(101L + content);
        assertThat(folder.resolve("warehouse/.landing/clinic"))
                .satisfiesAnyOf(
                        landing -> assertThat(landing).doesNotExist(),
                        landing -> assertThat(landing).isEmptyDirectory());
    }

    /** As many visits as the number says, and one more. */
    private static void visits(ClinicFiles files, int number) throws IOException {
        StringBuilder text = new StringBuilder(ClinicFiles.VISITS);
        for (int visit = 0; visit <= number; visit++) {
            text.append("v").append(visit).append(",p1,2026-01-02,,in,5.00\n");
        }
        files.deliver("visits", text.toString());
    }

    private Manifest run(WeirSession session) {
        recovered.clear();
        return new ProductRun(session, "1.0.0", this::listen)
                .run("clinic", RunRequest.usual())
                .manifest()
                .orElseThrow();
    }

    private void listen(RunEvent event) {
        if (event instanceof RunEvent.StageStarted started && started.stage().equals("recover")) {
            recovered.add(started.subject());
        }
    }

    /** As the manifest says. */
    private static Map<String, Long> rows(Manifest manifest) {
        Map<String, Long> rows = new HashMap<>();
        for (ReleasedTable table : manifest.tables()) {
            rows.put(table.name(), table.rows());
        }
        return rows;
    }

    /** As they are read. */
    private static Map<String, Long> rows(WeirSession session, Manifest manifest) {
        Map<String, Long> rows = new HashMap<>();
        for (ReleasedTable table : manifest.tables()) {
            rows.put(
                    table.name(),
                    session.releases().read(manifest, table.name()).count());
        }
        return rows;
    }

    /** How many visits everybody sees now. */
    private static long head(WeirSession session, Manifest newest) {
        ReleasedTable visits = newest.tables().stream()
                .filter(table -> table.name().equals("visits"))
                .findFirst()
                .orElseThrow();
        return visits.version().format().equals(TableFormat.ICEBERG)
                ? session.spark().table("weir.clinic.visits").count()
                : session.spark()
                        .read()
                        .format("delta")
                        .load(visits.version().location())
                        .count();
    }

    private boolean isPending() throws IOException {
        Path pending = folder.resolve("warehouse/releases/clinic/pending");
        if (!Files.isDirectory(pending)) {
            return false;
        }
        try (var files = Files.list(pending)) {
            return files.findAny().isPresent();
        }
    }

    /** Whether calls go where they may fail. */
    private enum Faulty {
        YES,
        NO
    }

    private Workspace workspace(ClinicFiles files, Faulty faulty) {
        Workspace read = files.read();
        Profile profile = read.profile();
        String log = "jdbc:sqlite:" + folder.resolve("log.db");
        return new Workspace(
                read.root(),
                new Workspace.Settings(
                        read.settings().name(),
                        read.settings().contentHash(),
                        List.of(),
                        read.settings().zone()),
                new Profile(
                        profile.name(),
                        new Profile.Storage(
                                profile.storage().warehouse(),
                                new ReleaseStore(
                                        faulty == Faulty.YES ? FaultyDriver.through(log) : log,
                                        Optional.empty(),
                                        Optional.empty()),
                                catalogue),
                        profile.telemetry(),
                        profile.keys(),
                        profile.signing(),
                        profile.spark(),
                        profile.sources()),
                read.law(),
                read.sources(),
                read.products(),
                read.recipients());
    }

    private WeirSession session(ClinicFiles files, Faulty faulty) {
        WeirSession session = WeirSession.open(workspace(files, faulty));
        if (faulty == Faulty.YES) {
            RuntimeConfig settings = session.spark().conf();
            String address = "spark.sql.catalog." + Catalogue.NAME + ".uri";
            if (catalogue.equals(CatalogueSettings.EMBEDDED)) {
                settings.set(address, FaultyDriver.through(settings.get(address)));
            }
            FaultyFileSystem.settings().forEach(settings::set);
        }
        return session;
    }
}
