package dev.weir.jobs.verb.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.Schemas;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir validate --fix}: what sources have and contracts do not, as a diff that Git takes. */
@ExtendWith(SparkFixture.class)
class NewColumnsIT {

    private static final String IDENTITY = "11010519491231002X";

    @TempDir
    private Path folder;

    @BeforeEach
    void workspace() throws Exception {
        write("raw/labs.csv", Stream.of("code,value", "a,1", "b,2", "c,3").toList());
        write("raw/events.ndjson", List.of("{\"kind\": \"a\"}", "{\"kind\": \"b\"}"));
        WarmCommands.weir(
                        "init",
                        folder.toString(),
                        "--product",
                        "labs",
                        "--from",
                        folder + "/raw/**",
                        "--yes",
                        "--about",
                        "labs.code=HEALTH",
                        "--about",
                        "events.kind=HEALTH")
                .with(0);
    }

    private void write(String file, List<String> lines) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.write(path, lines);
    }

    private WeirProcess.Ended fix(String... words) {
        return WarmCommands.weir(
                Stream.concat(Stream.of("validate", "--fix", "-w", folder.toString()), Stream.of(words))
                        .toArray(String[]::new));
    }

    private Map<Path, String> contracts() throws Exception {
        Map<Path, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve("contracts"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(file, Files.readString(file));
            }
        }
        return texts;
    }

    @Test
    void newColumnsAreProposedWithTypeAndCategoryAndNothingIsWritten() throws Exception {
        assertThat(fix().with(0).out()).isEmpty();
        write(
                "raw/labs.csv",
                List.of(
                        "code,value,measured on,身份证号",
                        "a,1,2026-01-05," + IDENTITY,
                        "b,2,2026-01-06,",
                        "c,3,2026-01-07,"));
        write("raw/events.ndjson", List.of("{\"kind\": \"a\", \"dose\": 1.5}", "{\"kind\": \"b\", \"dose\": 2}"));
        Map<Path, String> before = contracts();

        WeirProcess.Ended proposed = fix().with(0);
        assertThat(contracts()).isEqualTo(before);
        assertThat(proposed.out())
                .contains("--- a/contracts/raw/labs.odcs.yaml", "+++ b/contracts/raw/labs.odcs.yaml")
                .contains("+      - { name: measured_on, physicalName: \"measured on\"", "logicalType: date")
                .contains("physicalName: \"身份证号\"", "classification: RID")
                .contains("--- a/contracts/raw/events.odcs.yaml", "+      - { name: dose, logicalType: number")
                .doesNotContain(IDENTITY);
        assertThat(proposed.err()).contains("3 new columns");
        JsonNode json =
                JsonMapper.builder().build().readTree(fix("-o", "json").with(0).out());
        assertThat(Schemas.valid("new-columns", json)).isTrue();
        assertThat(json.get("changes")).hasSize(2);

        apply(proposed.out());
        assertThat(fix().with(0).err()).contains("No new column is proposed.");
        WarmCommands.weir("run", "labs", "-w", folder.toString()).with(0);
    }

    @Test
    void whatCannotBePutIntoTheContractIsSaid() throws Exception {
        Path contract = folder.resolve("contracts/raw/labs.odcs.yaml");
        String text = Files.readString(contract);
        int begin = text.indexOf("    properties:");
        String flow = text.substring(begin)
                .lines()
                .filter(line -> line.strip().startsWith("- "))
                .map(line -> line.strip().substring(2))
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
        Files.writeString(contract, text.substring(0, begin) + "    properties: [" + flow + "]\n");
        write("raw/labs.csv", List.of("code,value,more", "a,1,x"));
        WeirProcess.Ended proposed = fix().with(0);
        assertThat(proposed.out()).isEmpty();
        assertThat(proposed.err()).contains("raw.labs.labs has the new columns more");
        Files.writeString(contract, "kind: nothing\n");
        assertThat(fix().status()).isEqualTo(2);
    }

    private void apply(String diff) throws Exception {
        Path patch = folder.resolve("new.diff");
        Files.writeString(patch, diff, StandardCharsets.UTF_8);
        Process git = new ProcessBuilder("git", "apply", patch.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(git.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(git.exitValue()).isZero();
    }
}
