package dev.weir.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.sql.SqlParser;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Parser;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.TableFunctionRegistry;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkSqlGrammarIT {

    private static final Set<String> GROUPS = Set.of("agg_funcs", "window_funcs", "generator_funcs");

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

    @Test
    void knowsEveryFunctionOfManyRowsThatSparkHas() {
        Set<String> unknown = new TreeSet<>();
        for (List<String> names : List.of(
                names(FunctionRegistry.builtin().listFunction()),
                names(TableFunctionRegistry.builtin().listFunction()))) {
            for (String name : names) {
                boolean manyRows = FunctionRegistry.builtin()
                        .lookupFunction(org.apache.spark.sql.catalyst.FunctionIdentifier.apply(name))
                        .map(ExpressionInfo::getGroup)
                        .exists(GROUPS::contains);
                if (manyRows && !ManyRowFunctions.contains(name)) {
                    unknown.add(name);
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static List<String> names(scala.collection.Seq<org.apache.spark.sql.catalyst.FunctionIdentifier> found) {
        return scala.collection.JavaConverters.seqAsJavaList(found).stream()
                .map(org.apache.spark.sql.catalyst.FunctionIdentifier::funcName)
                .toList();
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
