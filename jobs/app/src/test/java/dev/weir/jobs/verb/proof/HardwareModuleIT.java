package dev.weir.jobs.verb.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.jobs.JavaProcess;
import dev.weir.jobs.cli.Launcher;
import dev.weir.jobs.cli.Weir;
import dev.weir.privacy.keys.KeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys whose password a key in a hardware module has closed, against a real module, by the commands that users have. */
@Tag("slow")
class HardwareModuleIT {

    private static final List<String> BINDING =
            List.of("--add-exports=jdk.crypto.cryptoki/sun.security.pkcs11.wrapper=ALL-UNNAMED");
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir
    private Path folder;

    private SoftHsm module;
    private Path workspace;
    private String pin = SoftHsm.PIN;

    @BeforeEach
    void hasAModule() throws Exception {
        module = SoftHsm.in(folder).withToken("weir");
        workspace = Files.createDirectories(folder.resolve("workspace"));
        keys(inModule("weir", "weir-wrap"));
    }

    @Test
    void keysAndTheKeyThatSignsNeedTheModule() throws Exception {
        said(0, "init", workspace.toString());
        String made = list();
        String closed = Files.readString(wrapped());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(wrapped())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file("release.key"))).contains("ENCRYPTED PRIVATE KEY");
        assertThat(module.token("weir", "attributes", "weir-wrap")).isEqualTo("sensitive never-extractable");

        said(0, "init", workspace.toString());
        assertThat(list()).isEqualTo(made);
        assertThat(Files.readString(wrapped())).isEqualTo(closed);

        said(0, "keys", "rotate", "-w", workspace.toString());
        said(0, "keys", "rotate", "--signing", "-w", workspace.toString());
        assertThat(list()).contains("previous", "active");
        assertThat(Files.readString(wrapped())).as("the password stays").isEqualTo(closed);
    }

    /** As docs/operator.md tells it: a program that knows nothing of Weir finds the password, and OpenSSL takes it. */
    @Test
    void anotherProgramOpensThePassword() throws Exception {
        said(0, "init", workspace.toString());
        String password = module.token("weir", "open", wrapped().toString());

        assertThat(password).matches("[A-Za-z0-9_-]{43}");
        Path given = ownerOnly("given", password);
        Content before = content();
        keys("store: keys/weir.bcfks, passwordFile: " + given);
        list();
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void eachCloseMakesANewPassword() throws Exception {
        said(0, "init", workspace.toString());
        String made = list();
        String first = module.token("weir", "open", wrapped().toString());
        assertThat(said(0, "keys", "password", "-w", workspace.toString())).startsWith(made);

        assertThat(module.token("weir", "open", wrapped().toString()))
                .matches("[A-Za-z0-9_-]{43}")
                .isNotEqualTo(first);
        assertThat(Files.readString(wrapped()).split("ciphertext", -1))
                .as("the one before has gone")
                .hasSize(2);
    }

    @Test
    void aStoreMovesFromAPasswordToAModuleToAnotherAndBack() throws Exception {
        Path password = ownerOnly("password", PASSWORD);
        keys("store: keys/weir.bcfks, passwordFile: " + password);
        said(0, "init", workspace.toString());
        String made = list();

        keys(inModule("weir", "weir-wrap"));
        assertThat(said(2, "keys", "list", "-w", workspace.toString()))
                .contains("C022", "There is no password in", "weir keys password --old FILE");
        assertThat(said(2, "keys", "password", "-w", workspace.toString())).contains("does not open", "--old");
        assertThat(said(0, "keys", "password", "--old", password.toString(), "-w", workspace.toString()))
                .startsWith(made);

        module.withToken("other");
        keys(inModule("other", "weir-wrap"));
        Path first = ownerOnly("first", module.uri("weir", "weir-wrap") + "&pin-value=" + SoftHsm.PIN);
        assertThat(said(2, "keys", "list", "-w", workspace.toString())).contains("no key 'weir-wrap' in the token");
        assertThat(said(0, "keys", "password", "--old", first.toString(), "-w", workspace.toString()))
                .startsWith(made);

        Path pinFile = ownerOnly("pin", SoftHsm.PIN);
        Path second = ownerOnly("second", module.uri("other", "weir-wrap") + "&pin-source=file:" + pinFile);
        keys("store: keys/weir.bcfks, passwordFile: " + password);
        assertThat(said(2, "keys", "password", "-w", workspace.toString())).contains("pkcs11: URI");
        said(0, "keys", "password", "--old", second.toString(), "-w", workspace.toString());
        assertThat(list()).isEqualTo(made);
        assertThat(wrapped()).doesNotExist();
    }

    /** What docs/operator.md says of losing the module. */
    @Test
    void aCopyUnderAPasswordOutlivesTheModule() throws Exception {
        said(0, "init", workspace.toString());
        String made = list();
        Path own = workspace;
        Path copy = folder.resolve("copy");
        Files.createDirectories(copy.resolve("keys"));
        for (String name : List.of("weir.bcfks", "weir.bcfks.wrapped", "release.key", "release.pub")) {
            Files.copy(file(name), copy.resolve("keys").resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
        workspace = copy;
        keys("store: keys/weir.bcfks, passwordFile: " + ownerOnly("password", PASSWORD));
        Path uri = ownerOnly("uri", module.uri("weir", "weir-wrap") + "&pin-value=" + SoftHsm.PIN);
        said(0, "keys", "password", "--old", uri.toString(), "-w", copy.toString());
        module.token("weir", "delete", "weir-wrap");

        assertThat(list()).isEqualTo(made);
        said(0, "keys", "rotate", "--signing", "-w", copy.toString());
        workspace = own;
        assertThat(said(2, "keys", "list", "-w", own.toString())).contains("There is no key 'weir-wrap'");
    }

    @Test
    void aChangeThatDiesIsFinishedByTheNextOne() throws Exception {
        said(0, "init", workspace.toString());
        String made = list();
        Content before = content();
        said(0, "keys", "password", "-w", workspace.toString());
        Content after = content();
        String both = after.wrapped()
                .replaceFirst(
                        "(\\{ \"key\".*})",
                        "$1,\n    "
                                + before.wrapped()
                                        .lines()
                                        .filter(line -> line.contains("\"key\""))
                                        .findFirst()
                                        .orElseThrow()
                                        .strip());

        for (Content store : List.of(before, after)) {
            put("weir.bcfks.wrapped", both);
            put("weir.bcfks", store.store());
            put("release.key", before.secret());
            assertThat(said(0, "keys", "password", "-w", workspace.toString())).startsWith(made);
        }
        said(0, "keys", "rotate", "--signing", "-w", workspace.toString()); // opens the key that signs
    }

    @Test
    void aWrongPinIsTriedOnce() throws Exception {
        said(0, "init", workspace.toString());
        pin = "not-the-pin";
        String refused = said(2, "keys", "list", "-w", workspace.toString());
        assertThat(refused)
                .contains("C022", "The token 'weir' refuses the PIN", "CKR_PIN_INCORRECT", "'pin'")
                .doesNotContain("not-the-pin");

        Process twice = process(Twice.class, workspace.toString());
        String said = new String(twice.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said.lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains("it answers CKR_PIN_INCORRECT"),
                        second -> assertThat(second).contains("it has refused this PIN before"));

        pin = "";
        assertThat(said(2, "keys", "list", "-w", workspace.toString()))
                .contains("need a PIN", "the environment variable WEIR_PIN is not set");
        Path pinFile = Files.writeString(folder.resolve("pin"), SoftHsm.PIN + "\n");
        keys("store: keys/weir.bcfks, module: \"" + module.uri("weir", "weir-wrap") + "&pin-source=file:" + pinFile
                + "\"");
        Files.setPosixFilePermissions(pinFile, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(said(2, "keys", "list", "-w", workspace.toString())).contains("is open to others", "chmod 600");
        Files.setPosixFilePermissions(pinFile, PosixFilePermissions.fromString("rw-------"));
        list();
    }

    /** Reads the keys two times, and says why that did not work. */
    static final class Twice {
        public static void main(String[] arguments) {
            for (int i = 0; i < 2; i++) {
                try {
                    KeyFile.of(WorkspaceReader.readSettings(Path.of(arguments[0]), Optional.empty(), System.getenv()))
                            .read();
                } catch (ProblemsException e) {
                    System.out.println(e.problems().get(0).why());
                }
            }
        }
    }

    @Test
    void whatIsNotThereIsNamed() throws Exception {
        keys("store: keys/weir.bcfks, pin: \"${WEIR_PIN}\", module: \"pkcs11:token=weir;object=weir-wrap"
                + "?module-path=/nowhere/libnone.so\"");
        assertThat(said(2, "init", workspace.toString()))
                .contains("C022", "There is no hardware module '/nowhere/libnone.so'", "install");

        Path text = Files.writeString(folder.resolve("text.so"), "no library");
        keys("store: keys/weir.bcfks, pin: \"${WEIR_PIN}\", module: \"pkcs11:token=weir;object=weir-wrap?module-path="
                + text + "\"");
        assertThat(said(2, "init", workspace.toString())).contains("C022", "does not load");

        keys(inModule("nobody", "weir-wrap"));
        assertThat(said(2, "init", workspace.toString())).contains("There is no token 'nobody'", "('weir')");

        assertThat(file("weir.bcfks")).doesNotExist();
        assertThat(wrapped()).doesNotExist();

        module.withToken("weir");
        keys(inModule("weir", "weir-wrap"));
        assertThat(said(2, "init", workspace.toString())).contains("There are 2 tokens 'weir'", "serial=");
    }

    @Test
    void aKeyThatMayLeaveTheTokenIsRefused() throws Exception {
        module.token("weir", "make", "loose", "extractable");
        keys(inModule("weir", "loose"));
        assertThat(said(2, "init", workspace.toString()))
                .contains("C022", "The key 'loose' of the token 'weir' is not fit", "extractable");
        assertThat(file("weir.bcfks")).doesNotExist();

        module.token("weir", "make", "twice");
        module.token("weir", "make", "twice");
        keys(inModule("weir", "twice"));
        assertThat(said(2, "init", workspace.toString())).contains("several secret keys of that label");

        module.token("weir", "make", "own");
        keys(inModule("weir", "own"));
        said(0, "init", workspace.toString());
        list();
    }

    @Test
    void aLostKeyIsNotReplacedUnseen() throws Exception {
        said(0, "init", workspace.toString());
        module.token("weir", "delete", "weir-wrap");
        for (String[] command : new String[][] {
            {"keys", "list", "-w", workspace.toString()},
            {"init", workspace.toString()}
        }) {
            assertThat(said(2, command)).contains("C022", "There is no key 'weir-wrap' in the token 'weir'", "backup");
        }
        assertThat(said(2, "keys", "password", "-w", workspace.toString())).contains("does not open");

        module.token("weir", "make", "weir-wrap");
        assertThat(said(2, "keys", "list", "-w", workspace.toString()))
                .contains("C022", "does not open", "another key of that name closed it");
    }

    @Test
    void aPasswordThatIsNotAsItWasClosedIsRefused() throws Exception {
        said(0, "init", workspace.toString());
        String closed = Files.readString(wrapped());
        Map<String, String> wrong = new HashMap<>();
        wrong.put(closed.replace("weir.bcfks", "lab.bcfks"), "it belongs to another store");
        wrong.put(closed.replace("weir-wrapped-password-1", "weir-wrapped-password-2"), "its schema is not");
        wrong.put(closed.replace("weir-wrap\"", "weir-other\""), "'weir-other' closed it");
        wrong.put(closed.substring(0, closed.length() / 2), "it is not as Weir wrote it");
        wrong.put("", "it is not as Weir wrote it");
        wrong.put(closed.replaceFirst("\\{ \"key\".*}", ""), "it holds no password");
        char last = closed.charAt(closed.indexOf("ciphertext") + 20);
        wrong.put(
                new StringBuilder(closed)
                        .replace(
                                closed.indexOf("ciphertext") + 20,
                                closed.indexOf("ciphertext") + 21,
                                last == 'A' ? "B" : "A")
                        .toString(),
                "does not open it");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            put("weir.bcfks.wrapped", each.getKey());
            assertThat(said(2, "keys", "list", "-w", workspace.toString()))
                    .contains("C022", "weir.bcfks.wrapped", each.getValue());
        }
        put("weir.bcfks.wrapped", closed);
        Files.setPosixFilePermissions(wrapped(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(said(2, "keys", "list", "-w", workspace.toString())).contains("rw-r--r--", "chmod 600");
        Files.delete(wrapped());
        assertThat(said(2, "keys", "list", "-w", workspace.toString())).contains("There is no password in", "copy");
    }

    /** One that another store's password was closed in, by the same key, says that it is another's, even under the right name. */
    @Test
    void thePasswordOfAnotherStoreIsRefused() throws Exception {
        said(0, "init", workspace.toString());
        keys("store: keys/lab.bcfks, module: \"" + module.uri("weir", "weir-wrap") + "\", pin: \"${WEIR_PIN}\"");
        for (String own : List.of("release.key", "release.pub")) { // else the pair was lost
            Files.move(file(own), folder.resolve(own));
        }
        said(0, "init", workspace.toString());
        put("weir.bcfks.wrapped", Files.readString(file("lab.bcfks.wrapped")).replace("lab.bcfks", "weir.bcfks"));
        keys(inModule("weir", "weir-wrap"));
        assertThat(said(2, "keys", "list", "-w", workspace.toString())).contains("C022", "it belongs to another store");
    }

    @Test
    void withoutTheOptionOfTheLauncherJavaSaysWhichOne() throws Exception {
        ProcessBuilder builder = JavaProcess.of(List.of(), Weir.class, "init", workspace.toString())
                .redirectErrorStream(true);
        builder.environment().putAll(environment());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(2);
        assertThat(said).contains("C022", "start Java with " + BINDING.get(0)).doesNotContain("\tat ");
    }

    @Test
    void theLauncherLetsJavaSpeakToModules() throws Exception {
        Launcher.Ended ended = Launcher.weir(folder, environment(), "init", workspace.toString());
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(Launcher.weir(folder, environment(), "keys", "list", "-w", workspace.toString())
                        .out())
                .contains("active");
        assertThat(Files.readString(Launcher.HOME.resolve("jobs/app/src/main/launcher/engine.options")))
                .as("commands with Spark")
                .contains(BINDING.get(0));
    }

    private String inModule(String token, String key) {
        return "store: keys/weir.bcfks, module: \"" + module.uri(token, key) + "\", pin: \"${WEIR_PIN}\"";
    }

    private void keys(String settings) throws IOException {
        Files.writeString(workspace.resolve("weir.yaml"), """
                workspace: test
                default: laptop
                profiles:
                  laptop:
                    keys: { %s }
                law: { pack: cn-2026-01 }
                """.formatted(settings));
    }

    private Path wrapped() {
        return file("weir.bcfks.wrapped");
    }

    private Path file(String name) {
        return workspace.resolve("keys").resolve(name);
    }

    private void put(String name, String content) throws IOException {
        Path draft = Files.writeString(folder.resolve("draft"), content, StandardCharsets.ISO_8859_1);
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
        Files.move(draft, file(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /** What the files hold. */
    private record Content(String wrapped, String store, String secret) {}

    private Content content() throws IOException {
        return new Content(
                Files.readString(wrapped()),
                Files.readString(file("weir.bcfks"), StandardCharsets.ISO_8859_1),
                Files.readString(file("release.key")));
    }

    private Path ownerOnly(String name, String line) throws IOException {
        Path file = Files.writeString(folder.resolve(name), line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private String list() throws Exception {
        return said(0, "keys", "list", "-w", workspace.toString());
    }

    private String said(int status, String... words) throws Exception {
        Process process = process(Weir.class, words);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(status);
        assertThat(said).doesNotContain("\tat ");
        return said;
    }

    private Process process(Class<?> main, String... words) throws IOException {
        ProcessBuilder builder = JavaProcess.of(BINDING, main, words).redirectErrorStream(true);
        builder.environment().putAll(environment());
        return builder.start();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(module.environment());
        environment.put("WEIR_PIN", pin);
        return environment;
    }
}
