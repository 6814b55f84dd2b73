package dev.weir.jobs.release.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.SparkSession;

/**
 * Commits of several tables side by side: each waits most of its time for small Spark jobs over its own log. Every one is
 * tried, whatever becomes of the others, and all have ended when this returns.
 */
final class ParallelCommits {

    private static final int AT_ONCE = 4;

    private ParallelCommits() {}

    /** The first failure is thrown, with the others beside it. */
    static void together(SparkSession session, List<Runnable> commits) {
        if (commits.isEmpty()) {
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, commits.size()));
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Runnable commit : commits) {
                running.add(threads.submit(() -> {
                    SparkSession.setActiveSession(session);
                    commit.run();
                }));
            }
            await(running);
        } finally {
            threads.shutdown();
        }
    }

    private static void await(List<Future<?>> running) {
        List<Throwable> failures = new ArrayList<>();
        boolean interrupted = false;
        for (Future<?> commit : running) {
            while (true) {
                try {
                    commit.get();
                    break;
                } catch (ExecutionException e) {
                    failures.add(e.getCause() == null ? e : e.getCause());
                    break;
                } catch (InterruptedException e) {
                    interrupted = true; // a commit is not left alone half way
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!failures.isEmpty()) {
            throw failure(failures);
        }
    }

    private static RuntimeException failure(List<Throwable> failures) {
        Throwable first = failures.get(0);
        failures.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
        if (first instanceof Error error) {
            throw error;
        }
        return first instanceof RuntimeException known
                ? known
                : new IllegalStateException("A Delta table could not be committed", first);
    }
}
