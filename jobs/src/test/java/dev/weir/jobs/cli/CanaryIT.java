package dev.weir.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
 * Spark's event log, and the temporary files, those included that were deleted on the way.
 */
@Tag("slow")
class CanaryIT {

    @TempDir
    private Path folder;

    private final List<Launcher.Ended> ended = new ArrayList<>();

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
        try (VanishingFiles watching = new VanishingFiles(List.of(temporary, local), kept)) {
            weir(0, "validate");
            weir(0, "check", "aviary"); // has no key yet
            weir(0, "keys", "init");
            weir(0, "classify", "raw.people");
            weir(0, "suggest", "aviary.people");
            weir(0, "run", "aviary");
            weir(0, "quarantine", "aviary", "--limit", "50");
            weir(0, "quarantine", "retry", "aviary");
            weir(0, "gate", "aviary@1", "--to", "cranes");
            weir(0, "export", "aviary@1", "--to", "cranes");
            weir(0, "ledger", "--verify");
            workspace.rules("edited/", "block");
            weir(
                    0,
                    "backtest",
                    "aviary",
                    "--rules",
                    workspace.root().resolve("edited/people.yaml").toString());
            weir(0, "keys", "rotate");
            workspace.rules("quality-rules/aviary/", "block");
            workspace.deliverTwins();
            weir(3, "run", "aviary");
            workspace.deliverHalfAnArchive();
            weir(6, "run", "aviary", "--debug");
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
        for (Launcher.Ended one : ended) {
            found.addAll(leaks.inText(one.out()));
            found.addAll(leaks.inText(one.err()));
        }
        assertThat(found).isEmpty();
        assertThat(filesBelow(kept)).as("files that were deleted on the way").isGreaterThan(20);
        assertThat(filesBelow(workspace.root().resolve("eventlog"))).isGreaterThan(3);
        assertThat(workspace.root().resolve("runs/spark.log")).isNotEmptyFile();
        assertThat(workspace.root().resolve("lineage/events.ndjson")).isNotEmptyFile();
    }

    private void weir(int status, String... words) throws Exception {
        Path root = folder.resolve("aviary");
        Launcher.Ended one = Launcher.weir(
                root,
                Map.of("WEIR_JAVA_OPTIONS", Launcher.JAVA_OPTIONS + " -Djava.io.tmpdir=" + folder.resolve("tmp")),
                words);
        assertThat(one.status())
                .as("%s: %s%n%s", List.of(words), one.out(), one.err())
                .isEqualTo(status);
        ended.add(one);
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
