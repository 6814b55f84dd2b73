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
import dev.weir.lineage.RunEvent;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One run of a product on a heap that is given: seconds, how full the heap was after collections, and the stages that took longest. */
public final class WholeRun {

    private WholeRun() {}

    /** Arguments: the workspace's folder, with its key; the product. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path root = Path.of(arguments[0]).toAbsolutePath();
        System.setProperty("weir.log", root.resolve("spark.log").toString());
        Workspace workspace = WorkspaceReader.read(root, Optional.empty(), Map.of(), Grammars.languages());
        HeapAfterCollection heap = HeapAfterCollection.watch();
        Cost cost;
        try (WeirSession session = WeirSession.open(workspace)) {
            cost = Cost.of(() -> run(out, session, arguments[1]));
        }
        out.printf(
                Locale.ROOT,
                "run\twall-s %.1f\tcpu-s %.1f\theap after collection at most %d MiB of %d%n",
                cost.wall(),
                cost.cpu(),
                heap.atMost(),
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private static void run(PrintStream out, WeirSession session, String product) {
        RunResult result = new ProductRun(session, "benchmark", event -> {
                    if (event instanceof RunEvent.StageEnded ended
                            && ended.time().millis() > 500) {
                        out.printf(
                                Locale.ROOT,
                                "stage\t%s %s\t%.1f s%n",
                                ended.time().stage(),
                                ended.time().subject(),
                                ended.time().millis() / 1e3);
                    }
                })
                .run(product, RunRequest.usual().again(UnchangedPolicy.ALWAYS));
        if (result.record().ending().outcome() != Outcome.RELEASED) {
            throw new IllegalStateException("Not released: " + result.record().ending());
        }
    }
}
