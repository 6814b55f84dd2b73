package dev.weir.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, as a user starts it. */
class LauncherIT {

    private static final Path CLINICAL = Launcher.HOME.resolve("examples/clinical");

    @TempDir
    private Path folder;

    @Test
    void worksFromAnyFolderAndThroughASymbolicLink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("w"), Launcher.HOME.resolve("weir"));
        Launcher.Ended ended = Launcher.run(folder, Map.of(), link.toString(), "--help");
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).contains("Raw files in", "weir demo", "validate");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void commandsWithoutSparkUseTheArchiveAndLoadTheGrammarOnly() throws Exception {
        for (List<String> command : List.of(
                List.of("--help"),
                List.of("validate", "-w", CLINICAL.toString()),
                List.of("plan", "-w", CLINICAL.toString(), "clinical"),
                List.of("reveal", "--list", "-w", CLINICAL.toString()),
                List.of("releases", "-w", CLINICAL.toString(), "clinical"))) {
            Launcher.Ended ended = Launcher.weir(
                    folder,
                    // -Xshare:on fails where the archive does not fit: an ignored one would go unnoticed.
                    Map.of("WEIR_SHARE", "on", "WEIR_JAVA_OPTIONS", "-Xlog:class+load:file=" + folder + "/loaded.txt"),
                    command.toArray(String[]::new));
            assertThat(ended.status()).as(command + ended.err()).isZero();
            List<String> loaded = Files.readAllLines(folder.resolve("loaded.txt"));
            assertThat(loaded).anyMatch(line -> line.contains("dev.weir") && line.contains("shared objects file"));
            assertThat(loaded.stream()
                            .filter(line -> line.contains(" org.apache.spark.")
                                    && !line.contains("org.apache.spark.sql.catalyst.parser."))
                            .toList())
                    .isEmpty();
        }
    }

    /** Exporters of one's own lie in jars of one's own. */
    @Test
    void jarsOfOthersStandBehindItsOwnAndLeaveTheArchiveUsable() throws Exception {
        Path jar = folder.resolve("exporters.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("META-INF/services/dev.weir.catalogue.Exporter"));
            out.write("org.example.MissingExporter\n".getBytes(StandardCharsets.UTF_8));
        }
        Launcher.Ended ended = Launcher.weir(
                folder,
                Map.of(
                        "WEIR_SHARE",
                        "on",
                        "WEIR_CLASSPATH",
                        jar.toString(),
                        "WEIR_JAVA_OPTIONS",
                        "-XshowSettings:properties"),
                "--version");
        assertThat(ended.status()).as(ended.err()).isZero();
        // the JVM lists the class path, an entry a line; the last one is the only one behind the archive's
        assertThat(ended.out() + ended.err())
                .containsPattern("(?s)java\\.class\\.path = .*\n +" + Pattern.quote(jar.toString()) + "\n +java\\.");
    }

    @Test
    void whatTheVirtualMachineWarnsOfStaysOutOfTheAnswer() throws Exception {
        // more memory in large pages than a machine has set aside
        String warned = "-XX:+UseLargePages -XX:LargePageSizeInBytes=3g";
        Launcher.Ended ended = Launcher.weir(folder, Map.of("WEIR_JAVA_OPTIONS", warned), "--version");
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).matches("weir \\d+\\.\\d+\\.\\d+\n");
        assertThat(ended.err()).contains("[warning]");
    }

    /** A full disk is told by the system's own message. */
    @Test
    void theSystemsMessagesComeInOneLanguage() throws Exception {
        Path old = Files.createDirectories(folder.resolve("jdk/bin"));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.2\"\n");
        Path java = Files.writeString(
                old.resolve("java"), "#!/bin/sh\necho \"all=$LC_ALL type=$LC_CTYPE messages=$LC_MESSAGES\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Launcher.Ended ended = Launcher.weir(
                folder,
                Map.of("JAVA_HOME", folder.resolve("jdk").toString(), "LC_ALL", "de_DE.UTF-8", "LANGUAGE", "de"),
                "--help");
        assertThat(ended.out()).isEqualTo("all= type=de_DE.UTF-8 messages=C\n");
    }

    @Test
    void aJavaThatIsTooOldIsToldWithARemedy() throws Exception {
        Path old = Files.createDirectories(folder.resolve("jdk/bin"));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"11.0.2\"\n");
        Path java = Files.writeString(old.resolve("java"), "#!/bin/sh\nexit 1\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Launcher.Ended ended = Launcher.weir(
                folder,
                Map.of(
                        "JAVA_HOME",
                        folder.resolve("jdk").toString(),
                        "PATH",
                        "/usr/bin:/bin",
                        "WEIR_JAVA_SEARCH",
                        "none"),
                "--help");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("Java 17", "JAVA_HOME");
    }

    @Test
    void anUnknownCommandIsAUsageErrorWithASuggestion() throws Exception {
        Launcher.Ended ended = Launcher.weir(folder, "validat");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("C020", "validate").doesNotContain("\tat ");
    }

    @Test
    void outsideAWorkspaceTheRemedyIsTold() throws Exception {
        Launcher.Ended ended = Launcher.weir(folder, "validate");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out() + ended.err()).contains("C021", "weir init").doesNotContain("\tat ");
    }
}
