package dev.weir.jobs.engine.run;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.ExitCode;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.watch.RunStoppedException;
import dev.weir.jobs.engine.watch.StopSignal;
import dev.weir.jobs.engine.watch.StoppableRuns;
import dev.weir.lineage.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs many products in one Spark, some of them side by side. Each run is as {@link ProductRun} has it: its own lease, journal,
 * report and ending. Those that are at work at one time have Spark sessions of their own.
 */
public final class ProductRuns {

    private static final Logger LOG = LoggerFactory.getLogger(ProductRuns.class);

    private final WeirSession session;
    private final String version;
    private final Listener listener;

    /**
     * In an open session.
     *
     * @param version Weir's own
     */
    public ProductRuns(WeirSession session, String version, Listener listener) {
        this.session = session;
        this.version = version;
        this.listener = listener;
    }

    /** Is called for the runs, in several threads. */
    public interface Listener {

        /** Who gets the events of a product's run. */
        RunEvent.Listener of(String product);

        /** No table of the product is loaded by intervals: its run is for none, whatever the others are for. */
        void takesNoInterval(String product);

        /** A product has come to its end, or is not begun. */
        void ended(Ended ended);
    }

    /**
     * What is asked of the runs together.
     *
     * @param request of each run; its interval is for products that are loaded by intervals
     * @param parallel how many are at work at one time, at most
     * @param onFailure whether a product is still begun after another one made no release
     */
    public record Asked(RunRequest request, int parallel, OnFailure onFailure) {
        public Asked {
            if (parallel < 1) {
                throw new IllegalArgumentException(parallel + " runs at one time");
            }
        }
    }

    /** What a product that makes no release is to those that are not begun yet. */
    public enum OnFailure {
        GO_ON,
        BEGIN_NONE
    }

    /**
     * What became of a product.
     *
     * @param result of its run; empty where that came to no decision
     * @param failure what stood against it; empty where it came to a decision, or was stopped, or not begun
     * @param stopped by which signal; empty where it was not
     */
    public record Ended(
            String product, Optional<RunResult> result, Optional<Throwable> failure, Optional<StopSignal> stopped) {
        static Ended decided(String product, RunResult result) {
            return new Ended(product, Optional.of(result), Optional.empty(), Optional.empty());
        }

        /** One against which something stands. */
        public static Ended failed(String product, Throwable failure) {
            return new Ended(product, Optional.empty(), Optional.of(failure), Optional.empty());
        }

        /** One that was not begun. */
        public static Ended notBegun(String product) {
            return new Ended(product, Optional.empty(), Optional.empty(), Optional.empty());
        }

        static Ended stopped(String product, StopSignal signal) {
            return new Ended(product, Optional.empty(), Optional.empty(), Optional.of(signal));
        }

        /** That of a process which runs this product alone, but for signals. */
        public ExitCode exit() {
            return failure.<ExitCode>map(
                            why -> why instanceof ProblemsException problems ? problems.exit() : ExitCode.INTERNAL)
                    .or(() -> result.map(run -> run.record().ending().outcome().exit()))
                    .orElse(ExitCode.DONE);
        }
    }

    /**
     * Runs the products, and returns what became of each, in their order. One that reads the newest release of another waits
     * until that one's run is over, however it ended, and reads what is the newest then. What stands against one product stands
     * against no other.
     *
     * @param products ids, none twice
     */
    public List<Ended> run(List<String> products, Asked asked) {
        ProductQueue queue = new ProductQueue(session.workspace(), products, asked.onFailure());
        int threads = Math.min(asked.parallel(), products.size());
        if (threads == 0) {
            return List.of();
        }
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try (StoppableRuns.Stoppable stoppable = StoppableRuns.begin(queue)) {
            requireNonNull(stoppable, "stoppable");
            List<Future<List<Ended>>> working = new ArrayList<>();
            for (int worker = 0; worker < threads; worker++) {
                working.add(workers.submit(() -> work(queue, asked.request())));
            }
            List<Ended> ended = new ArrayList<>();
            working.forEach(worker -> ended.addAll(result(worker)));
            return products.stream()
                    .map(product -> ended.stream()
                            .filter(one -> one.product().equals(product))
                            .findFirst()
                            .orElseGet(() -> notBegun(product, queue)))
                    .toList();
        } finally {
            workers.shutdown();
        }
    }

    private Ended notBegun(String product, ProductQueue queue) {
        Ended ended =
                queue.signal().map(signal -> Ended.stopped(product, signal)).orElseGet(() -> Ended.notBegun(product));
        listener.ended(ended);
        return ended;
    }

    /** What one thread does, in a session of its own. */
    private List<Ended> work(ProductQueue queue, RunRequest request) {
        List<Ended> all = new ArrayList<>();
        try (WeirSession own = session.beside()) {
            for (Optional<String> next = queue.next(); next.isPresent(); next = queue.next()) {
                Ended ended = run(own, next.get(), request, queue);
                queue.ended(ended);
                listener.ended(ended);
                all.add(ended);
            }
        }
        return all;
    }

    private Ended run(WeirSession own, String product, RunRequest request, ProductQueue queue) {
        try {
            ProductRun run = new ProductRun(own, version, listener.of(product));
            if (request.interval().isEmpty() || run.isByIntervals(product)) {
                return Ended.decided(product, run.run(product, request));
            }
            listener.takesNoInterval(product);
            return Ended.decided(product, run.run(product, request.overAll()));
        } catch (RunStoppedException stopped) {
            return Ended.stopped(product, stopped.signal());
        } catch (ProblemsException problems) {
            return Ended.failed(product, problems);
        } catch (OutOfMemoryError e) { // the process's, not the product's
            queue.close();
            throw e;
        } catch (Exception | Error fault) { // Weir's own, or a plugin's: it ends this product alone
            LOG.error("The run of {} has failed", product, fault);
            return Ended.failed(product, fault);
        }
    }

    private static List<Ended> result(Future<List<Ended>> worker) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return worker.get();
                } catch (InterruptedException e) {
                    interrupted = true; // a run is not left alone half way
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof Error error) {
                        throw error;
                    }
                    throw e.getCause() instanceof RuntimeException known
                            ? known
                            : new IllegalStateException("A worker has failed", e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
