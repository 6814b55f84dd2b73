package dev.weir.benchmarks;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.release.DataFile;
import dev.weir.jobs.spark.WeirSession;
import dev.weir.jobs.spark.content.FileDigests;
import dev.weir.jobs.spark.content.HashMethod;
import dev.weir.jobs.spark.sink.SinkSpec;
import dev.weir.jobs.spark.sink.SinkTargets;
import dev.weir.quality.state.MetricRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.SparkSession;

/**
 * What hashing costs the pass that writes TPC-H's lineitem with 20 rules, two pseudonymised columns and a quarantine: no
 * hash; row and column hashes by each method, with the digests of the data files that the pass has written. All in one JVM,
 * in random order, after a discarded round; process CPU seconds and wall seconds. A whole run does more beside the pass, so
 * its ratio is smaller.
 */
public final class ContentHashing {

    private final PrintStream out;
    private final SparkSession spark;
    private final LineitemPass pass;

    private ContentHashing(PrintStream out, SparkSession spark, LineitemPass pass) {
        this.out = out;
        this.spark = spark;
        this.pass = pass;
    }

    /** Arguments: the folder with {@code lineitem-<scale>.csv}, the scale, the rounds. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        LineitemWorkspace files = LineitemWorkspace.in(Path.of(arguments[0]).toAbsolutePath(), "hashing", arguments[1]);
        Workspace workspace = files.read();
        try (WeirSession session = WeirSession.open(workspace)) {
            LineitemPass pass = new LineitemPass(
                    session.spark(), files, workspace.product("tpch").orElseThrow());
            new ContentHashing(out, session.spark(), pass).measure(Integer.parseInt(arguments[2]));
        }
    }

    private void measure(int rounds) {
        Map<HashMethod, List<Cost>> costs = new EnumMap<>(HashMethod.class);
        Random random = new Random(7);
        long broken = pass.broken();
        out.println("round\tmethod\tcpu-s\twall-s");
        for (int round = 0; round <= rounds; round++) {
            List<HashMethod> order = new ArrayList<>(List.of(HashMethod.values()));
            Collections.shuffle(order, random);
            for (HashMethod method : order) {
                SinkSpec spec =
                        pass.spec(pass.rules(), MetricRequest.countsOnly()).hashed(method);
                SinkTargets targets = pass.targets(spec);
                Cost cost = cost(method, spec, targets, broken);
                out.printf(Locale.ROOT, "%d\t%s\t%.2f\t%.2f%n", round, method.word(), cost.cpu(), cost.wall());
                if (round > 0) {
                    costs.computeIfAbsent(method, none -> new ArrayList<>()).add(cost);
                }
            }
        }
        Cost without = Cost.median(costs.getOrDefault(HashMethod.NONE, List.of()));
        costs.forEach((method, measured) -> {
            Cost cost = Cost.median(measured);
            out.printf(
                    Locale.ROOT,
                    "median\t%s\tcpu %.2f = %.3f\twall %.2f = %.3f of the pass without hashes%n",
                    method.word(),
                    cost.cpu(),
                    cost.cpu() / without.cpu(),
                    cost.wall(),
                    cost.wall() / without.wall());
        });
    }

    /** Of the pass, and of the digests; that the files are listed is no part of it: a run knows them. */
    private Cost cost(HashMethod method, SinkSpec spec, SinkTargets targets, long broken) {
        Cost written = Cost.of(
                () -> LineitemPass.requireRight(pass.write(spec, targets).counts(), broken));
        if (method == HashMethod.NONE) {
            return written;
        }
        List<DataFile> files = pass.files();
        Cost digested = Cost.of(() -> new FileDigests(spark).digests(files));
        return new Cost(written.cpu() + digested.cpu(), written.wall() + digested.wall());
    }
}
