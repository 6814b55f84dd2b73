package dev.weir.benchmarks;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Outcome;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.UnchangedPolicy;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.Grammars;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.metrics.source.CodegenMetrics;

/**
 * A run of the workspace that {@code wide-workspace} makes: many columns, many rules. It fails when the product is not
 * released, when Spark gives up generating code anywhere, or when it generates a method that is too large for the JVM to
 * compile.
 */
public final class Wide {

    /** Longer methods stay interpreted ({@code -XX:-DontCompileHugeMethods} would change it), in bytes. */
    private static final long HUGE_METHOD = 8_000;

    private static final Pattern FALLBACK = Pattern.compile("falling back|[Cc]odegen disabled|[Ff]ailed to compile");

    private Wide() {}

    /** Argument: the workspace's folder, with its key. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path root = Path.of(arguments[0]).toAbsolutePath();
        Path log = root.resolve("spark.log");
        Files.deleteIfExists(log);
        System.setProperty("weir.log", log.toString());
        Workspace workspace = WorkspaceReader.read(root, Optional.empty(), Map.of(), Grammars.languages());
        Cost[] cost = new Cost[1];
        try (WeirSession session = WeirSession.open(workspace)) {
            cost[0] = Cost.of(() -> run(session));
        }
        long largest = CodegenMetrics.METRIC_GENERATED_METHOD_BYTECODE_SIZE()
                .getSnapshot()
                .getMax();
        List<String> fallbacks = Files.exists(log)
                ? Files.readAllLines(log, StandardCharsets.UTF_8).stream()
                        .filter(line -> FALLBACK.matcher(line).find())
                        .toList()
                : List.of();
        out.printf(Locale.ROOT, "wall %.1f s%ncpu %.1f s%n", cost[0].wall(), cost[0].cpu());
        out.printf(
                Locale.ROOT,
                "heap at its fullest %,d MiB of %,d%n",
                fullestHeap() >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
        out.printf(Locale.ROOT, "largest generated method %,d bytes%nfallbacks %d%n", largest, fallbacks.size());
        if (!fallbacks.isEmpty() || largest > HUGE_METHOD) {
            throw new IllegalStateException("Not all code was generated and compiled: " + fallbacks);
        }
    }

    private static void run(WeirSession session) {
        RunResult result = new ProductRun(session, "benchmark", event -> {})
                .run("wide", RunRequest.usual().again(UnchangedPolicy.ALWAYS));
        if (result.record().ending().outcome() != Outcome.RELEASED) {
            throw new IllegalStateException("Not released: " + result.record().ending());
        }
    }

    private static long fullestHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
