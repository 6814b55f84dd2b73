package dev.weir.jobs.verb.submit;

import dev.weir.jobs.cli.Launcher;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** A Spark as it is installed on a cluster: its own jars, and none of Weir's. */
final class SparkHome {

    static final Path APPLICATION = Launcher.HOME.resolve("jobs/app/target/weir-app.jar");

    private static final Path CLASS_PATHS = Launcher.HOME.resolve("jobs/app/target/launcher");

    private static final Map<String, String> RELOCATED = Map.of(
            "com/google/gson/", "gson",
            "com/google/protobuf/", "protobuf",
            "org/apache/commons/lang3/", "lang3",
            "org/apache/thrift/", "thrift",
            "org/snakeyaml/engine/", "snakeyaml");

    private SparkHome() {}

    /** Makes the folder {@code jars}. */
    static Path create(Path home) throws IOException {
        Path jars = Files.createDirectories(home.resolve("jars"));
        for (Path jar : sparks()) {
            Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
        }
        return home;
    }

    /** Jars of the engine's class path with nothing that the application has under the same name. */
    static List<Path> sparks() throws IOException {
        Set<String> shipped = classes(APPLICATION).collect(Collectors.toSet());
        List<Path> sparks = new ArrayList<>();
        for (Path jar : all()) {
            if (classes(jar).noneMatch(shipped::contains)) {
                sparks.add(jar);
            }
        }
        return sparks;
    }

    /** Every jar of the engine's class path. */
    static List<Path> all() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String file : List.of("light.classpath", "engine.classpath")) {
            for (String entry :
                    Files.readString(CLASS_PATHS.resolve(file)).strip().split(Pattern.quote(File.pathSeparator))) {
                jars.add(Path.of(entry));
            }
        }
        return jars;
    }

    static Stream<String> classes(Path jar) {
        return entries(jar).filter(name -> name.endsWith(".class") && !name.contains("module-info"));
    }

    static Stream<String> entries(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(jar.toString(), e);
        }
    }

    /** Where the application has a class of which Spark has another version. */
    static String relocated(String name) {
        for (Map.Entry<String, String> place : RELOCATED.entrySet()) {
            if (name.startsWith(place.getKey())) {
                return "dev/weir/shaded/" + place.getValue()
                        + name.substring(place.getKey().length() - 1);
            }
        }
        return name;
    }
}
