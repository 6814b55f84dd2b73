package dev.weir.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sink.SinkResult;
import dev.weir.jobs.engine.sink.SinkTargets;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.jobs.engine.sink.spec.Watch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What looking for identifiers in the values that go out as they are (P001) adds to the pass that writes a table: TPC-H's
 * lineitem with its rules, and a table of names and notes, all of them in the clear, both measured as a run measures them. The
 * same pass with and without, there and back in each round, after a discarded round; process CPU seconds. What the looking
 * adds is the median of the rounds' own differences over the pass without.
 */
public final class Watching {

    private final PrintStream out;
    private final int rounds;

    private Watching(PrintStream out, int rounds) {
        this.out = out;
        this.rounds = rounds;
    }

    /** Arguments: the folder with {@code lineitem-<scale>.csv}, the scale, the rounds, and a table where only one is asked. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path target = Path.of(arguments[0]).toAbsolutePath();
        LineitemWorkspace files = LineitemWorkspace.in(target, "watching", arguments[1]);
        Path notes = NotesFile.in(target, arguments[1]);
        Workspace workspace = files.read();
        try (WeirSession session = WeirSession.open(workspace)) {
            Map<String, TablePass> passes = new LinkedHashMap<>();
            passes.put(
                    "lineitem",
                    TablePass.ofLineitem(
                            session.spark(), files, workspace.product("tpch").orElseThrow()));
            passes.put("notes", TablePass.ofNotes(session.spark(), files, notes));
            if (arguments.length > 3) {
                passes.keySet().retainAll(Set.of(arguments[3]));
                if (passes.isEmpty()) {
                    throw new IllegalArgumentException("There is no table '" + arguments[3] + "'");
                }
            }
            new Watching(out, Integer.parseInt(arguments[2])).measure(passes);
        }
    }

    private void measure(Map<String, TablePass> passes) {
        out.println("round\ttable\twatched\tcpu-s\twall-s");
        passes.forEach((table, pass) -> {
            long broken = pass.broken();
            List<Cost> without = new ArrayList<>();
            List<Cost> added = new ArrayList<>();
            for (int round = 0; round <= rounds; round++) {
                Map<Boolean, List<Cost>> costs = new LinkedHashMap<>();
                for (boolean watched : new boolean[] {false, true, true, false}) {
                    SinkSpec spec = pass.spec(pass.rules(), pass.usualMetrics())
                            .watching(watched ? pass.watch() : Watch.NOTHING);
                    SinkTargets targets = pass.targets(spec);
                    SinkResult[] result = new SinkResult[1];
                    Cost cost = Cost.of(() -> result[0] = pass.write(spec, targets));
                    TablePass.requireRight(result[0].counts(), broken);
                    out.printf(Locale.ROOT, "%d\t%s\t%s\t%.2f\t%.2f%n", round, table, watched, cost.cpu(), cost.wall());
                    costs.computeIfAbsent(watched, none -> new ArrayList<>()).add(cost);
                }
                if (round > 0) {
                    Cost none = mean(requireNonNull(costs.get(false)));
                    without.add(none);
                    added.add(mean(requireNonNull(costs.get(true))).minus(none));
                }
            }
            double[] shares = IntStream.range(0, rounds)
                    .mapToDouble(
                            round -> added.get(round).cpu() / without.get(round).cpu())
                    .sorted()
                    .toArray();
            out.printf(
                    Locale.ROOT,
                    "median\t%s\t%.2f over %.2f\t= %.3f of the pass%n",
                    table,
                    Cost.median(added).cpu(),
                    Cost.median(without).cpu(),
                    shares[shares.length / 2]);
        });
    }

    private static Cost mean(List<Cost> pair) {
        return pair.get(0).mean(pair.get(1));
    }
}
