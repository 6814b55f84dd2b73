package dev.weir.jobs.cli.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.release.FaultyProxy;
import dev.weir.jobs.release.TestBucket;
import dev.weir.jobs.release.TestStores;
import dev.weir.jobs.release.storage.S3Storage;
import dev.weir.releases.journal.RunJournal;
import dev.weir.releases.journal.RunJournals;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.warehouse.Warehouse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tables of both formats, quarantine, landed files, log, journals and leases in a bucket, against the same on a disk. */
@Tag("slow")
@ExtendWith(SparkFixture.class)
class WarehouseInBucketIT {

    private static final List<String> TABLES = List.of("visits", "labs");

    @TempDir
    private Path folder;

    WarehouseInBucketIT(SparkSession shared) {
        SparkSession.setActiveSession(shared);
    }

    /** The same workspace, with the same key, whose warehouse lies in a bucket. */
    private MiniWorkspace inBucket(MiniWorkspace onDisk, String bucket) throws IOException {
        return inBucket(onDisk, bucket, TestBucket.profile());
    }

    private MiniWorkspace inBucket(MiniWorkspace onDisk, String bucket, String spark) throws IOException {
        MiniWorkspace copy = MiniWorkspace.create(folder.resolve("bucket"), TABLES);
        try (Stream<Path> keys = Files.list(onDisk.root().resolve("keys"))) {
            for (Path key : keys.toList()) {
                Path there = copy.root().resolve("keys").resolve(key.getFileName());
                Files.deleteIfExists(there);
                Files.copy(key, there);
            }
        }
        Path settings = copy.root().resolve("weir.yaml");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace(
                                "    warehouse: warehouse\n",
                                "    warehouse: " + bucket + "\n    spark: { " + spark + " }\n")
                        .replace(
                                "catalogue: { type: sqlite }",
                                "catalogue: { type: postgresql, store: \"" + TestStores.database() + "\", user: "
                                        + TestStores.USER + " }"));
        return copy;
    }

    private static Workspace read(MiniWorkspace workspace) {
        return WorkspaceReader.read(workspace.root(), Optional.empty(), Map.of(), Grammars.languages());
    }

    private static WeirProcess.Ended weir(MiniWorkspace workspace, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-w", workspace.root().toString()));
        return WarmCommands.weir(all.toArray(String[]::new));
    }

    private static void deliver(MiniWorkspace workspace, int rows) throws IOException {
        StringBuilder text = new StringBuilder(MiniWorkspace.HEADER);
        for (int row = 1; row <= rows; row++) {
            text.append(row)
                    .append(",label,1.00,11010119900307")
                    .append(1000 + row)
                    .append('\n');
        }
        text.append("100,negative,-1.00,\n").append("no number,unreadable,1.00,\n");
        for (String table : TABLES) {
            workspace.deliver(table, text.toString());
        }
    }

    private static List<String> hashes(MiniWorkspace workspace, long number) {
        Manifest manifest = StoredReleaseLog.of(read(workspace)).read("clinic", number);
        return manifest.tables().stream()
                .map(ReleasedTable::content)
                .map(Object::toString)
                .toList();
    }

    /** Without ids of runs and times, which differ. */
    private static String timeless(String text) {
        return text.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}|\\d{4}-\\d\\d-\\d\\d[T ][0-9:.]+( \\+00:00|Z)?", "…");
    }

    @Test
    void aProductInABucketIsReleasedAsOnADiskAndEveryCommandAnswersTheSame() throws Exception {
        String bucket = new TestBucket().address();
        MiniWorkspace disk = MiniWorkspace.create(folder.resolve("disk"), TABLES);
        MiniWorkspace there = inBucket(disk, bucket);
        assertThat(weir(disk, "doctor").with(0).out()).contains("All is in order");
        assertThat(weir(there, "doctor").with(0).out()).contains("Tried " + bucket, "All is in order");
        for (int rows : List.of(2, 3)) {
            for (MiniWorkspace workspace : List.of(disk, there)) {
                deliver(workspace, rows);
                weir(workspace, "run", "clinic").with(0);
            }
        }
        Warehouse warehouse = Warehouse.of(read(there));
        assertThat(warehouse.root()).isEqualTo(bucket);
        assertThat(warehouse.files().walk("").stream().map(FileStorage.StoredFile::name))
                .anyMatch(name -> name.startsWith("clinic/visits/data/"))
                .anyMatch(name -> name.startsWith("clinic/labs/_delta_log/"))
                .anyMatch(name -> name.startsWith("clinic_quarantine/visits/"))
                .contains("releases/clinic/1.json", "releases/clinic/2.json")
                .anyMatch(name -> name.matches("runs/clinic/[^/]+/lineage-START\\.json"))
                .anyMatch(name -> name.matches("runs/clinic/[^/]+/lineage-COMPLETE\\.json"))
                .noneMatch(name -> name.startsWith(".landing/"))
                .noneMatch(name -> name.startsWith("releases/clinic/pending/"));
        assertThat(there.root().resolve("warehouse")).doesNotExist();
        assertThat(folder.resolve("s3a:")).doesNotExist();

        for (String command :
                List.of("read clinic.labs@2 --output csv", "diff clinic@1 clinic@2", "quarantine clinic", "ledger")) {
            WeirProcess.Ended here = weir(disk, command.split(" "));
            WeirProcess.Ended inBucket = weir(there, command.split(" "));
            assertThat(here.status()).as("%s: %s", command, here.err()).isNotEqualTo(2);
            assertThat(here.out()).as(command).isNotBlank();
            assertThat(inBucket.status()).as("%s: %s", command, inBucket.err()).isEqualTo(here.status());
            assertThat(timeless(inBucket.out())).as(command).isEqualTo(timeless(here.out()));
        }
        weir(there, "rollback", "clinic", "--to", "1").with(0);
        assertThat(hashes(there, 1)).isEqualTo(hashes(disk, 1)).isEqualTo(hashes(there, 3));
        assertThat(hashes(there, 2)).isEqualTo(hashes(disk, 2)).isNotEqualTo(hashes(there, 1));

        for (String command : List.of(
                "releases clinic",
                "show clinic@2",
                "history clinic",
                "check clinic",
                "rerun clinic@2",
                "clean clinic --apply",
                "verify clinic --all --deep",
                "doctor",
                "run clinic")) {
            WeirProcess.Ended ended = weir(there, command.split(" "));
            assertThat(ended.status())
                    .as("%s: %s %s", command, ended.out(), ended.err())
                    .isEqualTo(0);
        }

        // doctor only looks, though nobody can know at once that a run in a bucket is dead
        Workspace settings = read(there);
        StoredReleaseLog log = StoredReleaseLog.of(settings);
        RunJournals journals = RunStore.of(settings, log).journals("clinic");
        String dead = "0190aaaa-0000-7000-8000-000000000000";
        journals.write(new RunJournal(
                "clinic",
                dead,
                Instant.EPOCH,
                OptionalLong.empty(),
                RunJournal.State.OPEN,
                Optional.empty(),
                List.of()));
        warehouse.files().put("releases/clinic/lease/1000.json", silent("run " + dead));
        assertThat(weir(there, "doctor").with(6).out()).contains("Undo run " + dead, "weir doctor --fix");
        assertThat(journals.runs()).containsExactly(dead);
        assertThat(weir(there, "doctor", "--fix").with(0).out()).contains("Undid run " + dead);
        assertThat(journals.runs()).isEmpty();
    }

    /** The lease of a holder who does not write any more. */
    private static InputStream silent(String owner) {
        String lease = "{\"schema\":\"weir-lease-1\",\"owner\":\"" + owner
                + "\",\"id\":\"00000000-0000-0000-0000-000000000000\",\"length\":\"PT2S\",\"beat\":3,\"ended\":false}";
        return new ByteArrayInputStream(lease.getBytes(StandardCharsets.UTF_8));
    }

    /** Wherever in a run: it ends, says so, and nothing of it is in what comes after. */
    @Test
    void aRunEndsWhereItsStoreDoesNotAnswerAnyMore() throws Exception {
        String bucket = new TestBucket().address();
        MiniWorkspace disk = MiniWorkspace.create(folder.resolve("disk"), TABLES);
        try (FaultyProxy proxy = FaultyProxy.ofServer()) {
            Map<String, String> way = new TreeMap<>(proxy.settings());
            way.put("fs.s3a.impl.disable.cache", "true"); // else the first client that this process made is taken
            MiniWorkspace there = inBucket(disk, bucket, TestBucket.profile(way));
            deliver(there, 2);
            weir(there, "run", "clinic").with(0);
            int whole = proxy.requests();
            deliver(there, 3);
            for (int percent : List.of(30, 60)) {
                proxy.dieAfter(whole * percent / 100);
                WeirProcess.Ended ended = weir(there, "run", "clinic");
                assertThat(ended.status()).as("%d %%: %s", percent, ended.err()).isEqualTo(ExitCode.STORAGE.status());
                assertThat(ended.err())
                        .as("%d %%", percent)
                        .contains("S004")
                        .doesNotContain("Weir's own", "Exception:");
                proxy.heal();
            }
            weir(there, "run", "clinic").with(0);
            weir(there, "verify", "clinic", "--all", "--deep").with(0);
            deliver(disk, 2);
            weir(disk, "run", "clinic").with(0);
            deliver(disk, 3);
            weir(disk, "run", "clinic").with(0);
            long last = StoredReleaseLog.of(read(there))
                    .latest("clinic")
                    .orElseThrow()
                    .number();
            assertThat(hashes(there, last)).isEqualTo(hashes(disk, 2));
        }
    }

    /** In a process of its own, with the class path that the launcher chooses, and credentials that the environment has. */
    @Test
    void aSecretOfTheEnvironmentIsInNoFileAndInNoOutput() throws Exception {
        String secret = "qF4s3cr3tOfTheBucketThatNobodyWrites";
        String bucket = new TestBucket().address();
        MiniWorkspace there = inBucket(MiniWorkspace.create(folder.resolve("disk"), TABLES), bucket);
        Path settings = there.root().resolve("weir.yaml");
        Path events = Files.createDirectories(folder.resolve("events"));
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace(
                                "spark.hadoop.fs.s3a.aws.credentials.provider: \"org.apache.hadoop.fs.s3a.AnonymousAWSCredentialsProvider\"",
                                "spark.eventLog.dir: \"" + events.toUri()
                                        + "\", spark.eventLog.enabled: \"true\", spark.hadoop.fs.s3a.secret.key: \"${WEIR_TEST_SECRET}\", spark.hadoop.fs.s3a.access.key: AKIDWEIR"));
        Map<String, String> environment = Map.of("WEIR_TEST_SECRET", secret);
        String root = there.root().toString();

        WeirProcess.Ended run = WeirProcess.start(environment, "run", "clinic", "-w", root)
                .end()
                .with(0);
        WeirProcess.Ended shown = WeirProcess.start(environment, "releases", "clinic", "-w", root)
                .end()
                .with(0);

        assertThat(run.out() + run.err() + shown.out() + shown.err())
                .contains("clinic@1")
                .doesNotContain(secret);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(secret);
            }
        }
        assertThat(events).isNotEmptyDirectory();
        FileStorage files = new S3Storage(bucket, TestStores.s3().settings());
        for (FileStorage.StoredFile file : files.walk("")) {
            assertThat(new String(files.read(file.name()).orElseThrow(), StandardCharsets.ISO_8859_1))
                    .as(file.name())
                    .doesNotContain(secret);
        }
    }
}
