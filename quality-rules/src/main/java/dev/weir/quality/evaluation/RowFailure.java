package dev.weir.quality.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UnsupportedEncodingException;
import java.time.DateTimeException;
import org.apache.datasketches.SketchesException;
import org.apache.spark.SparkException;
import org.apache.spark.SparkThrowable;
import org.apache.spark.TaskKilledException;
import org.apache.spark.unsafe.Platform;

/**
 * Tells what goes wrong for a row's own values (a division by zero, an overflow, an index outside an array, text that is no
 * number) from what goes wrong with the engine or with Weir. Public because the code that Spark generates calls it.
 */
public final class RowFailure {

    /** A report's text for a row for which an expression cannot be evaluated. */
    public static final String DETAIL = "could not be evaluated";

    /**
     * With {@link #KEPT} as its value a session evaluates what it is asked to evaluate: Spark's optimiser would else take
     * {@code a[7] IS NOT NULL} and {@code 1 / n <=> 1 / n} for true, and their failure would go unseen.
     */
    public static final String KEPT_SETTING = "spark.sql.optimizer.excludedRules";

    /** The optimiser's rules that take an expression away by whether it can be NULL. */
    public static final String KEPT = "org.apache.spark.sql.catalyst.optimizer.NullPropagation,"
            + "org.apache.spark.sql.catalyst.optimizer.SimplifyBinaryComparison";

    private static final String INTERNAL = "INTERNAL_ERROR";

    private RowFailure() {}

    /** Whether an expression has thrown this for the values of the row that it was evaluated on. */
    public static boolean isOne(Throwable thrown) {
        if (thrown instanceof SparkThrowable spark) {
            String kind = spark.getErrorClass();
            if (kind != null) {
                return thrown instanceof Exception && !kind.startsWith(INTERNAL);
            }
        }
        return thrown instanceof ArithmeticException
                || thrown instanceof DateTimeException
                // among them numbers, patterns and formats that are none
                || thrown instanceof IllegalArgumentException
                || thrown instanceof IndexOutOfBoundsException
                // a character set that is taken from the row
                || thrown instanceof UnsupportedEncodingException
                // a text that is no JSON
                || thrown instanceof JsonProcessingException
                // a sketch that is none
                || thrown instanceof SketchesException
                // Spark throws it for raise_error and assert_true
                || thrown.getClass() == RuntimeException.class;
    }

    /** Whether a job has failed for the values of a row. */
    public static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // the message of a job, a stage or a task is about none
            if (!(cause instanceof SparkException) && isOne(cause)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Throws again what has nothing to do with the expression that was being evaluated: that the machine, or the task, cannot go
     * on. Everything else is the expression's own, whatever libraries below it may throw.
     */
    public static void require(Throwable thrown) {
        if (thrown instanceof VirtualMachineError
                || thrown instanceof LinkageError
                || thrown instanceof InterruptedException
                || thrown instanceof TaskKilledException) {
            Platform.throwException(thrown);
        }
    }
}
