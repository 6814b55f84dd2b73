package dev.weir.privacy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.KeySettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T09:30:00.123Z"), ZoneOffset.UTC);
    private static final String CANARY = "secretcanary";
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"keys/weir.key", "keys/weir.bcfks", "keys/weir.p12", "keys/WEIR.P12"})
    void readsBackTheKeyItMade(String store) {
        KeyRing made = file(store).create(CLOCK, new SecureRandom());
        KeyRing read = file(store).read();
        assertThat(read.active().id()).isEqualTo(made.active().id()).matches("[0-9a-f]{16}");
        assertThat(read.active().created()).isEqualTo(Instant.parse("2026-11-20T09:30:00Z"));
        assertThat(read.active().secret()).isEqualTo(made.active().secret()).hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"weir.key", "weir.bcfks", "weir.p12"})
    void keepsEveryVersionThroughRotationAndDestroysTheSecretOfARetiredOne(String store) {
        KeyFile file = file(store);
        WorkspaceKey first = file.create(CLOCK, new SecureRandom()).active();
        WorkspaceKey second = file.rotate(CLOCK, new SecureRandom()).active();
        assertThat(file.read()
                        .version(first.id())
                        .orElseThrow()
                        .key()
                        .orElseThrow()
                        .secret())
                .isEqualTo(first.secret());
        file.retire(first.id(), CLOCK);
        KeyRing read = file.read();
        assertThat(read.toString()).isEqualTo("KeyRing[" + first.id() + " retired, " + second.id() + " active]");
        assertThat(read.version(first.id()).orElseThrow().key()).isEmpty();
        assertThat(read.version(first.id()).orElseThrow().created()).isEqualTo(first.created());
        assertThat(read.active().secret()).isEqualTo(second.secret());
        assertThat(contentOf(file)).doesNotContain(Base64.getEncoder().encodeToString(first.secret()));
    }

    @Test
    void retiresPreviousVersionsOnly() {
        KeyFile file = file("weir.key");
        String first = file.create(CLOCK, new SecureRandom()).active().id();
        assertThat(problemOf(() -> file.retire(first, CLOCK)).remedy()).contains("rotate");
        String second = file.rotate(CLOCK, new SecureRandom()).active().id();
        file.retire(first, CLOCK);
        assertThat(problemOf(() -> file.retire(first, CLOCK)).what()).contains("retired already");
        assertThat(problemOf(() -> file.retire("0000", CLOCK)).why()).contains(first, second);
    }

    @Test
    void makesAFileForItsOwnerOnly() throws IOException {
        KeyFile file = file("keys/weir.key");
        file.create(CLOCK, new SecureRandom());
        file.rotate(CLOCK, new SecureRandom());
        assertThat(modeOf(file.path())).isEqualTo("rw-------");
        assertThat(modeOf(folder.resolve("keys"))).isEqualTo("rwx------");
        try (Stream<Path> left = Files.list(folder.resolve("keys"))) {
            assertThat(left).containsExactlyInAnyOrder(file.path(), folder.resolve("keys/weir.key.lock"));
        }
    }

    @Test
    void neverReplacesAKey() throws IOException {
        KeyFile file = file("weir.key");
        file.create(CLOCK, new SecureRandom());
        byte[] before = Files.readAllBytes(file.path());
        assertThat(problemOf(() -> file.create(CLOCK, new SecureRandom())).code())
                .isEqualTo(Code.KEY);
        assertThat(Files.readAllBytes(file.path())).isEqualTo(before);
    }

    @Test
    void letsOneOfManyMakersWin() throws Exception {
        KeyFile file = file("keys/weir.key");
        List<String> ids = eightAtOnce(() -> {
            try {
                return file.create(CLOCK, new SecureRandom()).active().id();
            } catch (ProblemsException e) {
                return "";
            }
        });
        assertThat(ids)
                .filteredOn(id -> !id.isEmpty())
                .containsExactly(file.read().active().id());
    }

    @Test
    void losesNoVersionWhenManyRotateAtOnce() throws Exception {
        KeyFile file = file("weir.key");
        List<String> made = new ArrayList<>();
        made.add(file.create(CLOCK, new SecureRandom()).active().id());
        made.addAll(eightAtOnce(() ->
                file("weir.key").rotate(CLOCK, new SecureRandom()).active().id()));
        assertThat(file.read().versions()).extracting(KeyVersion::id).containsExactlyInAnyOrderElementsOf(made);
    }

    /** Writers in processes of their own, which the system's lock alone keeps apart. */
    @Test
    @Tag("torture")
    void losesNoVersionWhenManyProcessesRotateAtOnce() throws Exception {
        file("weir.key").create(CLOCK, new SecureRandom());
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Rotations.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .start());
        }
        for (Process process : processes) {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        }
        assertThat(file("weir.key").read().versions()).hasSize(1 + 3 * Rotations.COUNT);
    }

    /** What a process of its own does. */
    static final class Rotations {
        static final int COUNT = 20;

        private Rotations() {}

        public static void main(String[] arguments) {
            KeyFile file = KeyFile.of(Path.of(arguments[0]), KeySettings.of("weir.key"));
            for (int i = 0; i < COUNT; i++) {
                file.rotate(CLOCK, new SecureRandom());
            }
        }
    }

    @Test
    void aWriterThatDiedLeavesTheOldFileAndADraftThatTheNextOneRemoves() throws IOException {
        KeyFile file = file("weir.key");
        String first = file.create(CLOCK, new SecureRandom()).active().id();
        Path draft = Files.writeString(folder.resolve(".weir.key~123.draft"), "half a ring");
        Path other = Files.writeString(folder.resolve(".other.key~123.draft"), "of another store");
        assertThat(file.read().active().id()).isEqualTo(first);
        assertThat(file.rotate(CLOCK, new SecureRandom()).versions()).hasSize(2);
        assertThat(draft).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void changesTheFileThatALinkLeadsTo() throws IOException {
        KeyFile file = file("safe/weir.key");
        file.create(CLOCK, new SecureRandom());
        Path link = Files.createSymbolicLink(folder.resolve("weir.key"), file.path());
        String second =
                file("weir.key").rotate(CLOCK, new SecureRandom()).active().id();
        assertThat(link).isSymbolicLink();
        assertThat(file.read().active().id()).isEqualTo(second);
    }

    @Test
    void saysWhatToDoWhereAKeyIsMissing() {
        Problem problem = problemOf(() -> file("weir.key").read());
        assertThat(problem.code()).isEqualTo(Code.KEY);
        assertThat(problem.remedy()).contains("weir keys init");
        assertThat(problemOf(() -> file("weir.key").rotate(CLOCK, new SecureRandom()))
                        .what())
                .contains("no key");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx--x---", "rw-rw-rw-"})
    void refusesAKeyThatOthersMayTouch(String mode) throws IOException {
        KeyFile file = file("weir.key");
        file.create(CLOCK, new SecureRandom());
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(mode));
        Problem problem = problemOf(file::read);
        assertThat(problem.why()).contains(mode);
        assertThat(problem.remedy()).contains("chmod 600");
        assertThat(problemOf(() -> file.rotate(CLOCK, new SecureRandom()))).isEqualTo(problem);
    }

    @ParameterizedTest
    @MethodSource("textsThatAreNoKey")
    void refusesWhatIsNoKeyWithoutQuotingIt(String content) throws IOException {
        KeyFile file = withContent("weir.key", content.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(file::read)
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("does not hold a key")
                .hasMessageNotContaining(CANARY)
                .hasNoCause();
    }

    static List<String> textsThatAreNoKey() {
        String created = "2026-11-20T09:30:00Z";
        String secret = Base64.getEncoder().encodeToString(new byte[32]);
        String id = new WorkspaceKey(new byte[32], Instant.EPOCH).id();
        String good = version(id, created, "active", "\"key\": \"" + secret + "\"");
        String gone = version(id, created, "retired", "\"retired\": \"" + created + "\"");
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
                ring("", "weir-keys-2"),
                ring("\"" + CANARY + "\"", "weir-keys-1"),
                ring("", "weir-keys-1"),
                ring(gone, "weir-keys-1"),
                ring(good + ", " + gone, "weir-keys-1"),
                ring(version(id, created, "previous", "\"key\": \"" + secret + "\""), "weir-keys-1"),
                ring(version(id, created, CANARY, "\"key\": \"" + secret + "\""), "weir-keys-1"),
                ring(version(id, created, "active", "\"key\": \"" + CANARY + "\""), "weir-keys-1"),
                ring(version(id, created, "active", "\"key\": \"" + CANARY + "!\""), "weir-keys-1"),
                ring(version(id, created, "active", "\"key\": 7"), "weir-keys-1"),
                ring(version(id, created, "active", "\"" + CANARY + "\": 7"), "weir-keys-1"),
                ring(version(id, CANARY, "active", "\"key\": \"" + secret + "\""), "weir-keys-1"),
                ring(version(CANARY, created, "active", "\"key\": \"" + secret + "\""), "weir-keys-1"),
                ring(version(CANARY, created, "retired", "\"retired\": \"" + created + "\""), "weir-keys-1"),
                ring(version(id, created, "retired", "\"key\": \"" + secret + "\""), "weir-keys-1"));
    }

    private static String version(String id, String created, String state, String rest) {
        return "{\"id\": \"%s\", \"created\": \"%s\", \"state\": \"%s\", %s}".formatted(id, created, state, rest);
    }

    private static String ring(String versions, String schema) {
        return "{\"schema\": \"%s\", \"algorithm\": \"hkdf-sha-256\", \"versions\": [%s]}".formatted(schema, versions);
    }

    @Test
    void refusesAFileThatIsNotTextOrIsTooLarge() throws IOException {
        assertThat(problemOf(withContent("weir.key", new byte[] {(byte) 0xff, (byte) 0xfe})::read)
                        .why())
                .contains("UTF-8");
        assertThat(problemOf(withContent("weir.key", new byte[300_000])::read).why())
                .contains("larger");
    }

    @ParameterizedTest
    @ValueSource(strings = {"weir.bcfks", "weir.p12"})
    void refusesAStoreThatIsEmptyCutOffOrNone(String store) throws IOException {
        file(store).create(CLOCK, new SecureRandom());
        byte[] sound = Files.readAllBytes(folder.resolve(store));
        for (byte[] content : List.of(
                new byte[0],
                CANARY.getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(sound, sound.length / 2),
                Arrays.copyOf(sound, sound.length - 1),
                new byte[100])) {
            assertThatThrownBy(withContent(store, content)::read)
                    .isInstanceOf(ProblemsException.class)
                    .hasMessageContaining("does not hold a key")
                    .hasMessageContaining("safe copy")
                    .hasMessageNotContaining(CANARY)
                    .hasNoCause();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"weir.bcfks", "weir.p12"})
    void asksForThePasswordThatClosedAStore(String store) throws IOException {
        file(store).create(CLOCK, new SecureRandom());
        Problem wrong = problemOf(withPassword(store, "wrong horse battery")::read);
        assertThat(wrong.why()).contains("the password is not the one that closed it");
        assertThat(wrong.remedy()).contains("WEIR_KEY_PASSWORD");
        Problem unset = problemOf(withPassword(store, "")::read);
        assertThat(unset.why()).contains("WEIR_KEY_PASSWORD is not set");
        assertThat(problemOf(KeyFile.of(folder, KeySettings.of(store))::read).remedy())
                .contains("password: \"${WEIR_KEY_PASSWORD}\"");
        assertThat(wrong + " " + unset).doesNotContain("horse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"weir.bcfks", "weir.p12"})
    void asksForAPasswordThatIsLongEnough(String store) {
        Problem problem = problemOf(() -> withPassword(store, "fourteen chars").create(CLOCK, new SecureRandom()));
        assertThat(problem.what()).contains("is too short");
        assertThat(problem.why()).contains("15 characters");
        assertThat(problem.toString()).doesNotContain("fourteen chars");
        assertThat(withPassword(store, " ~ifteen chars!").create(CLOCK, new SecureRandom()))
                .isNotNull();
    }

    /** As stores were closed before: by what the libraries take when nothing is said, and under any password. */
    @ParameterizedTest
    @CsvSource({"weir.bcfks, BCFKS, 51200", "weir.p12, PKCS12, 10000"})
    void aStoreOfAnEarlierVersionIsToldAndClosedAnew(String name, String kind, int iterations) throws Exception {
        KeyRing ring = KeyRing.of(WorkspaceKey.random(CLOCK, new SecureRandom()));
        char[] weak = "a".toCharArray();
        KeyStore store =
                kind.equals("BCFKS") ? KeyStore.getInstance(kind, BouncyCastle.PROVIDER) : KeyStore.getInstance(kind);
        store.load(null, weak);
        store.setKeyEntry("weir-keys", new SecretKeySpec(KeyRingText.write(ring), "HmacSHA256"), weak, null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setProperty("keystore.pkcs12.macIterationCount", "10000");
        try {
            store.store(bytes, weak);
        } finally {
            System.clearProperty("keystore.pkcs12.macIterationCount");
        }
        KeyFile file = withContent(name, bytes.toByteArray());
        Problem cheap = problemOf(file::read);
        assertThat(cheap.what()).contains("too cheap to guess");
        assertThat(cheap.why()).contains(String.format("%,d iterations", iterations));
        assertThat(cheap.remedy()).contains("weir keys password");
        assertThat(problemOf(() -> withPassword(name, "a").read()).remedy()).contains("--old FILE");
        assertThat(problemOf(() -> file.close(Optional.empty(), new SecureRandom()))
                        .what())
                .contains("does not open");

        Path old = Files.writeString(folder.resolve("old"), "a\n");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-------"));
        file.close(Optional.of(old), new SecureRandom());
        assertThat(file.read().active().id()).isEqualTo(ring.active().id());
        assertThat(file.close(Optional.of(old), new SecureRandom()).active().id())
                .isEqualTo(ring.active().id());
        KeyStoreFormat.Encryption encryption =
                KeyStoreFormat.encryptionOf(file.path()).orElseThrow();
        assertThat(encryption.iterations(Files.readAllBytes(file.path())))
                .isEqualTo(encryption.least)
                .isGreaterThanOrEqualTo(210_000);
    }

    @Test
    void refusesAPasswordThatJavaCannotCloseAPkcs12StoreWith() {
        assertThat(problemOf(() -> withPassword("weir.p12", "密码".repeat(8)).create(CLOCK, new SecureRandom()))
                        .remedy())
                .contains("bcfks");
        KeyFile other = withPassword("weir.bcfks", "密码".repeat(8));
        assertThat(other.create(CLOCK, new SecureRandom()).active().id())
                .isEqualTo(other.read().active().id());
    }

    @Test
    void anOldPasswordThatNamesAModuleWronglyIsTold() throws IOException {
        KeyFile file = withContent("weir.bcfks", new byte[] {1, 2, 3});
        Path old = Files.writeString(folder.resolve("old"), "pkcs11:nonsense\n");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-------"));
        Problem problem = problemOf(() -> file.close(Optional.of(old), new SecureRandom()));
        assertThat(problem.what()).contains("names no key of a hardware module");
        Files.delete(old);
        assertThat(problemOf(() -> file.close(Optional.of(old), new SecureRandom()))
                        .why())
                .contains("there is no file");
        Problem without = problemOf(file::read);
        assertThat(without.toString()).doesNotContain("pkcs11");
    }

    @Test
    void takesThePasswordFromAFileForItsOwnerOnly() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        KeyFile file = KeyFile.of(folder, new KeySettings("weir.bcfks", new KeySettings.PasswordFile("password")));
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
        Problem open = problemOf(() -> file.create(CLOCK, new SecureRandom()));
        assertThat(open.remedy()).contains("chmod 600");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        String id = file.create(CLOCK, new SecureRandom()).active().id();
        assertThat(withPassword("weir.bcfks", PASSWORD).read().active().id()).isEqualTo(id);
        Files.writeString(password, "\n" + PASSWORD);
        assertThat(problemOf(file::read).why()).contains("empty");
        Files.delete(password);
        assertThat(problemOf(file::read).why()).contains("there is no file");
    }

    @Test
    void refusesAFolder() throws IOException {
        Path file = Files.createDirectory(folder.resolve("weir.key"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        assertThat(problemOf(() -> file("weir.key").read()).code()).isEqualTo(Code.KEY);
    }

    @Test
    void saysThatAPlaceCannotBeWritten() throws IOException {
        Files.writeString(folder.resolve("keys"), "a file");
        assertThat(problemOf(() -> file("keys/weir.key").create(CLOCK, new SecureRandom()))
                        .code())
                .isEqualTo(Code.NOT_WRITABLE);
    }

    @Test
    void showsNoSecret() {
        KeyRing ring = file("weir.key").create(CLOCK, new SecureRandom());
        DerivedKey derived = ring.active().derive("weir/test");
        String shown = ring + " " + ring.versions() + " " + ring.active() + " " + derived;
        assertThat(shown).contains(ring.active().id()).contains("weir/test");
        for (byte[] secret : List.of(ring.active().secret(), derived.secret())) {
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

    private KeyFile file(String store) {
        return store.endsWith(".key") ? KeyFile.of(folder, KeySettings.of(store)) : withPassword(store, PASSWORD);
    }

    private KeyFile withPassword(String store, String password) {
        return KeyFile.of(
                folder, new KeySettings(store, new KeySettings.PasswordVariable("WEIR_KEY_PASSWORD", password)));
    }

    private KeyFile withContent(String store, byte[] content) throws IOException {
        Files.write(folder.resolve(store), content);
        Files.setPosixFilePermissions(folder.resolve(store), PosixFilePermissions.fromString("rw-------"));
        return file(store);
    }

    private static String contentOf(KeyFile file) {
        try {
            return Files.readString(file.path(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> eightAtOnce(Callable<String> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : pool.invokeAll(Collections.nCopies(8, work))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            pool.shutdown();
        }
    }

    private static String modeOf(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static Problem problemOf(ThrowingCallable call) {
        try {
            call.call();
        } catch (ProblemsException e) {
            return e.problems().get(0);
        } catch (Throwable e) {
            throw new AssertionError("refused in another way", e);
        }
        throw new AssertionError("not refused");
    }
}
