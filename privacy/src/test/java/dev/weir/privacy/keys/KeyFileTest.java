package dev.weir.privacy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T09:30:00.123Z"), ZoneOffset.UTC);

    private static final String CANARY = "secretcanary";

    @TempDir
    private Path folder;

    @Test
    void readsBackTheKeyItMade() {
        Path file = folder.resolve("keys/weir.key");
        WorkspaceKey made = KeyFile.create(file, CLOCK, new SecureRandom());
        WorkspaceKey read = KeyFile.read(file);
        assertThat(read.id()).isEqualTo(made.id()).matches("[0-9a-f]{16}");
        assertThat(read.created()).isEqualTo(Instant.parse("2026-11-20T09:30:00Z"));
        assertThat(read.secret()).isEqualTo(made.secret()).hasSize(32);
    }

    @Test
    void makesAFileForItsOwnerOnly() throws IOException {
        Path file = folder.resolve("keys/weir.key");
        KeyFile.create(file, CLOCK, new SecureRandom());
        assertThat(modeOf(file)).isEqualTo("rw-------");
        assertThat(modeOf(folder.resolve("keys"))).isEqualTo("rwx------");
        try (Stream<Path> left = Files.list(folder.resolve("keys"))) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void neverReplacesAKey() throws IOException {
        Path file = folder.resolve("weir.key");
        KeyFile.create(file, CLOCK, new SecureRandom());
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> KeyFile.create(file, CLOCK, new SecureRandom()))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining(Code.KEY.id());
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void letsOneOfManyMakersWin() throws Exception {
        Path file = folder.resolve("keys/weir.key");
        ExecutorService makers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> attempts = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                attempts.add(() -> {
                    try {
                        return KeyFile.create(file, CLOCK, new SecureRandom()).id();
                    } catch (ProblemsException e) {
                        return "";
                    }
                });
            }
            List<String> ids = new ArrayList<>();
            for (Future<String> attempt : makers.invokeAll(attempts)) {
                ids.add(attempt.get());
            }
            assertThat(ids)
                    .filteredOn(id -> !id.isEmpty())
                    .containsExactly(KeyFile.read(file).id());
        } finally {
            makers.shutdown();
        }
    }

    @Test
    void saysWhatToDoWhereAKeyIsMissing() {
        Problem problem = problemOf(folder.resolve("weir.key"));
        assertThat(problem.code()).isEqualTo(Code.KEY);
        assertThat(problem.remedy()).contains("weir init");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx--x---", "rw-rw-rw-"})
    void refusesAKeyThatOthersMayTouch(String mode) throws IOException {
        Path file = folder.resolve("weir.key");
        KeyFile.create(file, CLOCK, new SecureRandom());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        Problem problem = problemOf(file);
        assertThat(problem.why()).contains(mode);
        assertThat(problem.remedy()).contains("chmod 600");
    }

    @ParameterizedTest
    @MethodSource("textsThatAreNoKey")
    void refusesWhatIsNoKeyWithoutQuotingIt(String content) throws IOException {
        Path file = folder.resolve("weir.key");
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> KeyFile.read(file))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("does not hold a key")
                .hasMessageNotContaining(CANARY)
                .hasNoCause();
    }

    static List<String> textsThatAreNoKey() {
        String algorithm = "hkdf-sha-256";
        String created = "2026-11-20T09:30:00Z";
        String secret = Base64.getEncoder().encodeToString(new byte[32]);
        return List.of(
                "",
                "  \n",
                "{",
                "[]",
                "{}",
                CANARY,
                "\"key\": \"" + CANARY + "\" \"key\"",
                "\u0000" + CANARY,
                "{\"id\": \"a\", \"key\": \"" + CANARY + "\", \"key\": \"" + CANARY + "\"}",
                json("a", algorithm, created, "\"" + CANARY + "\""),
                json("a", algorithm, created, "\"" + CANARY + "!\""),
                json("a", algorithm, created, "7"),
                json("a", algorithm, CANARY, "\"" + secret + "\""),
                json("a", CANARY, created, "\"" + secret + "\""),
                json(CANARY, algorithm, created, "\"" + secret + "\""));
    }

    @Test
    void refusesAFileThatIsNotTextOrIsTooLarge() throws IOException {
        Path file = folder.resolve("weir.key");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(problemOf(file).why()).contains("UTF-8");
        Files.write(file, new byte[5000]);
        assertThat(problemOf(file).why()).contains("larger");
    }

    @Test
    void refusesAFolder() throws IOException {
        Path file = Files.createDirectory(folder.resolve("weir.key"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        assertThat(problemOf(file).code()).isEqualTo(Code.KEY);
    }

    @Test
    void saysThatAPlaceCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), "a file").resolve("weir.key");
        assertThatThrownBy(() -> KeyFile.create(file, CLOCK, new SecureRandom()))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining(Code.NOT_WRITABLE.id());
    }

    @Test
    void showsNoSecret() {
        WorkspaceKey key = KeyFile.create(folder.resolve("weir.key"), CLOCK, new SecureRandom());
        DerivedKey derived = key.derive("weir/test");
        String shown = key + " " + derived;
        assertThat(shown).contains(key.id()).contains("weir/test");
        for (byte[] secret : List.of(key.secret(), derived.secret())) {
            assertThat(shown)
                    .doesNotContain(HexFormat.of().formatHex(secret))
                    .doesNotContain(Base64.getEncoder().encodeToString(secret));
        }
    }

    @Test
    void keepsTheWorkspaceKeyInItsProcess() throws IOException {
        WorkspaceKey key = new WorkspaceKey(new byte[32], Instant.EPOCH);
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThatThrownBy(() -> out.writeObject(key)).isInstanceOf(NotSerializableException.class);
        }
    }

    private static String json(String id, String algorithm, String created, String key) {
        return "{\"id\": \"%s\", \"algorithm\": \"%s\", \"created\": \"%s\", \"key\": %s}"
                .formatted(id, algorithm, created, key);
    }

    private static String modeOf(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static Problem problemOf(Path file) {
        try {
            KeyFile.read(file);
        } catch (ProblemsException e) {
            return e.problems().get(0);
        }
        throw new AssertionError("not refused");
    }
}
