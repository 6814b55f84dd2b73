package dev.weir.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weir.contracts.Problem;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.contracts.settings.Profile;
import dev.weir.contracts.settings.ReleaseStore;
import dev.weir.contracts.settings.SigningSettings;
import dev.weir.contracts.settings.SourceSettings;
import dev.weir.contracts.settings.Telemetry;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.catalogue.Catalogues;
import dev.weir.jobs.release.delta.ConditionalLogStore;
import dev.weir.jobs.release.storage.BucketProbe;
import dev.weir.jobs.release.storage.S3Storage;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.releases.journal.LoadMode;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.lease.StorageLeases;
import dev.weir.releases.log.PublishResult;
import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.warehouse.Warehouse;
import dev.weir.testing.Torture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A warehouse in a bucket behind a server that fails, is late, cuts its answers or swallows them, at one request in twenty, and
 * processes that are cut off from it for good at any request. {@code -Dweir.fault.runs=N} sets how many runs, {@code
 * -Dweir.fault.seed=S} repeats some.
 */
@ExtendWith(SparkFixture.class)
class BucketFaultsIT {

    private static final int RUNS = Math.max(2, Torture.rounds("weir.fault.runs", 100) / 16);
    private static final long SEED = Torture.seed("weir.fault.seed");
    private static final Duration LENGTH = Duration.ofSeconds(1);

    private final SparkSession shared;
    private final String address = new TestBucket().address();
    private final String database = TestStores.database();

    @TempDir
    Path folder;

    BucketFaultsIT(SparkSession shared) {
        this.shared = shared;
    }

    /** A process' view of the warehouse. */
    private TestWarehouse at(Map<String, String> way) {
        Warehouse warehouse = new Warehouse(new S3Storage(address, way));
        Profile.Storage storage = new Profile.Storage(
                address,
                ReleaseStore.WAREHOUSE,
                new CatalogueSettings(
                        CatalogueSettings.POSTGRESQL, database, Optional.of(TestStores.USER), Optional.empty()));
        Profile profile = new Profile(
                "test",
                storage,
                Telemetry.lineage(Map.of()),
                KeySettings.of("keys"),
                SigningSettings.USUAL,
                Map.of(),
                SourceSettings.NONE);
        Catalogue catalogue = Catalogues.of(profile, warehouse);
        LogFiles files = new LogFiles(warehouse.releases());
        return new TestWarehouse(
                shared,
                warehouse,
                catalogue,
                folder,
                way,
                new RunStore(List.of(files), new StorageLeases(files, LENGTH)));
    }

    private static PublishResult release(TestWarehouse warehouse, String run, int id) {
        try (Staging staging = warehouse.releases.begin("clinical", run, LENGTH.multipliedBy(5))) {
            List<StagedTable> tables = List.of(
                    staging.open(warehouse.table(TableFormat.ICEBERG, "patients"), TestWarehouse.ID, LoadMode.REPLACE),
                    staging.open(warehouse.table(TableFormat.DELTA, "visits"), TestWarehouse.ID, LoadMode.REPLACE));
            tables.forEach(table -> PlainWrite.ids(table.target(), TestWarehouse.ID, id));
            Manifest manifest = warehouse.manifest(
                    staging,
                    run,
                    tables.stream()
                            .map(table -> warehouse.released(table, TestWarehouse.ID))
                            .toList());
            return staging.release(warehouse.signed(manifest));
        }
    }

    @Test
    void everyRunIsReleasedWholeOrNotAtAll() throws Exception {
        TestWarehouse sound = at(TestStores.s3().settings());
        release(sound, "run-0", 0);
        Set<String> told = new HashSet<>(Set.of("run-0"));
        Random random = new Random(SEED);
        int faults = 0;
        for (int id = 1; id <= RUNS; id++) {
            String where = "run " + id + " of seed " + SEED;
            try (FaultyProxy proxy = FaultyProxy.ofServer()) {
                TestWarehouse process = at(proxy.settings());
                if (id % 3 == 0) {
                    proxy.dieAfter(random.nextInt(120));
                } else {
                    proxy.fail(0.05, SEED + id);
                }
                if (isReleased(process, "run-" + id, id)) {
                    told.add("run-" + id);
                }
                faults += proxy.faults();
            }
            recover(sound);
            seesOnlyWholeReleases(sound, told, where);
        }
        assertThat(faults).as("seed %d", SEED).isPositive();
        release(sound, "last", RUNS + 1);
        assertThat(sound.log.latest("clinical").orElseThrow().record().run().id())
                .isEqualTo("last");
    }

    /** Hadoop would ask for days, longer behind each answer. */
    @Test
    void aStoreThatSlowsItsClientsDownIsGivenUp() throws Exception {
        try (FaultyProxy proxy = FaultyProxy.ofServer()) {
            proxy.slowDown();
            S3Storage storage = new S3Storage(address, proxy.settings());
            assertTimeoutPreemptively(
                    Duration.ofMinutes(2),
                    () -> assertThatThrownBy(() -> storage.read("clinical/1.json"))
                            .isInstanceOf(IOException.class));
            assertThat(proxy.requests()).isGreaterThan(1);
        }
    }

    private static boolean isReleased(TestWarehouse process, String run, int id) {
        try {
            return release(process, run, id) instanceof PublishResult.Done;
        } catch (Exception e) { // of many kinds; what it left is looked at
            return false;
        }
    }

    private static void recover(TestWarehouse sound) throws InterruptedException {
        SparkSession.setActiveSession(sound.session);
        for (int look = 0;
                look < 20 && !sound.log.files().list("clinical/pending").isEmpty();
                look++) {
            sound.releases.recover("clinical");
            Thread.sleep(LENGTH.toMillis() / 2);
        }
        assertThat(sound.log.files().list("clinical/pending")).isEmpty();
    }

    /** None torn, none lost that was told as released, none twice. */
    private static void seesOnlyWholeReleases(TestWarehouse sound, Set<String> told, String where) {
        List<String> runs = new ArrayList<>();
        for (long number : sound.log.numbers("clinical").toArray()) {
            Manifest manifest = sound.log.read("clinical", number);
            String run = manifest.record().run().id();
            runs.add(run);
            if (number == sound.log.latest("clinical").orElseThrow().number()) {
                int id = Integer.parseInt(run.substring("run-".length()));
                for (String table : List.of("patients", "visits")) {
                    assertThat(TestWarehouse.sorted(sound.releases.read(manifest, table)))
                            .as("%s: %s of release %d", where, table, number)
                            .containsExactly(id);
                }
            }
        }
        assertThat(runs).as(where).doesNotHaveDuplicates().containsAll(told);
        assertThat(sound.head(sound.table(TableFormat.ICEBERG, "patients")))
                .as(where)
                .isEqualTo(sound.head(sound.table(TableFormat.DELTA, "visits")));
    }

    @Test
    void aStoreWithoutConditionsIsRefusedForLogAndDeltaAndItsTrialSaysSo() throws IOException {
        try (FaultyProxy proxy = FaultyProxy.ofServer()) {
            proxy.forgetConditions();
            FileStorage storage = new S3Storage(address, proxy.settings());
            assertThat(BucketProbe.of(storage).lacking())
                    .singleElement()
                    .satisfies(
                            problem -> assertThat(problem.toString()).contains("two writers create the same object"));
            assertThatThrownBy(() -> storage.create("releases/clinical/1.json", new byte[] {1}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("If-None-Match");
            Configuration way = new Configuration();
            proxy.settings().forEach(way::set);
            way.set("fs.s3a.impl.disable.cache", "true");
            assertThatThrownBy(() -> new ConditionalLogStore(way)
                            .write(
                                    new org.apache.hadoop.fs.Path("s3a://weir/" + folder + "/0.json"),
                                    List.of("{}").iterator(),
                                    false,
                                    way))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("If-None-Match");
            assertThat(storage.walk("")).isEmpty();
        }
    }

    @Test
    void aBucketThatIsNotThereIsToldByTheTrial() {
        assertThat(BucketProbe.of(new S3Storage(
                                "s3a://weir-is-not-here/prefix", TestStores.s3().settings()))
                        .lacking())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("bucket is not there"));
        assertThat(BucketProbe.of(new S3Storage(address, TestStores.s3().settings()))
                        .lacking())
                .isEmpty();
    }

    @Test
    void theTrialSaysWhoseTheFaultIs(@TempDir Path server) throws IOException {
        Map<String, String> way;
        try (S3Server guarded = S3Server.over(server, "AKIDWEIR", "theRightSecret")) {
            way = new HashMap<>(guarded.settings());
            way.putAll(Map.of(
                    "fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider",
                    "fs.s3a.impl.disable.cache", "true",
                    "fs.s3a.attempts.maximum", "1",
                    "fs.s3a.retry.limit", "1",
                    "fs.s3a.access.key", "AKIDWEIR",
                    "fs.s3a.secret.key", "theRightSecret"));
            assertThat(BucketProbe.of(new S3Storage(guarded.address("trial"), way))
                            .lacking())
                    .isEmpty();
            way.put("fs.s3a.secret.key", "anotherSecret");
            assertThat(amiss(guarded.address("trial"), way))
                    .contains("does not take this user's credentials", "the secret key is not that of the access key")
                    .doesNotContain("anotherSecret", "s3:ListBucket");
            way.put("fs.s3a.access.key", "AKIDNOBODY");
            assertThat(amiss(guarded.address("trial"), way)).contains("it knows no such access key");
        }
        assertThat(amiss("s3a://weir/trial", way))
                .contains("The store does not answer", "spark.hadoop.fs.s3a.endpoint")
                .doesNotContain("conditional");
    }

    private static String amiss(String place, Map<String, String> way) {
        List<Problem> lacking = BucketProbe.of(new S3Storage(place, way)).lacking();
        assertThat(lacking).hasSize(1);
        return lacking.get(0).toString();
    }
}
