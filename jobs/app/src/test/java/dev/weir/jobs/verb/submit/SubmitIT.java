package dev.weir.jobs.verb.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.Folders;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.jobs.verb.submit.FaultyTasks.Fault;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands on a standalone cluster: a master, two workers, drivers and executors, each a process, which share nothing but the disk. The
 * workers have Spark's jars alone; Weir comes to them as {@code weir-app.jar}.
 */
@Tag("minutes")
@ExtendWith(SparkFixture.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubmitIT {

    private static final String IDENTITY = "11010519491231002X";
    private static final int FILES = 4;
    private static final int ROWS = 300;

    private Path folder;
    private StandaloneCluster cluster;
    private MiniWorkspace here;
    private Path events;
    private Path faults;
    private Path plugin;

    /** A workspace of products that differ in their names alone, and what each releases in one process. */
    @BeforeAll
    void begin(@TempDir Path temporary) throws Exception {
        folder = temporary;
        cluster = StandaloneCluster.start(folder.resolve("cluster"), 2);
        events = Files.createDirectories(folder.resolve("events"));
        faults = Files.createDirectories(folder.resolve("faults"));
        plugin = plugin(folder.resolve("faults.jar"));
        here = MiniWorkspace.create(folder.resolve("here"), List.of("visits"));
        for (int file = 0; file < FILES; file++) {
            Files.writeString(here.raw("visits").resolveSibling("visits.csv" + file), rows(file));
        }
        here.withdraw("visits");
        here.write(
                "contracts/clinic/visits.sql",
                "SELECT s.id, max(s.label) AS label, max(s.amount) AS amount, max(s.identity) AS identity FROM raw.visits s"
                        + " GROUP BY s.id\n");
        String source = "contracts/raw/visits.odcs.yaml";
        here.write(source, Files.readString(here.root().resolve(source)).replace(" environment: laptop,", ""));
        for (Fault fault : Fault.values()) {
            copy(fault.product(), "quarantine");
        }
        copy("refused", "block");
        here.write(
                "weir.yaml",
                Files.readString(here.root().resolve("weir.yaml"))
                        .replace("\nlaw:", PROFILE.formatted(cluster.master(), events.toUri()) + "law:"));
        WarmCommands.weir("run", "--all", "-w", here.root().toString()).with(3);
    }

    private static final String PROFILE = """

          prod:
            warehouse: warehouse
            catalogue: { type: sqlite }
            lineage: { transport: { type: file, location: lineage/events.ndjson } }
            keys: { store: keys/weir.key }
            spark:
              spark.master: %s
              spark.authenticate: true
              spark.authenticate.secret: "${WEIR_SPARK_SECRET}"
              spark.network.crypto.enabled: true
              spark.cores.max: 2
              spark.executor.cores: 1
              spark.executor.memory: 640m
              spark.executor.extraJavaOptions: "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
              spark.driver.memory: 900m
              spark.driver.extraJavaOptions: "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
              spark.driver.host: 127.0.0.1
              spark.driver.bindAddress: 127.0.0.1
              spark.ui.enabled: false
              spark.eventLog.enabled: true
              spark.eventLog.dir: %s
        """;

    private static String rows(int file) {
        StringBuilder rows = new StringBuilder(MiniWorkspace.HEADER);
        for (int id = file * ROWS; id < (file + 1) * ROWS; id++) {
            rows.append(id)
                    .append(",visit ")
                    .append(id)
                    .append(',')
                    .append(id % 7 == 0 ? "-1.00" : "5.50")
                    .append(',')
                    .append(id % 2 == 0 ? IDENTITY : "")
                    .append('\n');
        }
        return rows.toString();
    }

    private static Path plugin(Path jar) throws IOException {
        Path classes = Path.of("target/test-classes");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.list(classes.resolve("dev/weir/jobs/verb/submit"))) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("FaultyTasks"))
                    .toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                out.write(Files.readAllBytes(file));
            }
        }
        return jar;
    }

    private void copy(String product, String severity) throws IOException {
        for (String place : List.of("contracts/", "quality-rules/")) {
            try (Stream<Path> files = Files.list(here.root().resolve(place + "clinic"))) {
                for (Path file : files.toList()) {
                    here.write(
                            place + product + "/"
                                    + file.getFileName().toString().replace("clinic", product),
                            Files.readString(file)
                                    .replace("clinic", product)
                                    .replace(product + "@example.org", "clinic@example.org")
                                    .replace("severity: quarantine", "severity: " + severity));
                }
            }
        }
    }

    @AfterAll
    void end() {
        cluster.close();
    }

    /** The same workspace with nothing released. */
    private Path there(String name) throws IOException {
        Path there = folder.resolve(name);
        for (String part : List.of("contracts", "quality-rules", "raw", "keys", "weir.yaml")) {
            Folders.copy(here.root().resolve(part), there.resolve(part));
        }
        return there;
    }

    private WeirProcess submit(List<String> options, String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of("submit"));
        words.addAll(options);
        words.add("--");
        words.addAll(List.of(command));
        words.addAll(List.of("--profile", "prod"));
        Map<String, String> environment = new HashMap<>(
                Map.of("WEIR_SPARK_SECRET", StandaloneCluster.SECRET, "SPARK_LOCAL_IP", "127.0.0.1", "SPARK_HOME", ""));
        return WeirProcess.start(environment, words.toArray(String[]::new));
    }

    private List<String> faulty(String... more) {
        List<String> options = new ArrayList<>(List.of(
                "--jars", plugin.toString(),
                "--conf", "spark.plugins=" + FaultyTasks.class.getName(),
                "--conf", FaultyTasks.FOLDER + "=" + faults));
        options.addAll(List.of(more));
        return options;
    }

    private static Map<String, List<String>> released(Path workspace, String... products) {
        StoredReleaseLog log = StoredReleaseLog.in(new Warehouse(workspace.resolve("warehouse")));
        Map<String, List<String>> released = new TreeMap<>();
        for (String product : products) {
            for (long number : log.numbers(product).toArray()) {
                Manifest manifest = log.read(product, number);
                released.put(
                        product + "@" + number,
                        manifest.tables().stream()
                                .map((ReleasedTable table) -> table.name() + " " + table.rows() + " "
                                        + table.content().hash())
                                .toList());
                released.put(
                        product + "@" + number + " counts",
                        manifest.record().tables().stream()
                                .map(Object::toString)
                                .toList());
            }
        }
        return released;
    }

    @Test
    void bothDeployModesReleaseWhatOneProcessDoes() throws Exception {
        Path client = there("client");
        WeirProcess.Ended ended = submit(List.of(), "run", "clinic", "-w", client.toString())
                .end()
                .with(0);
        assertThat(ended.out()).contains("Released clinic@1");
        assertThat(released(client, "clinic")).hasSize(2).isEqualTo(released(here.root(), "clinic"));

        Path remote = there("remote");
        ended = submit(
                        List.of("--deploy-mode", "cluster"),
                        "run",
                        "clinic",
                        "refused",
                        "-w",
                        remote.toString(),
                        "-o",
                        "json")
                .end();
        ended.with(3);
        JsonNode json = CommandsTest.json(ended.out());
        assertThat(json.at("/exit").asInt()).isEqualTo(3);
        assertThat(ended.err()).as("what the driver tells meanwhile").contains("stage", "Rule 'visits-amounts");
        assertThat(released(remote, "clinic", "refused")).hasSize(2).isEqualTo(released(here.root(), "clinic"));
        assertThat(remote.resolve("runs/clinic")).isDirectory();
        assertThat(remote.resolve("runs/spark.log")).as("the driver's log").isRegularFile();
        assertThat(remote.resolve("lineage/events.ndjson")).isRegularFile();
        assertThat(remote.resolve("runs/.submitted")).isEmptyDirectory();

        stagesAreCalledByTheirNames();
        nothingOfARowIsTold();
    }

    /** Of every event log that Spark has written so far. */
    private void stagesAreCalledByTheirNames() throws Exception {
        Set<String> named = new TreeSet<>();
        List<String> nameless = new ArrayList<>();
        for (Path log : files(events)) {
            String text = Files.readString(log);
            // a driver that is still ending has not written its last line whole
            for (String line :
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                JsonNode event = CommandsTest.json(line);
                if (event.at("/Event").asText().equals("SparkListenerJobStart")) {
                    JsonNode name = event.at("/Properties/spark.job.description");
                    if (name.isMissingNode()) {
                        nameless.add(event.at("/Stage Infos/0/Stage Name").asText());
                    } else {
                        named.add(name.asText().replaceAll(" · run .*", ""));
                    }
                }
            }
        }
        assertThat(nameless).as("jobs of nobody").isEmpty();
        assertThat(named).contains("look at the executors", "land raw.visits.visits · clinic", "stage visits · clinic");
    }

    private void nothingOfARowIsTold() throws IOException {
        List<Path> told = new ArrayList<>(files(events));
        files(cluster.work()).stream()
                .filter(file -> file.getFileName().toString().matches("stdout|stderr"))
                .forEach(told::add);
        assertThat(told).hasSizeGreaterThan(4);
        byte[] key = Files.readAllBytes(here.root().resolve("keys/weir.key"));
        assertThat(key).isNotEmpty();
        for (Path file : told) {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            assertThat(text)
                    .as("%s", file)
                    .doesNotContain(IDENTITY)
                    .doesNotContain("visit 17")
                    .doesNotContain(StandaloneCluster.SECRET);
        }
    }

    private static List<Path> files(Path below) throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().endsWith(".crc"))
                    .toList();
        }
    }

    @Test
    void whatBefallsTasksChangesNoRelease() throws Exception {
        String[] products = {"failing", "hanging", "killed", "lost"};
        Path there = there("befallen");
        List<String> command = new ArrayList<>(List.of("run"));
        command.addAll(List.of(products));
        command.addAll(List.of("--parallel", "1", "-w", there.toString()));

        submit(
                        faulty(
                                "--conf", "spark.speculation=true",
                                "--conf", "spark.speculation.interval=100ms",
                                "--conf", "spark.speculation.minTaskRuntime=100ms",
                                "--conf", "spark.speculation.quantile=0.1",
                                "--conf", "spark.speculation.task.duration.threshold=3s"),
                        command.toArray(String[]::new))
                .end()
                .with(0);

        assertThat(released(there, products)).hasSize(8).isEqualTo(released(here.root(), products));
        for (Fault fault : List.of(Fault.FAILING, Fault.HANGING, Fault.KILLED, Fault.LOST)) {
            assertThat(fault.done(faults)).isRegularFile();
        }
    }

    @Test
    void aDriverThatWasKilledIsRecoveredByTheNext() throws Exception {
        Path there = there("taken");
        WeirProcess submitted = submit(faulty(), "run", "waiting", "-w", there.toString());
        long start = System.nanoTime();
        while (!Files.exists(Fault.WAITING.done(faults))) {
            assertThat(submitted.isAlive() && System.nanoTime() - start < TimeUnit.MINUTES.toNanos(3))
                    .as("the driver is at work: %s", submitted)
                    .isTrue();
            Thread.sleep(100);
        }
        submitted.killDescendants();
        assertThat(submitted.end().status()).isEqualTo(128 + 9);
        assertThat(released(there, "waiting")).isEmpty();

        WeirProcess.Ended ended = submit(
                        List.of("--conf", "spark.submit.deployMode=cluster"), "run", "waiting", "-w", there.toString())
                .end()
                .with(0);

        assertThat(ended.out() + ended.err()).contains("Undid run", "Released waiting@1");
        assertThat(released(there, "waiting")).hasSize(2).isEqualTo(released(here.root(), "waiting"));
    }

    @Test
    void executorsThatCannotDoTheWorkAreFoundBeforeItBegins() throws Exception {
        Path there = there("unfit");
        WeirProcess.Ended ended = submit(
                        List.of("--conf", "spark.executorEnv._JAVA_OPTIONS=-Dfile.encoding=GBK -Duser.language=tr"),
                        "run",
                        "clinic",
                        "-w",
                        there.toString())
                .end();
        ended.with(6);
        assertThat(ended.err())
                .contains("S009", "reads text as GBK", "by the rules of a language")
                .contains("spark.executorEnv");
        assertThat(there.resolve("warehouse/releases")).doesNotExist();
    }
}
