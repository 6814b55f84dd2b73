package dev.weir.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Outcome;
import dev.weir.jobs.spark.Again;
import dev.weir.jobs.spark.ProductRun;
import dev.weir.jobs.spark.RunResult;
import dev.weir.jobs.spark.SparkSqlGrammar;
import dev.weir.jobs.spark.WeirSession;
import dev.weir.privacy.keys.KeyFile;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * A governed release of TPC-H's lineitem (20 row rules, metrics of every column, two pseudonymised columns, quarantine
 * split, content hash, source hashes) against {@code spark.read.csv → writeTo} with the same types and nothing else. Both
 * in one JVM, interleaved in random order after a discarded round; process CPU seconds and wall seconds.
 */
public final class Lineitem {

    private static final String SCHEMA = "l_orderkey BIGINT, l_partkey BIGINT, l_suppkey BIGINT, l_linenumber BIGINT,"
            + " l_quantity DOUBLE, l_extendedprice DOUBLE, l_discount DOUBLE, l_tax DOUBLE, l_returnflag STRING,"
            + " l_linestatus STRING, l_shipdate DATE, l_commitdate DATE, l_receiptdate DATE, l_shipinstruct STRING,"
            + " l_shipmode STRING, l_comment STRING";

    private final PrintStream out;
    private final WeirSession session;
    private final Path file;

    private Lineitem(PrintStream out, WeirSession session, Path file) {
        this.out = out;
        this.session = session;
        this.file = file;
    }

    /** Arguments: the folder with {@code lineitem-<scale>.csv}, then the scale and the rounds. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path target = Path.of(arguments[0]).toAbsolutePath();
        double scale = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 1;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        Path root = target.resolve("lineitem-" + scale);
        copy(target.resolveSibling("workspaces/lineitem"), root);
        Path file = root.resolve("raw/lineitem.csv");
        Files.createDirectories(file.getParent());
        if (!Files.exists(file)) {
            Files.createLink(file, target.resolve("lineitem-" + (arguments.length > 1 ? arguments[1] : "1") + ".csv"));
        }
        if (!Files.exists(root.resolve("keys/weir.key"))) {
            Files.createDirectories(root.resolve("keys"));
            KeyFile.create(root.resolve("keys/weir.key"), Clock.systemUTC(), new SecureRandom());
        }
        System.setProperty("weir.log", root.resolve("spark.log").toString());
        Workspace workspace =
                WorkspaceReader.read(root, Optional.empty(), Collections.emptyMap(), new SparkSqlGrammar());
        try (WeirSession session = WeirSession.open(workspace)) {
            new Lineitem(out, session, file).measure(rounds);
        }
    }

    private void measure(int rounds) {
        List<double[]> plain = new ArrayList<>();
        List<double[]> weir = new ArrayList<>();
        Random random = new Random(7);
        out.println("round\tvariant\tcpu-s\twall-s");
        for (int round = 0; round <= rounds; round++) {
            List<Boolean> order = new ArrayList<>(List.of(true, false));
            Collections.shuffle(order, random);
            for (boolean governed : order) {
                System.gc();
                double[] cost = cost(governed ? this::weir : this::plain);
                out.printf(Locale.ROOT, "%d\t%s\t%.2f\t%.2f%n", round, governed ? "weir" : "plain", cost[0], cost[1]);
                if (round > 0) {
                    (governed ? weir : plain).add(cost);
                }
            }
        }
        out.printf(
                Locale.ROOT,
                "median\tcpu weir/plain %.2f / %.2f = %.2f\twall %.2f / %.2f = %.2f%n",
                median(weir, 0),
                median(plain, 0),
                median(weir, 0) / median(plain, 0),
                median(weir, 1),
                median(plain, 1),
                median(weir, 1) / median(plain, 1));
    }

    private void plain() {
        SparkSession spark = session.spark();
        spark.sql("CREATE NAMESPACE IF NOT EXISTS weir.plain");
        spark.sql("DROP TABLE IF EXISTS weir.plain.lineitem PURGE");
        spark.sql("CREATE TABLE weir.plain.lineitem (" + SCHEMA + ") USING iceberg");
        try {
            spark.read()
                    .option("header", "true")
                    .option("sep", "|")
                    .schema(SCHEMA)
                    .csv(file.toString())
                    .writeTo("weir.plain.lineitem")
                    .append();
        } catch (org.apache.spark.sql.catalyst.analysis.NoSuchTableException e) {
            throw new IllegalStateException("The table was made a moment ago", e);
        }
    }

    private void weir() {
        RunResult result = new ProductRun(session, "benchmark", event -> {}).run("tpch", Again.ALWAYS);
        if (result.record().ending().outcome() != Outcome.RELEASED) {
            throw new IllegalStateException("Not released: " + result.record().ending());
        }
    }

    private static double[] cost(Runnable job) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long wall = System.nanoTime();
        job.run();
        return new double[] {(system.getProcessCpuTime() - cpu) / 1e9, (System.nanoTime() - wall) / 1e9};
    }

    private static double median(List<double[]> costs, int index) {
        double[] sorted =
                costs.stream().mapToDouble(cost -> cost[index]).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
