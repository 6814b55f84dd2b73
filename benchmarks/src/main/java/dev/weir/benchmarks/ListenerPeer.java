package dev.weir.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * The queries of the workspace of many wide tables by Spark alone, from CSV to Parquet, with or without OpenLineage's own listener: what
 * the listener costs is the difference between the two. Its client is another one than Weir's, so each is a process of its own. A first
 * round is discarded.
 */
public final class ListenerPeer {

    private static final String LISTENER = "io.openlineage.spark.agent.OpenLineageSparkListener";

    private ListenerPeer() {}

    /** Arguments: the folder of the workspace, the rounds, {@code listener} or {@code none}. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path root = Path.of(arguments[0]).toAbsolutePath();
        List<Cost> costs = new ArrayList<>();
        try (SparkSession spark = session(root, arguments[2].equals("listener"))) {
            for (Path file : files(root.resolve("raw"), ".csv")) {
                String columns;
                try (Stream<String> lines = Files.lines(file)) {
                    columns = lines.findFirst().orElseThrow();
                }
                spark.read()
                        .option("header", "true")
                        .schema(Stream.of(columns.split(","))
                                .map(name -> name + " INT")
                                .collect(Collectors.joining(", ")))
                        .csv(file.toString())
                        .createOrReplaceTempView(name(file));
            }
            List<Path> queries = files(root.resolve("contracts/many"), ".sql");
            for (int round = 0; round <= Integer.parseInt(arguments[1]); round++) {
                Cost cost = Cost.of(() -> queries.forEach(query -> run(spark, root, query)));
                if (round > 0) {
                    costs.add(cost);
                }
            }
        }
        out.printf(Locale.ROOT, "%.3f%n", Cost.median(costs).cpu());
    }

    private static void run(SparkSession spark, Path root, Path query) {
        try {
            spark.sql(Files.readString(query).replace("raw.", ""))
                    .write()
                    .mode("overwrite")
                    .parquet(root.resolve("peer").resolve(name(query)).toString());
        } catch (IOException e) {
            throw new IllegalStateException("No query", e);
        }
    }

    private static SparkSession session(Path root, boolean isListened) {
        SparkSession.Builder session = SparkSession.builder()
                .master("local[*]")
                .appName("peer")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "localhost");
        if (isListened) {
            session.config("spark.extraListeners", LISTENER)
                    .config("spark.openlineage.transport.type", "file")
                    .config(
                            "spark.openlineage.transport.location",
                            root.resolve("listener.ndjson").toString());
        }
        return session.getOrCreate();
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\..*", "");
    }
}
