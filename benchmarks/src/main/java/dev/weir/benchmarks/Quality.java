package dev.weir.benchmarks;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sink.SinkResult;
import dev.weir.jobs.engine.sink.SinkTargets;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.quality.state.MetricRequest;
import dev.weir.quality.state.Statistic;
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

/**
 * What rules and metrics cost the pass that writes TPC-H's lineitem: strict reading, two pseudonymised columns, content
 * hash and Iceberg write alone; the same with 40 column metrics; with 20 row rules and the quarantine split as well. All in
 * one JVM, in random order, after a discarded round; process CPU seconds. Rows and violations are checked against plain
 * Spark.
 *
 * <p>The 40 metrics: completeness of 16 columns; minimum, maximum, mean, deviation and a KLL sketch of four; about how many
 * different values in four. Counting the values of each column is a part of every pass, and of the first one too.
 */
public final class Quality {

    private static final List<String> NUMBERS = List.of("l_quantity", "l_extendedprice", "l_discount", "l_tax");
    private static final List<String> COUNTED = List.of("l_orderkey", "l_partkey", "l_suppkey", "l_shipdate");

    private enum Variant {
        NOTHING("the pass alone"),
        METRICS("40 metrics"),
        RULES_AND_METRICS("20 rules, 40 metrics, quarantine");

        private final String words;

        Variant(String words) {
            this.words = words;
        }
    }

    private final PrintStream out;
    private final TablePass pass;

    private Quality(PrintStream out, TablePass pass) {
        this.out = out;
        this.pass = pass;
    }

    /** Arguments: the folder with {@code lineitem-<scale>.csv}, the scale, the rounds. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        LineitemWorkspace files = LineitemWorkspace.in(Path.of(arguments[0]).toAbsolutePath(), "quality", arguments[1]);
        Workspace workspace = files.read();
        try (WeirSession session = WeirSession.open(workspace)) {
            new Quality(
                            out,
                            TablePass.ofLineitem(
                                    session.spark(),
                                    files,
                                    workspace.product("tpch").orElseThrow()))
                    .measure(Integer.parseInt(arguments[2]));
        }
    }

    private void measure(int rounds) {
        Map<Variant, List<Cost>> costs = new EnumMap<>(Variant.class);
        Random random = new Random(7);
        long broken = pass.broken();
        out.println("round\tvariant\tcpu-s\twall-s");
        for (int round = 0; round <= rounds; round++) {
            List<Variant> order = new ArrayList<>(List.of(Variant.values()));
            Collections.shuffle(order, random);
            for (Variant variant : order) {
                SinkTargets targets = pass.targets(spec(variant));
                SinkResult[] result = new SinkResult[1];
                Cost cost = Cost.of(() -> result[0] = pass.write(spec(variant), targets));
                TablePass.requireRight(result[0].counts(), variant == Variant.RULES_AND_METRICS ? broken : 0);
                out.printf(Locale.ROOT, "%d\t%s\t%.2f\t%.2f%n", round, variant.words, cost.cpu(), cost.wall());
                if (round > 0) {
                    costs.computeIfAbsent(variant, none -> new ArrayList<>()).add(cost);
                }
            }
        }
        double alone =
                Cost.median(costs.getOrDefault(Variant.NOTHING, List.of())).cpu();
        costs.forEach((variant, measured) -> {
            double cpu = Cost.median(measured).cpu();
            out.printf(Locale.ROOT, "median\t%s\t%.2f\t= %.3f of the pass alone%n", variant.words, cpu, cpu / alone);
        });
    }

    private SinkSpec spec(Variant variant) {
        MetricRequest metrics = MetricRequest.countsOnly();
        if (variant != Variant.NOTHING) {
            for (String column : NUMBERS) {
                metrics = metrics.with(column, Statistic.NUMBERS, Statistic.QUANTILES);
            }
            for (String column : COUNTED) {
                metrics = metrics.with(column, Statistic.DISTINCT);
            }
        }
        return pass.spec(variant == Variant.RULES_AND_METRICS ? pass.rules() : List.of(), metrics);
    }
}
