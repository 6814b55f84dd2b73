package dev.weir.jobs.engine.watch;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.SparkException;

/** Released rows that cannot be read, as a problem for people: damaged files end in many kinds of exceptions. */
public final class DamagedRows {

    private static final List<String> READERS =
            List.of("org.apache.iceberg.", "org.apache.parquet.", "org.apache.spark.sql.delta.", "io.delta.");

    private DamagedRows() {}

    /**
     * The failure in words that people can act on; as it is, when it does not come from reading files.
     *
     * @param rows that were read, such as {@code The rows of table 'visits'}
     * @param releases of which they are, such as {@code clinical@12}
     */
    public static RuntimeException toUserFacing(String rows, List<String> releases, Throwable failure) {
        RuntimeException userFacing = RunFaults.toUserFacing(failure);
        if (userFacing instanceof ProblemsException || !isReading(failure)) {
            return userFacing;
        }
        return ProblemsException.of(
                Code.STORE_UNREACHABLE,
                Place.of(String.join(", ", releases)),
                rows + " cannot be read to their end",
                "one of its files, data or metadata, is missing or damaged ("
                        + RunFaults.innermost(failure).getClass().getSimpleName() + ")",
                releases.stream()
                                .map(release -> "'weir verify " + release + " --deep'")
                                .collect(Collectors.joining(" or "))
                        + " names it; restore it from a copy",
                failure);
    }

    private static boolean isReading(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            StackTraceElement[] trace = cause.getStackTrace();
            String thrower = trace.length == 0 ? "" : trace[0].getClassName();
            if (cause instanceof IOException
                    || cause instanceof UncheckedIOException
                    || cause instanceof SparkException
                    || READERS.stream().anyMatch(thrower::startsWith)) {
                return true;
            }
        }
        return false;
    }
}
