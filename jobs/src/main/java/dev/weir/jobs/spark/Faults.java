package dev.weir.jobs.spark;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.spark.read.UnreadableSourceException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the world did to a run, as problems for people. Messages of Spark's are never passed on: they may hold values. */
final class Faults {

    private Faults() {}

    /** The same failure, in words that people can act on where there are any. */
    static RuntimeException told(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemsException problems) {
                return problems;
            }
        }
        Optional<UnreadableSourceException> source = UnreadableSourceException.causing(failure);
        if (source.isPresent()) {
            return new ProblemsException(
                    List.of(new Problem(
                            Code.SOURCE_UNREADABLE,
                            Place.of(source.get().file()),
                            "A source file cannot be read to its end",
                            source.get().why(),
                            source.get().remedy() + "; the tables are as they were")),
                    failure);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return new ProblemsException(
                        List.of(new Problem(
                                Code.STORE_UNREACHABLE,
                                Place.of("warehouse/catalog.db"),
                                "The catalogue does not answer",
                                cause.getClass().getSimpleName(),
                                "see to it, then run again: the next run finishes or undoes what this one left")),
                        failure);
            }
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (message.contains("no space left on device")
                    || message.contains("disk quota exceeded")
                    || message.contains("file too large")) {
                return storage("The disk is full", cause, failure);
            }
            if (cause instanceof FileSystemException || message.contains("permission denied")) {
                return storage("A place cannot be written", cause, failure);
            }
        }
        return failure instanceof RuntimeException same
                ? same
                : new IllegalStateException(
                        "Spark could not do its part of the run: "
                                + innermost(failure).getClass().getName(),
                        failure);
    }

    static Throwable innermost(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            innermost = cause;
        }
        return innermost;
    }

    private static ProblemsException storage(String what, Throwable cause, Throwable failure) {
        String place =
                cause instanceof FileSystemException file && file.getFile() != null ? file.getFile() : "warehouse";
        return new ProblemsException(
                List.of(new Problem(
                        Code.NOT_WRITABLE,
                        Place.of(place),
                        what,
                        cause.getClass().getSimpleName(),
                        "free some space, or give this user the right to write there; the tables are as they were")),
                failure);
    }

    /** One sentence for the run's record. */
    static String sentence(RuntimeException failure) {
        if (failure instanceof RunStopped stopped) {
            return String.valueOf(stopped.getMessage());
        }
        return failure instanceof ProblemsException problems
                ? problems.problems().get(0).what()
                : "A fault of Weir's own: " + failure.getClass().getSimpleName();
    }
}
