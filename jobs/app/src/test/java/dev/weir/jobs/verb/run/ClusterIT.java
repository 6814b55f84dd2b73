package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.JavaProcess;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.Folders;
import dev.weir.jobs.cli.Launcher;
import dev.weir.jobs.cli.Weir;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.release.TestBucket;
import dev.weir.jobs.release.TestStores;
import dev.weir.jobs.verb.submit.StandaloneCluster;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo on a standalone cluster, a master and two workers, each a process; and its products in a bucket, with PostgreSQL's catalogue. */
@Tag("minutes")
class ClusterIT {

    private static final List<String> PRODUCTS = List.of("clinical", "molecules");
    private static final List<String> ENCRYPTED =
            List.of("-Dspark.network.crypto.enabled=true", "-Dspark.authenticate=true");

    @TempDir
    private Path folder;

    private Path log = Path.of("");
    private Path home = Path.of("");
    private Path temporary = Path.of("");
    private Path drawn = Path.of("");

    @BeforeEach
    void folders() throws IOException {
        log = Files.createDirectories(folder.resolve("eventlog"));
        home = folder.resolve("spark");
        Files.createDirectories(home.resolve("jars")); // what a Spark at home has; all classes are the tests' own
        temporary = Files.createDirectories(folder.resolve("tmp"));
        drawn = folder.resolve("drawn.txt");
    }

    @Test
    void twoWorkersReleaseWhatOneProcessDoesAndTellNobodyAKey() throws Exception {
        Path here = folder.resolve("here");
        demo(here, List.of()).with(0);
        Path there = folder.resolve("there");
        Folders.copy(here.resolve("keys"), there.resolve("keys"));
        Folders.copy(here.resolve("weir.yaml"), there.resolve("weir.yaml"));
        Path kept = folder.resolve("kept");

        WeirProcess.Ended demo;
        WeirProcess.Ended inBucket;
        List<KeyRecorder.Drawn> keys;
        Path workers;
        try (StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("cluster"), 2);
                VanishingFiles watching =
                        new VanishingFiles(List.of(temporary, cluster.work(), there.resolve("warehouse")), kept)) {
            workers = cluster.work();
            demo = demo(there, onCluster(cluster.master(), ENCRYPTED));
            keys = KeyRecorder.read(drawn);
            moveIntoBucket(there.resolve("weir.yaml"));
            inBucket = weir(onCluster(cluster.master(), ENCRYPTED), "run", "--all", "-w", there.toString());
            assertThat(watching).isNotNull();
        }

        demo.with(0);
        assertThat(releases(there)).hasSize(4).isEqualTo(releases(here));
        inBucket.with(0);
        Workspace bucket = WorkspaceReader.read(there, Optional.empty(), Map.of(), Grammars.languages());
        for (String product : PRODUCTS) {
            assertThat(tables(StoredReleaseLog.of(bucket).read(product, 1)))
                    .as("%s in a bucket, with PostgreSQL's catalogue", product)
                    .isNotEmpty()
                    .isEqualTo(tables(logOf(here).read(product, 2)));
        }
        assertThat(processes(keys))
                .as("executors that have written landed files")
                .hasSize(2);
        Leaks leaks = leaks(keys, there);
        assertThat(leaks.in(drawn)).as("all of them can be found").hasSize(1);
        List<String> found = new ArrayList<>();
        found.addAll(leaks.below(there, file -> !file.startsWith(there.resolve("keys"))));
        for (Path place : List.of(temporary, workers, kept, log)) {
            found.addAll(leaks.below(place, file -> true));
        }
        found.addAll(leaks.inText(demo.out() + demo.err() + inBucket.out() + inBucket.err()));
        assertThat(found).isEmpty();
        assertThat(names(kept))
                .as("landed files and what Spark keeps for its tasks")
                .anyMatch(ClusterIT::isLanded);
        assertThat(names(log)).isNotEmpty();
        assertThat(names(workers)).as("what executors say").anyMatch(name -> name.endsWith("stderr"));
    }

    @Test
    void aClusterThatWouldTellThemInTheClearIsRefused() throws Exception {
        Path there = folder.resolve("there");

        WeirProcess.Ended demo = demo(there, onCluster("local-cluster[2,1,1024]", List.of()));

        demo.with(2);
        assertThat(demo.err())
                .contains("C004", "'spark.network.crypto.enabled' = 'false'", "'spark.authenticate' = 'false'")
                .contains("keys of masks and of encrypted files", "set it to true");
        assertThat(drawn).doesNotExist();
        assertThat(there.resolve("warehouse/releases")).doesNotExist();
    }

    /** As {@code spark-submit} hands settings on. */
    private List<String> onCluster(String master, List<String> more) {
        List<String> options = new ArrayList<>(List.of(
                "-Dspark.master=" + master,
                "-Dspark.cores.max=2",
                "-Dspark.executor.cores=1",
                "-Dspark.executor.memory=1g",
                "-Dspark.executor.extraClassPath=" + classPath(),
                "-Dspark.executor.extraJavaOptions=-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
                "-Dspark.authenticate.secret=" + StandaloneCluster.SECRET,
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.driver.bindAddress=127.0.0.1",
                "-Dspark.ui.enabled=false",
                "-Dspark.local.dir=" + temporary,
                "-Dspark.plugins=" + KeyRecorder.class.getName(),
                "-Dspark.executorEnv." + KeyRecorder.FILE + "=" + drawn,
                "-Dspark.eventLog.enabled=true",
                "-Dspark.eventLog.dir=" + log.toUri()));
        options.addAll(more);
        return options;
    }

    /** An executor begins in a folder of its own. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The same workspace, whose warehouse lies in a bucket from now on, its catalogue in PostgreSQL. */
    private static void moveIntoBucket(Path settings) throws IOException {
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace(
                                "    warehouse: warehouse\n",
                                "    warehouse: " + new TestBucket().address() + "\n    spark: { "
                                        + TestBucket.profile() + " }\n")
                        .replace(
                                "catalogue: { type: sqlite }",
                                "catalogue: { type: postgresql, store: \"" + TestStores.database() + "\", user: "
                                        + TestStores.USER + " }"));
    }

    private WeirProcess.Ended demo(Path root, List<String> settings) throws Exception {
        return weir(settings, "demo", "--dir", root.toString());
    }

    private WeirProcess.Ended weir(List<String> settings, String... words) throws Exception {
        List<String> options = new ArrayList<>(List.of(
                "-Dweir.home=" + Launcher.HOME,
                "-Djava.io.tmpdir=" + temporary,
                "-Dlog4j2.configurationFile=log4j2.properties",
                "-Dfile.encoding=UTF-8"));
        options.addAll(settings);
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = JavaProcess.of(options, Weir.class, words)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .putAll(Map.of(
                        "SPARK_HOME",
                        home.toString(),
                        "SPARK_SCALA_VERSION",
                        "2.12",
                        "SPARK_LOCAL_IP",
                        "127.0.0.1",
                        KeyRecorder.FILE,
                        drawn.toString()));
        int status = builder.start().waitFor();
        return new WeirProcess.Ended(status, Files.readString(out), Files.readString(err));
    }

    /** What each release holds: rows and hash of each table, and what was counted of each. */
    private static Map<String, List<String>> releases(Path workspace) {
        StoredReleaseLog log = logOf(workspace);
        Map<String, List<String>> releases = new TreeMap<>();
        for (String product : PRODUCTS) {
            for (long number : log.numbers(product).toArray()) {
                Manifest manifest = log.read(product, number);
                List<String> content = new ArrayList<>(tables(manifest));
                manifest.record().tables().forEach(table -> content.add(table.toString()));
                manifest.record().sources().forEach(source -> content.add(source.toString()));
                releases.put(product + "@" + number, content);
            }
        }
        return releases;
    }

    private static StoredReleaseLog logOf(Path workspace) {
        return StoredReleaseLog.in(new Warehouse(workspace.resolve("warehouse")));
    }

    private static List<String> tables(Manifest manifest) {
        return manifest.tables().stream()
                .map(table -> table.name() + " " + table.rows() + " "
                        + table.content().hash())
                .toList();
    }

    private static Set<Long> processes(List<KeyRecorder.Drawn> keys) {
        return keys.stream().map(KeyRecorder.Drawn::process).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The keys of landed files, the workspace's, and those of its masks: as bytes, in hex and in base64. */
    private static Leaks leaks(List<KeyRecorder.Drawn> drawn, Path workspace) throws Exception {
        Leaks leaks = Leaks.of(List.of());
        drawn.forEach(key -> add(leaks, "a landed file's", key.key()));
        JsonNode store = CommandsTest.json(Files.readString(workspace.resolve("keys/weir.key")));
        byte[] secret = Base64.getDecoder()
                .decode(store.get("versions").get(0).get("key").asText());
        add(leaks, "the workspace's", secret);
        for (String purpose : List.of("pseudonymise/clinical/MRN", "pseudonymise/clinical/RID", "shift/clinical")) {
            HKDFBytesGenerator derived = new HKDFBytesGenerator(new SHA256Digest());
            derived.init(new HKDFParameters(secret, null, ("weir/" + purpose).getBytes(StandardCharsets.UTF_8)));
            byte[] key = new byte[32];
            derived.generateBytes(key, 0, key.length);
            add(leaks, purpose, key);
        }
        return leaks;
    }

    private static void add(Leaks leaks, String name, byte[] key) {
        leaks.and(name, key);
        HexFormat hex = HexFormat.of();
        for (String text : List.of(
                hex.formatHex(key),
                hex.withUpperCase().formatHex(key),
                Base64.getEncoder().withoutPadding().encodeToString(key),
                Base64.getUrlEncoder().withoutPadding().encodeToString(key))) {
            leaks.and(name, text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static boolean isLanded(String name) {
        return name.contains("-landed-") && name.endsWith(".parquet");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
