package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.Launcher;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Processes that run a product are asked to end, or are killed, in the middle of it. */
@ExtendWith(SparkFixture.class)
@Tag("slow")
class StoppedRunIT {

    private static final int MANY = 400_000;

    /** It has ten seconds by itself, too little on a machine that has much else to do. */
    private static final Map<String, String> PATIENT =
            Map.of("WEIR_JAVA_OPTIONS", Launcher.JAVA_OPTIONS + " -Dweir.stop.millis=120000");

    @TempDir
    private Path folder;

    private MiniWorkspace workspace;

    StoppedRunIT(SparkSession session) {
        assertThat(session).isNotNull(); // commands in this process are its guests
    }

    @BeforeEach
    void release() throws IOException {
        workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("patients", "labs"));
        workspace.run().with(0);
        StringBuilder text = new StringBuilder(MiniWorkspace.HEADER);
        for (int row = 1; row <= MANY; row++) {
            text.append(row).append(",a label of a row,1.00,\n");
        }
        workspace.deliver("labs", text.toString());
    }

    @Test
    void undoesItsWorkWhenItIsAskedToEnd() throws Exception {
        for (String signal : ignoresInterrupts() ? List.of("TERM") : List.of("TERM", "INT")) {
            WeirProcess process = WeirProcess.start(
                    PATIENT, "run", "clinic", "-w", workspace.root().toString());
            // the larger table, Delta's, is at work, or nothing is staged yet
            process.awaitLine(signal.equals("TERM") ? "  survey " : "  stage ");
            process.signal(signal);
            WeirProcess.Ended ended = process.end().with(signal.equals("TERM") ? 143 : 130);
            assertThat(ended.err()).contains("stopped by SIG" + signal, "the releases are as they were");
            assertThat(pending()).isEmpty();
            assertThat(leftovers()).isEmpty();
            JsonNode last = lineage().get(lineage().size() - 1);
            assertThat(last.at("/eventType").asText()).isEqualTo("FAIL");
            assertThat(last.at("/run/facets/errorMessage/message").asText()).contains("SIG" + signal);
        }
        assertThat(releases()).containsExactly(1L);
        assertThat(nextRun()).doesNotContain("Undid");
    }

    /** Whatever it is doing: it says so, with no fault of a store or of Spark's, and the next command finds nothing in its way. */
    @Test
    void everyCommandSaysThatItWasStopped() throws Exception {
        String root = workspace.root().toString();
        WarmCommands.weir("run", "clinic", "-w", root).with(0);
        Path settings = workspace.root().resolve("weir.yaml");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace(
                                "profiles:\n",
                                "profiles:\n  moved: { warehouse: moved, catalogue: { type: sqlite }, keys: { store: keys/weir.key } }\n"));
        for (String table : List.of("patients", "labs")) { // its files are the same in every profile
            Path source = workspace.root().resolve("contracts/raw/" + table + ".odcs.yaml");
            Files.writeString(source, Files.readString(source).replace(" environment: laptop,", ""));
        }
        Map<String, String> commands = Map.of(
                "rollback clinic --to 1", "  judge ",
                "check clinic", "  survey ",
                "rerun clinic@2", "  survey ",
                "relocate --to moved", "Moves '");
        for (Map.Entry<String, String> each : new TreeMap<>(commands).entrySet()) {
            String command = each.getKey();
            WeirProcess process = WeirProcess.start(PATIENT, (command + " -w " + root).split(" "));
            process.awaitLine(each.getValue());
            process.signal("TERM");
            WeirProcess.Ended ended = process.end().with(143);
            assertThat(ended.err())
                    .as(command)
                    .containsIgnoringCase("stopped by SIGTERM")
                    .doesNotContain("S004", "S003", "Exception");
            assertThat(pending()).as(command).isEmpty();
        }
        assertThat(releases()).containsExactly(1L, 2L);
        WarmCommands.weir("doctor", "-w", root).with(0);
    }

    @Test
    void aKilledRunGetsItsEndingAndItsFilesGo() throws Exception {
        WeirProcess process = workspace.start();
        process.awaitLine("  survey ");
        process.kill();
        assertThat(pending()).hasSize(1);
        assertThat(leftovers())
                .as("what it had in the making lies below the workspace")
                .isNotEmpty();
        String run = lineage().get(lineage().size() - 1).at("/run/runId").asText();
        assertThat(pending()).allMatch(journal -> journal.contains(run));
        assertThat(nextRun()).contains("Undid run " + run);
        assertThat(lineage().stream()
                        .filter(event -> event.at("/run/runId").asText().equals(run))
                        .map(event -> event.at("/eventType").asText()))
                .containsExactly("START", "FAIL");
        WarmCommands.weir("clean", "clinic", "--apply", "-w", workspace.root().toString())
                .with(0);
        assertThat(leftovers()).isEmpty();
    }

    /** What a run says that finds everything delivered. */
    private String nextRun() throws IOException {
        workspace.deliverAll();
        return WarmCommands.weir(
                        "run", "clinic", "--again", "-w", workspace.root().toString())
                .with(0)
                .err();
    }

    /** A shell's background job ignores SIGINT, and so does every process that it starts: there nothing can be asked. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> line.substring("SigIgn:".length()).strip())
                    .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & 0b10) != 0);
        }
    }

    private List<Long> releases() {
        return StoredReleaseLog.in(new Warehouse(workspace.root().resolve("warehouse")))
                .numbers("clinic")
                .boxed()
                .toList();
    }

    private List<String> pending() throws IOException {
        return names(workspace.root().resolve("warehouse/releases/clinic/pending"));
    }

    /** Temporary files of processes, and sources that runs have landed. */
    private List<String> leftovers() throws IOException {
        List<String> found = new ArrayList<>();
        for (String place : List.of("warehouse/.work", "warehouse/.landing")) {
            Path all = workspace.root().resolve(place);
            if (Files.isDirectory(all)) {
                try (Stream<Path> files = Files.walk(all)) {
                    files.filter(Files::isRegularFile).map(Path::toString).forEach(found::add);
                }
            }
        }
        return found;
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList();
        }
    }

    private List<JsonNode> lineage() throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : Files.readAllLines(workspace.root().resolve("lineage/events.ndjson"))) {
            events.add(new ObjectMapper().readTree(line));
        }
        return events;
    }
}
