package dev.weir.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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

    /** The JVM has crashed with an archive where a recording or an agent was asked for. */
    @Test
    void noArchiveWhereARecordingAnAgentOrADebuggerIsAskedFor() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.2\"\n");
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\necho \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        String jdk = folder.resolve("jdk").toString();
        assertThat(Launcher.weir(folder, Map.of("JAVA_HOME", jdk), "--help").out())
                .contains("-XX:SharedArchiveFile=");
        for (String variable : List.of("WEIR_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")) {
            for (String option : List.of(
                    "-XX:StartFlightRecording",
                    "-XX:StartFlightRecording=filename=run.jfr",
                    "-XX:+FlightRecorder",
                    "-javaagent:watch.jar",
                    "-agentlib:jdwp=transport=dt_socket,server=y",
                    "-agentpath:/opt/watch.so",
                    "-Xrunjdwp:transport=dt_socket")) {
                Launcher.Ended ended =
                        Launcher.weir(folder, Map.of("JAVA_HOME", jdk, variable, "-Xmx1g " + option), "--help");
                assertThat(ended.out())
                        .as(variable + " " + option)
                        .contains("dev.weir.jobs.cli.Weir --help")
                        .doesNotContain("-XX:SharedArchiveFile", "-Xshare");
            }
        }
    }

    /** A checkout without sources, whose Maven makes what the launcher needs, and adds a line to {@code built}. */
    private Path checkout() throws IOException {
        Path clone = Files.createDirectories(folder.resolve("clone"));
        Files.copy(Launcher.HOME.resolve("weir"), clone.resolve("weir"));
        Path options = Files.createDirectories(clone.resolve(".mvn")).resolve("jvm.config");
        Files.copy(Launcher.HOME.resolve(".mvn/jvm.config"), options);
        script(clone.resolve("mvnw"), """
                # the JVM has to take both together, as that of Maven does
                '%s/bin/java' $(cat .mvn/jvm.config) $MAVEN_OPTS -version
                echo "asked: $*"
                echo '[INFO] --- compiler:3.16.0:compile (default-compile) @ weir-contracts ---'
                echo '[INFO] --- jar:3.5.0:jar (default-jar) @ weir-jobs ---'
                echo "$*" >>built
                made=jobs/app/target/quick/launcher
                mkdir -p $made
                touch contracts.jar
                echo "$PWD/contracts.jar:one.jar" >$made/light.classpath
                echo two.jar >$made/engine.classpath
                echo -Xmx1g >$made/engine.options
                touch jobs/app/target/quick/weir-jobs-0.1.0.jar
                sleep 0.1 # later than what it was made of
                echo 'demo engine' >$made/commands
                """.formatted(System.getProperty("java.home")));
        script(clone.resolve("jobs/app/src/main/launcher/archives"), "echo \"$3\" >>\"$2/asked\"");
        script(folder.resolve("jdk/bin/java"), "echo \"$@\"");
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.2\"\n");
        return clone;
    }

    private Map<String, String> building() {
        return Map.of("JAVA_HOME", folder.resolve("jdk").toString(), "WEIR_BUILD", "auto", "WEIR_JAVA_OPTIONS", "");
    }

    private Launcher.Ended started(Path clone, String... words) throws Exception {
        return Launcher.run(folder, building(), clone.resolve("weir").toString(), words);
    }

    /** As a fresh clone: what it says goes into a log, so each step has a line. */
    @Test
    void theBuildTellsEachStepAndTheNewerBuildCounts() throws Exception {
        Path clone = checkout();
        Launcher.Ended first = started(clone, "demo");
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.err())
                .containsSubsequence(
                        "there is no build yet",
                        "starting Maven",
                        "contracts: compiling",
                        "jobs: packing",
                        "(commands)",
                        "built in");
        assertThat(Files.readString(clone.resolve("jobs/app/target/build.log"))).contains("-Pquick");
        Path launcher = clone.resolve("jobs/app/target/quick/launcher");
        assertThat(Files.readAllLines(launcher.resolve("asked"))).containsExactly("commands");
        assertThat(first.out()).contains("-XX:ArchiveClassesAtExit=" + launcher.resolve("engine.jsa"));
        Path whole = Files.createDirectories(clone.resolve("jobs/app/target/launcher"));
        for (String made : List.of("light.classpath", "engine.classpath", "engine.options", "commands")) {
            Files.copy(launcher.resolve(made), whole.resolve(made));
        }
        Files.createFile(clone.resolve("jobs/app/target/weir-jobs-0.1.0.jar"));
        Launcher.Ended second = started(clone, "--help");
        assertThat(second.err()).isEmpty();
        assertThat(second.out())
                .contains(clone.resolve("jobs/app/target/weir-jobs-0.1.0.jar").toString())
                .doesNotContain("quick");
    }

    @Test
    void itBuildsAgainWhereASourceCameOrWentOrWhatWasBuiltIsGone() throws Exception {
        Path clone = checkout();
        Path source = Files.createDirectories(clone.resolve("contracts/src/main/java"))
                .resolve("A.java");
        Files.createFile(source);
        Path page = Files.createDirectories(clone.resolve("docs")).resolve("page.md");
        Files.createFile(page);
        started(clone, "--version");
        assertThat(started(clone, "--version").err()).isEmpty();

        Files.delete(source);
        assertThat(started(clone, "--version").err()).contains("contracts/src/main/java is newer", "built in");
        Files.delete(clone.resolve("contracts.jar"));
        assertThat(Launcher.run(
                                folder,
                                Map.of("JAVA_HOME", folder.resolve("jdk").toString(), "WEIR_BUILD", "never"),
                                clone.resolve("weir").toString(),
                                "--version")
                        .err())
                .contains("no whole build", "contracts.jar is missing", "leave WEIR_BUILD=never out");
        assertThat(started(clone, "--version").err()).contains("contracts.jar is missing", "built in");
        Files.delete(clone.resolve("jobs/app/target/quick/launcher/engine.options"));
        assertThat(started(clone, "--version").err()).contains("engine.options is missing", "built in");
        Files.delete(page);
        assertThat(started(clone, "--version").err()).isEmpty();
        assertThat(started(clone, "docs").err()).contains("docs is newer", "built in");
        assertThat(started(clone, "docs").err()).isEmpty();
    }

    @Test
    void aBuildThatIsStoppedEndsWhatItBeganAndIsDoneAgain() throws Exception {
        Path clone = checkout();
        script(
                clone.resolve("jobs/app/src/main/launcher/archives"),
                "touch \"$2/begun\"; sleep 60; touch \"$2/ended\"");
        ProcessBuilder builder = new ProcessBuilder(clone.resolve("weir").toString(), "--version")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile());
        builder.environment().putAll(building());
        Process stopped = builder.start();
        Path launcher = clone.resolve("jobs/app/target/quick/launcher");
        await(() -> Files.exists(launcher.resolve("begun")));
        List<ProcessHandle> begun = stopped.descendants().toList();
        assertThat(begun).isNotEmpty();
        stopped.destroy();
        assertThat(stopped.waitFor(20, TimeUnit.SECONDS)).isTrue();
        await(() -> begun.stream().noneMatch(ProcessHandle::isAlive));
        script(clone.resolve("jobs/app/src/main/launcher/archives"), "exit 0");
        assertThat(started(clone, "--version").err()).contains("the last build was stopped", "built in");
        assertThat(Files.exists(launcher.resolve("ended"))).isFalse();
        assertThat(started(clone, "--version").err()).isEmpty();
    }

    @Test
    void ofTwoAtOnceOneBuildsAndTheOtherWaits() throws Exception {
        Path clone = checkout();
        Files.writeString(clone.resolve("mvnw"), "sleep 3\n", StandardOpenOption.APPEND);
        List<Process> both = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            ProcessBuilder builder = new ProcessBuilder(clone.resolve("weir").toString(), "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(name).toFile());
            builder.environment().putAll(building());
            both.add(builder.start());
        }
        for (Process process : both) {
            assertThat(process.waitFor()).isZero();
        }
        assertThat(Files.readAllLines(clone.resolve("built"))).hasSize(1);
        assertThat(Files.readString(folder.resolve("a")) + Files.readString(folder.resolve("b")))
                .containsOnlyOnce("another build is at work")
                .containsOnlyOnce("built in");
    }

    @Test
    void whereNothingCanBeWrittenItSaysSoAndShowsNoOldLog() throws Exception {
        Path clone = checkout();
        Files.createFile(Files.createDirectories(clone.resolve("jobs/app")).resolve("target"));
        Launcher.Ended ended = started(clone, "--version");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("cannot write to", "WEIR_BUILD=never").doesNotContain("the build failed");
    }

    private static void await(BooleanSupplier reached) throws InterruptedException {
        for (int i = 0; i < 200 && !reached.getAsBoolean(); i++) {
            Thread.sleep(100);
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\nset -e\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
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
