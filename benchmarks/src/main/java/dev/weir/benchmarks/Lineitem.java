package dev.weir.benchmarks;

import dev.weir.contracts.release.Outcome;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.UnchangedPolicy;
import dev.weir.jobs.engine.session.WeirSession;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;

/**
 * A governed release of TPC-H's lineitem (20 row rules, metrics of every column, two pseudonymised columns, quarantine
 * split, content hash, source hashes) against {@code spark.read.csv → writeTo} with the same types and nothing else. Both
 * in one JVM, interleaved in random order after a discarded round; process CPU seconds and wall seconds.
 */
public final class Lineitem {

    private final PrintStream out;
    private final WeirSession session;
    private final Path file;

    private Lineitem(PrintStream out, WeirSession session, Path file) {
        this.out = out;
        this.session = session;
        this.file = file;
    }

    /** Arguments: the folder with {@code lineitem-<scale>.csv}, the scale, the rounds. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        LineitemWorkspace workspace =
                LineitemWorkspace.in(Path.of(arguments[0]).toAbsolutePath(), "lineitem", arguments[1]);
        try (WeirSession session = WeirSession.open(workspace.read())) {
            new Lineitem(out, session, workspace.file()).measure(Integer.parseInt(arguments[2]));
        }
    }

    private void measure(int rounds) {
        List<Cost> plain = new ArrayList<>();
        List<Cost> weir = new ArrayList<>();
        Random random = new Random(7);
        out.println("round\tvariant\tcpu-s\twall-s");
        for (int round = 0; round <= rounds; round++) {
            List<Boolean> order = new ArrayList<>(List.of(true, false));
            Collections.shuffle(order, random);
            for (boolean governed : order) {
                Cost cost = Cost.of(governed ? this::weir : this::plain);
                out.printf(
                        Locale.ROOT,
                        "%d\t%s\t%.2f\t%.2f%n",
                        round,
                        governed ? "weir" : "plain",
                        cost.cpu(),
                        cost.wall());
                if (round > 0) {
                    (governed ? weir : plain).add(cost);
                }
            }
        }
        Cost ours = Cost.median(weir);
        Cost theirs = Cost.median(plain);
        out.printf(
                Locale.ROOT,
                "median\tcpu weir/plain %.2f / %.2f = %.2f\twall %.2f / %.2f = %.2f%n",
                ours.cpu(),
                theirs.cpu(),
                ours.cpu() / theirs.cpu(),
                ours.wall(),
                theirs.wall(),
                ours.wall() / theirs.wall());
    }

    private void plain() {
        SparkSession spark = session.spark();
        spark.sql("CREATE NAMESPACE IF NOT EXISTS weir.plain");
        spark.sql("DROP TABLE IF EXISTS weir.plain.lineitem PURGE");
        spark.sql("CREATE TABLE weir.plain.lineitem (" + LineitemWorkspace.SCHEMA + ") USING iceberg");
        try {
            spark.read()
                    .option("header", "true")
                    .option("sep", "|")
                    .schema(LineitemWorkspace.SCHEMA)
                    .csv(file.toString())
                    .writeTo("weir.plain.lineitem")
                    .append();
        } catch (NoSuchTableException e) {
            throw new IllegalStateException("The table was made a moment ago", e);
        }
    }

    private void weir() {
        RunResult result = new ProductRun(session, "benchmark", event -> {})
                .run("tpch", RunRequest.usual().again(UnchangedPolicy.ALWAYS));
        if (result.record().ending().outcome() != Outcome.RELEASED) {
            throw new IllegalStateException("Not released: " + result.record().ending());
        }
    }
}
