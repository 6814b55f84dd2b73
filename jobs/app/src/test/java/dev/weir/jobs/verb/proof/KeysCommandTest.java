package dev.weir.jobs.verb.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.contracts.release.json.ManifestJson;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.releases.log.SampleRelease;
import dev.weir.testing.Torture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeysCommandTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void aWorkspace() throws IOException {
        store("weir.key");
        Files.writeString(folder.resolve("password"), "correct horse battery\n");
        Files.setPosixFilePermissions(folder.resolve("password"), PosixFilePermissions.fromString("rw-------"));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void makesTheStoreThatTheWorkspaceSaysRotatesAndRetires(String store) throws Exception {
        store(store);
        JsonNode made = json(keys("init", "-o", "json"));
        assertThat(folder.resolve(store)).isRegularFile();
        String first = made.at("/versions/0/id").asText();
        JsonNode rotated = json(keys("rotate", "-o", "json"));
        assertThat(rotated.at("/versions").findValuesAsText("state")).containsExactly("previous", "active");
        CommandsTest.Ended asked = keys("retire", first);
        assertThat(asked.status()).isEqualTo(2);
        assertThat(asked.err()).contains("no release", "--yes");
        assertThat(json(keys("list", "-o", "json"))).isEqualTo(rotated);
        JsonNode retired = json(keys("retire", first, "--yes", "-o", "json"));
        assertThat(retired.at("/versions").findValuesAsText("state")).containsExactly("retired", "active");
        assertThat(retired.at("/versions/0/retired").asText()).endsWith("Z");
        assertThat(keys("retire", first, "--yes").err()).contains("C022", "retired already");
    }

    static List<String> stores() {
        return Torture.drawn(List.of("keys/weir.key", "keys/weir.bcfks", "keys/weir.p12"));
    }

    @Test
    @Tag("slow")
    void thePasswordIsChangedForTheStoreAndForTheKeyThatSigns() throws Exception {
        store("keys/weir.bcfks");
        assertThat(CommandsTest.weir("init", folder.toString()).status()).isZero();
        Path secret = folder.resolve("keys/release.key");
        assertThat(Files.readString(secret)).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        JsonNode before = json(keys("list", "-o", "json"));
        Path old = folder.resolve("old");
        Files.move(folder.resolve("password"), old);
        Files.writeString(folder.resolve("password"), "short\n");
        Files.setPosixFilePermissions(folder.resolve("password"), PosixFilePermissions.fromString("rw-------"));
        assertThat(keys("password", "--old", old.toString()).err()).contains("C022", "15 characters");
        Files.writeString(folder.resolve("password"), "another password altogether\n");
        assertThat(keys("list").err()).contains("the password is not the one that closed it");
        CommandsTest.Ended closed = keys("password", "--old", old.toString());
        assertThat(closed.status()).as(closed.err()).isZero();
        assertThat(json(keys("list", "-o", "json"))).isEqualTo(before);
        assertThat(keys("rotate", "--signing").status()).isZero();
        assertThat(Files.readString(secret)).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
    }

    @Test
    void initOfTheWorkspaceMakesTheSameStore() throws Exception {
        store("keys/weir.bcfks");
        CommandsTest.Ended ended = CommandsTest.weir("init", folder.toString());
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(folder.resolve("keys/weir.key")).doesNotExist();
        String id = json(keys("list", "-o", "json")).at("/versions/0/id").asText();
        assertThat(ended.out()).contains(id);
    }

    @Test
    void saysWhichReleasesAVersionMasked() throws Exception {
        String first = json(keys("init", "-o", "json")).at("/versions/0/id").asText();
        release("clinical", 1, first);
        release("clinical", 2, first);
        keys("rotate");
        release("molecules", 1, "0000000000000000");
        CommandsTest.Ended list = keys("list");
        assertThat(list.out())
                .containsPattern(first + " .* previous +clinical@1, clinical@2\n")
                .containsPattern(" active +none\n")
                .doesNotContain("molecules");
        assertThat(keys("retire", first).err()).contains("clinical@1, clinical@2");
        assertThat(keys("retire", first, "--yes").status()).isZero();
        assertThat(json(keys("list", "-o", "json")).at("/versions/0/releases")).hasSize(2);

        // a version that masked releases and is not in the store is another store's
        assertThat(keys("rotate").err()).contains("C022", "0000000000000000", "molecules@1", "--lost");
        assertThat(keys("retire", "0000000000000000", "--lost", "--yes").status())
                .isZero();
        assertThat(keys("rotate").status()).isZero();
    }

    @Test
    void aDamagedManifestHidesNoVersionAndNoneIsRetiredBesideIt() throws Exception {
        String first = json(keys("init", "-o", "json")).at("/versions/0/id").asText();
        release("clinical", 1, first);
        release("clinical", 2, first);
        keys("rotate");
        Path damaged = folder.resolve("warehouse/releases/clinical/2.json");
        Files.writeString(damaged, "");
        CommandsTest.Ended list = keys("list", "-o", "json");
        assertThat(list.status()).isEqualTo(4);
        assertThat(list.err()).contains("V001", damaged.toString());
        JsonNode shown = CommandsTest.json(list.out());
        assertThat(CommandsTest.valid("keys", shown)).isTrue();
        assertThat(shown.at("/versions/0/releases/0").asText()).isEqualTo("clinical@1");
        assertThat(shown.get("damaged")).hasSize(1);
        CommandsTest.Ended retired = keys("retire", first, "--yes");
        assertThat(retired.status()).as("which releases it masked nobody knows").isEqualTo(4);
        assertThat(keys("list").out()).doesNotContain("retired");
    }

    @Test
    void noSecretAndNoPasswordIsShown() throws Exception {
        store("weir.p12");
        StringBuilder said = new StringBuilder();
        for (List<String> words : List.of(List.of("init"), List.of("rotate"), List.of("list"), List.of("init"))) {
            CommandsTest.Ended ended = keys(words.toArray(new String[0]));
            said.append(ended.out()).append(ended.err());
        }
        assertThat(said.toString()).contains("There is a key in").doesNotContain("correct horse", "\"key\"");
    }

    @Test
    void helpSaysWhatEachDoes() {
        assertThat(CommandsTest.weir("keys").out()).contains("init", "list", "rotate", "retire");
        assertThat(CommandsTest.weir("keys", "retire", "--help").out()).contains("--yes", "Copies of the store");
    }

    private void release(String product, int number, String key) throws IOException {
        Path log = folder.resolve("warehouse/releases/" + product);
        Files.createDirectories(log);
        Files.writeString(
                log.resolve(number + ".json"),
                ManifestJson.print(SampleRelease.of(
                        product,
                        number,
                        number == 1 ? Optional.empty() : Optional.of("0".repeat(64)),
                        "run",
                        List.of(),
                        List.of(key))));
    }

    private void store(String store) throws IOException {
        Files.writeString(folder.resolve("weir.yaml"), """
            workspace: keys
            profiles:
              laptop:
                keys: { store: %s%s }
            law: { pack: cn-2026-01 }
            """.formatted(
                        store, store.endsWith(".key") ? "" : ", passwordFile: password"));
    }

    private CommandsTest.Ended keys(String... words) {
        String[] all = new String[words.length + 3];
        all[0] = "keys";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "-w";
        all[words.length + 2] = folder.toString();
        return CommandsTest.weir(all);
    }

    private static JsonNode json(CommandsTest.Ended ended) throws Exception {
        assertThat(ended.status()).as(ended.err()).isZero();
        JsonNode json = CommandsTest.json(ended.out());
        assertThat(CommandsTest.valid("keys", json)).isTrue();
        return json;
    }
}
