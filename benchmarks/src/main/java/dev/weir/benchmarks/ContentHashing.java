package dev.weir.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Outcome;
import dev.weir.jobs.engine.content.FileDigests;
import dev.weir.jobs.engine.content.HashMethod;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.UnchangedPolicy;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sink.SinkTargets;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.quality.state.MetricRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What hashing costs the pass that writes TPC-H's lineitem with 20 rules, two pseudonymised columns and a quarantine: no
 * hash; row and column hashes by each method, with the digests of the data files that the pass has written; and a whole run, of
 * which that is a share. All in one JVM, each round there and back, after a discarded round; process CPU seconds and wall
 * seconds; what hashing adds is the median of the rounds' own differences.
 */
public final class ContentHashing {

    private static final String RUN = "a whole run";

    private final PrintStream out;
    private final WeirSession session;
    private final TablePass pass;

    private ContentHashing(PrintStream out, WeirSession session, TablePass pass) {
        this.out = out;
        this.session = session;
        this.pass = pass;
    }

    /** Arguments: the folder with {@code lineitem-<scale>.csv}, the scale, the rounds. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        LineitemWorkspace files = LineitemWorkspace.in(Path.of(arguments[0]).toAbsolutePath(), "hashing", arguments[1]);
        Workspace workspace = files.read();
        try (WeirSession session = WeirSession.open(workspace)) {
            TablePass pass = TablePass.ofLineitem(
                    session.spark(), files, workspace.product("tpch").orElseThrow());
            new ContentHashing(out, session, pass).measure(Integer.parseInt(arguments[2]));
        }
    }

    private void measure(int rounds) {
        Map<String, Supplier<Cost>> variants = new LinkedHashMap<>();
        long broken = pass.broken();
        for (HashMethod method : HashMethod.values()) {
            variants.put(method.word(), () -> cost(method, broken));
        }
        variants.put(RUN, () -> Cost.of(this::run));
        List<String> order = new ArrayList<>(variants.keySet());
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        out.println("round\tvariant\tcpu-s\twall-s");
        for (int round = 0; round <= rounds; round++) {
            Map<String, Cost> there = new LinkedHashMap<>();
            for (String variant : order) {
                there.put(variant, tell(round, variant, requireNonNull(variants.get(variant))));
            }
            // and back, so that a machine which grows slower, or faster, is the same to all
            Collections.reverse(order);
            for (String variant : order) {
                Cost back = tell(round, variant, requireNonNull(variants.get(variant)));
                if (round > 0) {
                    costs.computeIfAbsent(variant, none -> new ArrayList<>())
                            .add(requireNonNull(there.get(variant)).mean(back));
                }
            }
            Collections.rotate(order, 1);
        }
        List<Cost> without = requireNonNull(costs.get(HashMethod.NONE.word()));
        Cost run = Cost.median(requireNonNull(costs.get(RUN)));
        costs.forEach((variant, measured) -> {
            Cost cost = Cost.median(measured);
            Cost added = Cost.median(IntStream.range(0, rounds)
                    .mapToObj(round -> measured.get(round).minus(without.get(round)))
                    .toList());
            out.printf(
                    Locale.ROOT,
                    "median\t%s\tcpu %.2f\twall %.2f\tover the pass without hashes: cpu %.3f, wall %.3f of a run%n",
                    variant,
                    cost.cpu(),
                    cost.wall(),
                    added.cpu() / run.cpu(),
                    added.wall() / run.wall());
        });
    }

    private Cost tell(int round, String variant, Supplier<Cost> measured) {
        Cost cost = measured.get();
        out.printf(Locale.ROOT, "%d\t%s\t%.2f\t%.2f%n", round, variant, cost.cpu(), cost.wall());
        return cost;
    }

    private void run() {
        RunResult result = new ProductRun(session, "benchmark", event -> {})
                .run("tpch", RunRequest.usual().again(UnchangedPolicy.ALWAYS));
        if (result.record().ending().outcome() != Outcome.RELEASED) {
            throw new IllegalStateException("Not released: " + result.record().ending());
        }
    }

    /** Of the pass, and of the digests; that the files are listed is no part of it: a run knows them. */
    private Cost cost(HashMethod method, long broken) {
        SinkSpec spec = pass.spec(pass.rules(), MetricRequest.countsOnly()).hashed(method);
        SinkTargets targets = pass.targets(spec);
        Cost written =
                Cost.of(() -> TablePass.requireRight(pass.write(spec, targets).counts(), broken));
        if (method == HashMethod.NONE) {
            return written;
        }
        List<DataFile> files = pass.files();
        Cost digested = Cost.of(() -> new FileDigests(session.spark()).digests(files));
        return new Cost(written.cpu() + digested.cpu(), written.wall() + digested.wall());
    }
}
