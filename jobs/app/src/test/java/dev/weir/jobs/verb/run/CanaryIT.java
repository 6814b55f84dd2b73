package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.Launcher;
import dev.weir.jobs.cli.WeirProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Canary people are planted in every input, and every command runs that looks at data, well and badly. Then nothing that
 * the commands wrote or said has a word of theirs, nor a byte of the key: tables, quarantine, reports, logs, lineage,
 * Spark's event log, and the temporary files, those included that were deleted on the way or that a killed run left. What is
 * kept for a trial and what shows rows are processes of the launcher; the other commands share one.
 */
@Tag("minutes")
class CanaryIT {

    private static final int SIGKILL = 9;

    @TempDir
    private Path folder;

    private final List<WeirProcess.Ended> commands = new ArrayList<>();

    @Test
    void noCanarySingsOutsideTheRawFiles() throws Exception {
        CanaryPeople canaries = CanaryPeople.of(8, 20261120);
        Path temporary = folder.resolve("tmp");
        Path local = folder.resolve("local");
        Path kept = folder.resolve("kept");
        CanaryWorkspace workspace = CanaryWorkspace.create(folder.resolve("aviary"), local, canaries);
        Path raw = workspace.root().resolve("raw");
        assertThat(Leaks.of(canaries.words()).below(raw, file -> true))
                .as("all of them can be found")
                .hasSizeGreaterThan(2 * canaries.words().size());
        Path strays = Files.createFile(folder.resolve("strays.txt"));
        try (VanishingFiles watching = new VanishingFiles(List.of(temporary, local), kept);
                WarmProcess warm = new WarmProcess(temporary, strays)) {
            weir(warm, 0, "validate");
            launch(0, "check", "aviary"); // has no key yet
            weir(warm, 0, "keys", "init");
            killed("run", "aviary");
            weir(warm, 0, "run", "aviary"); // the first with Spark: its log is where all write theirs
            weir(warm, 0, "classify", "raw.people");
            weir(warm, 0, "suggest", "aviary.people");
            launch(0, "quarantine", "aviary", "--limit", "50");
            weir(warm, 0, "quarantine", "retry", "aviary");
            weir(warm, 0, "gate", "aviary@1", "--to", "cranes");
            weir(warm, 0, "export", "aviary@1", "--to", "cranes");
            weir(warm, 0, "ledger", "--verify");
            workspace.rules("edited/", "block");
            String edited = workspace.root().resolve("edited/people.yaml").toString();
            weir(warm, 0, "backtest", "aviary", "--rules", edited);
            weir(warm, 0, "keys", "rotate");
            workspace.rules("quality-rules/aviary/", "block");
            workspace.deliverTwins();
            weir(warm, 3, "run", "aviary");
            workspace.deliverHalfAnArchive();
            weir(warm, 6, "run", "aviary", "--debug");
            assertThat(watching).isNotNull();
        }

        Leaks leaks = withKeys(Leaks.of(canaries.words()), workspace.root().resolve("keys/weir.key"));
        List<String> found = new ArrayList<>();
        found.addAll(leaks.below(
                workspace.root(),
                file -> !file.startsWith(raw)
                        && !file.startsWith(workspace.root().resolve("keys"))));
        for (Path place : List.of(temporary, local, kept)) {
            found.addAll(leaks.below(place, file -> true));
        }
        found.addAll(leaks.inText(Files.readString(strays)));
        for (WeirProcess.Ended command : commands) {
            found.addAll(leaks.inText(command.out()));
            found.addAll(leaks.inText(command.err()));
        }
        assertThat(found).isEmpty();
        assertThat(filesBelow(kept)).as("files that were deleted on the way").isGreaterThan(20);
        assertThat(filesBelow(workspace.root().resolve("eventlog"))).isGreaterThan(3);
        assertThat(workspace.root().resolve("runs/spark.log")).isNotEmptyFile();
        assertThat(workspace.root().resolve("lineage/events.ndjson")).isNotEmptyFile();
    }

    private void weir(WarmProcess warm, int status, String... words) throws IOException {
        List<String> there = new ArrayList<>(List.of(words));
        there.addAll(List.of("--workspace", folder.resolve("aviary").toString()));
        ends(warm.weir(there.toArray(String[]::new)), status, words);
    }

    /** A run that the operating system ends when its first table is staged: nothing of it is tidied up. */
    private void killed(String... words) throws Exception {
        List<String> there = new ArrayList<>(List.of(words));
        there.addAll(List.of("--workspace", folder.resolve("aviary").toString()));
        WeirProcess process = WeirProcess.start(environment(), there.toArray(String[]::new));
        process.awaitLine("stage");
        process.kill();
        ends(process.end(), 128 + SIGKILL, words);
    }

    private Map<String, String> environment() {
        return Map.of("WEIR_JAVA_OPTIONS", Launcher.JAVA_OPTIONS + " -Djava.io.tmpdir=" + folder.resolve("tmp"));
    }

    private void launch(int status, String... words) throws Exception {
        Launcher.Ended ended = Launcher.weir(folder.resolve("aviary"), environment(), words);
        ends(new WeirProcess.Ended(ended.status(), ended.out(), ended.err()), status, words);
    }

    private void ends(WeirProcess.Ended command, int status, String... words) {
        assertThat(command.status())
                .as("%s: %s%n%s", List.of(words), command.out(), command.err())
                .isEqualTo(status);
        commands.add(command);
    }

    /** The keys of all versions, as bytes, in hex and in base64. */
    private static Leaks withKeys(Leaks leaks, Path store) throws Exception {
        int count = 0;
        for (JsonNode version : CommandsTest.json(Files.readString(store)).get("versions")) {
            String base64 = version.get("key").asText();
            byte[] key = Base64.getDecoder().decode(base64);
            String hex = HexFormat.of().formatHex(key);
            for (String text : List.of(
                    base64.substring(0, 42), hex, HexFormat.of().withUpperCase().formatHex(key))) {
                leaks.and("the key", text.getBytes(StandardCharsets.US_ASCII));
            }
            leaks.and("the key", key);
            count++;
        }
        assertThat(count).isEqualTo(2);
        return leaks;
    }

    private static long filesBelow(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
