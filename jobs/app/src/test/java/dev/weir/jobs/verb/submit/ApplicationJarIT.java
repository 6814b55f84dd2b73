package dev.weir.jobs.verb.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code weir-app.jar}: what Weir needs and a Spark has not, once. */
class ApplicationJarIT {

    private static final String SERVICES = "META-INF/services/";
    private static final long MEBIBYTE = 1L << 20;

    @Test
    void aClassIsInTheApplicationOrInSparkAndNeverInBoth() throws IOException {
        Set<String> shipped = SparkHome.classes(SparkHome.APPLICATION).collect(Collectors.toSet());
        List<String> sparks = SparkHome.sparks().stream()
                .map(jar -> jar.getFileName().toString())
                .toList();
        assertThat(sparks)
                .anyMatch(name -> name.startsWith("spark-core_"))
                .anyMatch(name -> name.startsWith("jackson-databind-"))
                .anyMatch(name -> name.startsWith("slf4j-api-"))
                .noneMatch(name -> name.matches("(weir|iceberg|delta|deequ|picocli)-.*"));
        List<String> lacking = new ArrayList<>();
        Set<String> relocated = new TreeSet<>();
        for (Path jar : SparkHome.all()) {
            boolean own = !sparks.contains(jar.getFileName().toString());
            SparkHome.classes(jar).filter(name -> !name.startsWith("META-INF/")).forEach(name -> {
                String there = SparkHome.relocated(name);
                if (!there.equals(name)) {
                    relocated.add(jar.getFileName().toString().replaceAll("-[0-9].*", ""));
                }
                if ((own || !there.equals(name)) && !shipped.contains(there)) {
                    lacking.add(name);
                }
            });
        }
        assertThat(relocated)
                .as("in the application under another name, since Spark has another version")
                .containsExactly("commons-lang3", "gson", "libthrift", "protobuf-java", "snakeyaml-engine");
        assertThat(lacking).as("classes that neither has").isEmpty();
        assertThat(Files.size(SparkHome.APPLICATION)).isLessThan(130 * MEBIBYTE);
    }

    @Test
    void everyPortFindsWhatItFindsOtherwise() throws IOException {
        Map<String, Set<String>> expected = new TreeMap<>();
        List<Path> sparks = SparkHome.sparks();
        for (Path jar : SparkHome.all()) {
            if (!sparks.contains(jar)) {
                services(jar)
                        .forEach((port, names) -> expected.computeIfAbsent(
                                        SparkHome.relocated(port.replace('.', '/'))
                                                .replace('/', '.'),
                                        first -> new TreeSet<>())
                                .addAll(names));
            }
        }
        expected.putAll(services(Path.of("target/classes"), expected));
        assertThat(expected)
                .containsKeys("dev.weir.catalogue.Exporter", "org.apache.spark.sql.sources.DataSourceRegister");
        assertThat(services(SparkHome.APPLICATION)).containsAllEntriesOf(expected);
    }

    private static Map<String, Set<String>> services(Path folder, Map<String, Set<String>> others) throws IOException {
        Map<String, Set<String>> services = new TreeMap<>();
        try (var files = Files.list(folder.resolve(SERVICES))) {
            for (Path file : files.toList()) {
                String port = file.getFileName().toString();
                Set<String> names = new TreeSet<>(others.getOrDefault(port, Set.of()));
                names.addAll(names(Files.readString(file)));
                services.put(port, names);
            }
        }
        return services;
    }

    private static Map<String, Set<String>> services(Path jar) throws IOException {
        Map<String, Set<String>> services = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (var entry : file.stream()
                    .filter(entry -> entry.getName().matches(SERVICES + "[^/]+"))
                    .toList()) {
                String text = new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                services.put(entry.getName().substring(SERVICES.length()), names(text));
            }
        }
        return services;
    }

    private static Set<String> names(String text) {
        return text.lines()
                .map(line -> line.replaceAll("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .map(name -> SparkHome.relocated(name.replace('.', '/')).replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
