package dev.weir.jobs.verb.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A hardware module of software (SoftHSM 2) with tokens of its own. Only processes that have its environment see them. */
final class SoftHsm {

    static final String PIN = "7351";

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib64/pkcs11/libsofthsm2.so"),
            Path.of("/usr/local/lib/softhsm/libsofthsm2.so"),
            Path.of("/opt/homebrew/lib/softhsm/libsofthsm2.so"));

    private final Path settings;
    private final Path library;

    private SoftHsm(Path settings, Path library) {
        this.settings = settings;
        this.library = library;
    }

    /** With no token yet. Where the machine has none, the conformance suite fails, and other tests are left out. */
    static SoftHsm in(Path folder) throws IOException {
        Optional<Path> library = LIBRARIES.stream().filter(Files::exists).findFirst();
        String what = "SoftHSM 2, a PKCS#11 module (Debian: apt-get install softhsm2)";
        if (!System.getProperty("weir.conformance", "").isBlank()) {
            assertThat(library).as(what).isPresent();
        }
        assumeTrue(library.isPresent(), "This machine has no " + what);
        Path tokens = Files.createDirectories(folder.resolve("tokens"));
        Path settings = Files.writeString(
                folder.resolve("softhsm2.conf"),
                "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        return new SoftHsm(settings, library.get());
    }

    Map<String, String> environment() {
        return Map.of("SOFTHSM2_CONF", settings.toString());
    }

    Path library() {
        return library;
    }

    SoftHsm withToken(String label) throws Exception {
        said(List.of("softhsm2-util", "--init-token", "--free", "--label", label, "--so-pin", "5678", "--pin", PIN));
        return this;
    }

    String uri(String token, String key) {
        return "pkcs11:token=" + token + ";object=" + key + "?module-path=" + library;
    }

    /** What {@code token.py} says: it goes to the module by itself. */
    String token(String label, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "python3",
                Path.of("src/test/resources/pkcs11/token.py").toAbsolutePath().toString(),
                library.toString(),
                label,
                PIN));
        command.addAll(List.of(words));
        return said(command);
    }

    private String said(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }
}
