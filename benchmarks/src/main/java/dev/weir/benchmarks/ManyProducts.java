package dev.weir.benchmarks;

import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Product;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.jobs.engine.run.ProductRuns;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.UnchangedPolicy;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.lineage.RunEvent;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;

/**
 * All products of a workspace in one process, one after the other, as {@code weir run --all --parallel 1} runs them: of each what the
 * clock says beside the time in which Spark had a job, and what the heap needs, every twenty products.
 */
public final class ManyProducts implements ProductRuns.Listener {

    private static final int STEP = 20;

    private final PrintStream out;
    private final JobTimes jobs = new JobTimes();
    private final List<Double> beside = new ArrayList<>();
    private final Map<String, Long> stages = new TreeMap<>();
    private long began = System.nanoTime();

    private ManyProducts(PrintStream out) {
        this.out = out;
    }

    /** Argument: the workspace's folder, with its key. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path root = Path.of(arguments[0]).toAbsolutePath();
        System.setProperty("weir.log", root.resolve("spark.log").toString());
        Workspace workspace = WorkspaceReader.read(root, Optional.empty(), Map.of(), Grammars.languages());
        List<String> products =
                workspace.products().stream().map(Product::id).sorted().toList();
        ManyProducts told = new ManyProducts(out);
        try (WeirSession session = WeirSession.open(workspace)) {
            session.spark().sparkContext().addSparkListener(told.jobs);
            Cost cost = Cost.of(() -> {
                told.began = System.nanoTime();
                new ProductRuns(session, "benchmark", told)
                        .run(
                                products,
                                new ProductRuns.Asked(
                                        RunRequest.usual().again(UnchangedPolicy.ALWAYS),
                                        1,
                                        ProductRuns.OnFailure.BEGIN_NONE));
            });
            told.stages.forEach((stage, millis) ->
                    out.printf(Locale.ROOT, "stage\t%s\t%.3f s a product%n", stage, millis / 1e3 / products.size()));
            out.printf(
                    Locale.ROOT,
                    "all\t%d products\twall %.1f s\tcpu %.1f s\tbeside Spark's jobs: median %.2f s, first %d: %.2f s, last %d: %.2f s%n",
                    products.size(),
                    cost.wall(),
                    cost.cpu(),
                    median(told.beside),
                    Math.min(STEP, products.size()),
                    median(told.beside.subList(0, Math.min(STEP, products.size()))),
                    Math.min(STEP, products.size()),
                    median(told.beside.subList(Math.max(0, products.size() - STEP), products.size())));
        }
    }

    private static double median(List<Double> of) {
        return of.stream().sorted().skip(of.size() / 2).findFirst().orElse(0.0);
    }

    @Override
    public RunEvent.Listener of(String product) {
        return event -> {
            if (event instanceof RunEvent.StageEnded ended) {
                stages.merge(ended.time().stage(), ended.time().millis(), Long::sum);
            }
        };
    }

    @Override
    public void takesNoInterval(String product) {
        throw new IllegalStateException("Nobody asked for an interval of " + product);
    }

    @Override
    public void ended(ProductRuns.Ended ended) {
        if (ended.exit() != ExitCode.DONE) {
            throw new IllegalStateException(ended.product() + ": " + ended);
        }
        long wall = System.nanoTime() - began;
        beside.add((wall - jobs.taken()) / 1e9);
        if (beside.size() % STEP == 0) {
            out.printf(
                    Locale.ROOT,
                    "%d\tbeside Spark's jobs %.2f s\theap needed %d MiB%n",
                    beside.size(),
                    median(beside.subList(beside.size() - STEP, beside.size())),
                    HeapAfterCollection.now());
        }
        began = System.nanoTime();
    }

    /** How long Spark had a job, since it was asked last. Jobs of one product do not overlap by much; where they do, the longest counts. */
    private static final class JobTimes extends SparkListener {
        private final Map<Integer, Long> open = new HashMap<>();
        private long since;
        private long taken;

        @Override
        public synchronized void onJobStart(SparkListenerJobStart start) {
            if (open.isEmpty()) {
                since = start.time();
            }
            open.put(start.jobId(), start.time());
        }

        @Override
        public synchronized void onJobEnd(SparkListenerJobEnd end) {
            if (open.remove(end.jobId()) != null && open.isEmpty()) {
                taken += TimeUnit.MILLISECONDS.toNanos(end.time() - since);
            }
        }

        synchronized long taken() {
            long nanos = taken;
            taken = 0;
            return nanos;
        }
    }
}
