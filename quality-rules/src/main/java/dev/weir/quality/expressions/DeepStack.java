package dev.weir.quality.expressions;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.spark.unsafe.Platform;

/**
 * Work on a stack of its own that is deep enough for a value of a million characters. Java's engine goes one level deeper with
 * each repetition of a group; on the stack of a task, {@code (a|b)*} ends after some thousand, how many is not the same twice.
 */
final class DeepStack {

    /** Memory is taken as far as it is used, and given back after each call. */
    private static final long BYTES = 512L << 20;

    private DeepStack() {}

    /** Does work; what it throws is thrown. */
    static <T> T call(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(null, task, "weir-regex", BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the bound of its steps ends the thread
            throw new IllegalStateException("A regular expression was interrupted", e);
        } catch (ExecutionException e) {
            Platform.throwException(e.getCause());
            throw new IllegalStateException(e);
        }
    }
}
