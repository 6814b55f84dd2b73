package dev.weir.jobs.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.sql.SqlParser;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Parser;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkSqlGrammarIT {

    @Test
    void loadsNothingOfSparkButItsGrammar(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("loaded.log");
        String classPath = Stream.of(
                        SqlBaseParser.class,
                        Parser.class,
                        SparkSqlGrammar.class,
                        SqlParser.class,
                        SqlWithoutSpark.class)
                .map(SparkSqlGrammarIT::home)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log,
                        "-cp",
                        classPath,
                        SqlWithoutSpark.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("output.txt")))
                .isZero();
        assertThat(loadedSparkClasses(log))
                .isNotEmpty()
                .allMatch(name -> name.matches("org\\.apache\\.spark\\.sql\\.catalyst\\.parser\\."
                        + "(SqlBaseLexer|SqlBaseParser(\\$.*)?|SqlBaseParser(Base)?Listener|UpperCaseCharStream)"));
    }

    private static Set<String> loadedSparkClasses(Path log) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String line : Files.readAllLines(log)) {
            int start = line.indexOf("org.apache.spark.");
            if (start >= 0) {
                names.add(line.substring(start).split(" ", 2)[0]);
            }
        }
        return names;
    }

    private static String home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
