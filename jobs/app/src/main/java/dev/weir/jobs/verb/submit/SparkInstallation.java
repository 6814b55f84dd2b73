package dev.weir.jobs.verb.submit;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which Spark submits. */
public sealed interface SparkInstallation {

    /** One that is installed: its script reads {@code conf/spark-env.sh} and {@code conf/spark-defaults.conf}. */
    record Home(Path script) implements SparkInstallation {}

    /**
     * The one that Weir was built with, which has no script.
     *
     * @param java the program
     * @param options that Spark and Weir need on Java 17
     * @param classPath of the engine
     */
    record OfWeir(Path java, List<String> options, String classPath) implements SparkInstallation {
        public OfWeir {
            options = List.copyOf(options);
        }
    }

    /**
     * The one that {@code SPARK_HOME} names; Weir's own where it names none.
     *
     * @param home Weir's folder, with its build, or an unpacked release
     * @throws ProblemsException C010 when it is not there
     */
    static SparkInstallation of(Map<String, String> environment, Path home, Path java) {
        Optional<String> named =
                Optional.ofNullable(environment.get("SPARK_HOME")).filter(value -> !value.isBlank());
        if (named.isPresent()) {
            Path script = Path.of(named.get(), "bin", "spark-submit");
            if (!Files.isExecutable(script)) {
                throw missing(
                        script,
                        "SPARK_HOME names a folder without it",
                        "let SPARK_HOME name Spark's folder, or unset it: Weir's own Spark submits as well");
            }
            return new Home(script);
        }
        Path target = built(home);
        return new OfWeir(
                java,
                javaOptions(home),
                Stream.of(
                                ownJar(target),
                                target.resolve("launcher/light.classpath"),
                                target.resolve("launcher/engine.classpath"))
                        .map(file -> file.toString().endsWith(".jar")
                                ? file.toString()
                                : text(file).replace("@HOME@", home.toString()))
                        .collect(Collectors.joining(File.pathSeparator)));
    }

    /**
     * What Spark and Weir ask of Java 17.
     *
     * @param home Weir's folder, with its build
     */
    static List<String> javaOptions(Path home) {
        return Stream.of(text(built(home).resolve("launcher/engine.options")).split(" +"))
                .filter(option -> !option.matches("-XX:[+]Use.*GC")) // Java takes one, and the profile may name it
                .toList();
    }

    /**
     * Where what the build has made lies: {@code lib} of an unpacked release; of a checkout {@code jobs/app/target}, or {@code quick}
     * in it where the launcher's own build is the newer one, as the launcher says too.
     *
     * @param home Weir's folder
     */
    static Path built(Path home) {
        Path released = home.resolve("lib");
        if (Files.isDirectory(released.resolve("launcher"))) {
            return released;
        }
        Path whole = home.resolve("jobs/app/target");
        Path quick = whole.resolve("quick");
        return made(quick) > made(whole) ? quick : whole;
    }

    /** When the build in a folder was done; the beginning of time where there is none. */
    private static long made(Path target) {
        return target.resolve("launcher/commands").toFile().lastModified();
    }

    private static Path ownJar(Path target) {
        Pattern name = Pattern.compile("weir-jobs-[0-9.]+(-SNAPSHOT)?\\.jar");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .findFirst()
                    .orElseThrow(
                            () -> missing(target.resolve("weir-jobs.jar"), "it is no whole build", "./mvnw package"));
        } catch (IOException e) {
            throw new UncheckedIOException("'" + target + "' cannot be read", e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw missing(file, "it is no whole build", "build Weir: ./mvnw package -Dmaven.test.skip=true");
        }
    }

    private static ProblemsException missing(Path file, String why, String remedy) {
        return ProblemsException.of(
                Code.MISSING_FILE, Place.of(file.toString()), "'" + file + "' is not there", why, remedy);
    }
}
