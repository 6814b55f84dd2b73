package dev.weir.jobs.engine.watch;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.port.PluginClass;
import dev.weir.contracts.release.Outcome;
import dev.weir.jobs.engine.database.UnreadableTableException;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.release.catalogue.WarehouseFileIO;
import dev.weir.lineage.EndingCause;
import dev.weir.quality.sql.SqlErrors;
import dev.weir.releases.journal.UnfinishedRuns;
import dev.weir.releases.storage.FullDisk;
import dev.weir.releases.storage.StoreFailure;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RESTException;
import org.postgresql.util.PSQLException;

/** What the world did to a run, as problems for people. Messages of Spark's are never passed on: they may hold values. */
public final class RunFaults {

    /** Spark 3.5's messages when a cluster takes executors away. */
    private static final List<String> LOST = List.of(
            "executorlostfailure",
            "sparkcontext has been shutdown",
            "sparkcontext was shut down",
            "master removed our application",
            "has failed the maximum allowable number of times");

    private static final String OUT_OF_MEMORY = "java.lang.outofmemoryerror";

    private static final String NO_RIGHT = "permission denied";

    private RunFaults() {}

    /**
     * The same failure, in words that people can act on where there are any, with what the run left: tables that are as they
     * were, or what the next command does.
     *
     * @param left what is left of the run, once it has undone its work as far as it could
     */
    public static RuntimeException toUserFacing(Throwable failure, Optional<UnfinishedRuns.Left> left) {
        RuntimeException userFacing = toUserFacing(failure);
        return userFacing instanceof ProblemsException problems
                ? new ProblemsException(
                        problems.problems().stream()
                                .map(problem -> left(problem, left))
                                .toList(),
                        failure)
                : userFacing;
    }

    private static Problem left(Problem problem, Optional<UnfinishedRuns.Left> left) {
        if (left.isEmpty() && problem.code().exit() != ExitCode.STORAGE) {
            return problem;
        }
        String sentence = left.map(run -> switch (run.mending()) {
                    case ANY_COMMAND ->
                        "the run could not undo its work, and tables may show it; the next command of the product goes"
                                + " on: "
                                + run.plannedAction();
                    case MANUAL -> run.plannedAction();
                })
                .orElse("the tables are as they were");
        String remedy = problem.remedy();
        return new Problem(
                problem.code(),
                problem.place(),
                problem.what(),
                problem.why(),
                (remedy.endsWith(".") ? remedy.substring(0, remedy.length() - 1) : remedy) + "; " + sentence);
    }

    /** The same failure, in words that people can act on where there are any. */
    public static RuntimeException toUserFacing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemsException problems) {
                return problems;
            }
        }
        Optional<Problem> problem = UnreadableSourceException.causing(failure)
                .map(RunFaults::sourceFile)
                .or(() -> UnreadableTableException.causing(failure).map(RunFaults::databaseTable))
                .or(() -> Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .flatMap(cause -> ofWorld(cause).stream())
                        .findFirst())
                .or(() -> PluginClass.fault(failure));
        if (problem.isPresent()) {
            return new ProblemsException(List.of(problem.get()), failure);
        }
        return failure instanceof RuntimeException same
                ? same
                : new IllegalStateException(
                        "Spark could not do its part of the run: "
                                + innermost(failure).getClass().getName(),
                        failure);
    }

    private static Problem sourceFile(UnreadableSourceException source) {
        return new Problem(
                Code.SOURCE_UNREADABLE,
                Place.of(source.file()),
                "A source file cannot be read to its end",
                source.why(),
                source.remedy());
    }

    private static Problem databaseTable(UnreadableTableException table) {
        return new Problem(
                table.code(),
                Place.of(table.table()),
                "A table of a database cannot be read to its end",
                table.why(),
                table.remedy());
    }

    private static Optional<Problem> ofWorld(Throwable cause) {
        if (isMissing(cause)) {
            return Optional.of(
                    String.valueOf(cause.getMessage()).contains(WarehouseFileIO.METADATA)
                            ? missingMetadata()
                            : missingFile(String.valueOf(cause.getMessage())));
        }
        Optional<String> full = FullDisk.said(cause);
        if (full.isPresent()) {
            return Optional.of(storage("The disk is full", "the system reports '" + full.get() + "'", cause));
        }
        if (cause instanceof SQLException || cause instanceof RESTException) {
            boolean isServed = cause instanceof PSQLException || cause instanceof RESTException;
            return Optional.of(new Problem(
                    Code.STORE_UNREACHABLE,
                    Place.of(isServed ? "weir.yaml" : "warehouse/catalog.db"),
                    "The catalogue does not answer",
                    cause.getClass().getSimpleName(),
                    "see to it, then run again"));
        }
        if (isOfStore(cause)) {
            return Optional.of(StoreFailure.problem(cause));
        }
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (cause instanceof OutOfMemoryError || message.contains(OUT_OF_MEMORY)) {
            return Optional.of(new Problem(
                    Code.CLUSTER,
                    Place.of("the Spark session"),
                    "The run wants more memory than it has",
                    "one row makes a text or a list of millions of parts, or rows of this size are too many at once",
                    "look for functions that make lists, such as sequence or explode, in queries and rules; give more by"
                            + " WEIR_JAVA_OPTIONS=-Xmx8g, or on a cluster by 'spark.executor.memory', then run again"));
        }
        if (LOST.stream().anyMatch(message::contains)) {
            return Optional.of(new Problem(
                    Code.CLUSTER,
                    Place.of("the Spark session"),
                    "The cluster took the run's executors away, again and again",
                    "they were killed, mostly for too much memory, or the application was",
                    "look at the executors on Spark's pages, give them more by 'spark.executor.memory' or"
                            + " 'spark.executor.memoryOverhead', then run again"));
        }
        return cause instanceof FileSystemException || message.contains(NO_RIGHT)
                ? Optional.of(storage(
                        "A place cannot be read or written", cause.getClass().getSimpleName(), cause))
                : Optional.empty();
    }

    /** Whether a file of a table is not there, rather than out of reach or closed to this user. */
    private static boolean isMissing(Throwable cause) {
        return cause instanceof NotFoundException
                && !(cause instanceof WarehouseFileIO.Unanswered)
                && !String.valueOf(innermost(cause).getMessage())
                        .toLowerCase(Locale.ROOT)
                        .contains(NO_RIGHT);
    }

    private static Problem missingMetadata() {
        return new Problem(
                Code.STORE_UNREACHABLE,
                Place.of("weir.yaml"),
                "The catalogue names a table whose metadata are not in the warehouse",
                "somebody has removed files there, or the catalogue belongs to another warehouse",
                "restore them from a copy, or name a catalogue of this warehouse's own; 'weir doctor' says which"
                        + " tables they are");
    }

    /** @param message Iceberg's, which ends in the file's path */
    private static Problem missingFile(String message) {
        int path = message.lastIndexOf(": ");
        return new Problem(
                Code.STORE_UNREACHABLE,
                Place.of(path < 0 ? "warehouse" : message.substring(path + 2)),
                "A file of a table is not in the warehouse",
                "somebody has removed it, or something other than 'weir clean' cleans up there",
                "restore it from a copy; where there is none, 'weir doctor' names the releases that it belongs to, and says"
                        + " how to go on");
    }

    /** A file that the warehouse's client could not get; whether it is there is not known. */
    private static boolean isOfStore(Throwable cause) {
        return cause instanceof WarehouseFileIO.Unanswered
                ? !StoreFailure.saysSoItself(innermost(cause))
                : StoreFailure.is(cause);
    }

    static Throwable innermost(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            innermost = cause;
        }
        return innermost;
    }

    private static Problem storage(String what, String why, Throwable cause) {
        String place =
                cause instanceof FileSystemException file && file.getFile() != null ? file.getFile() : "warehouse";
        return new Problem(
                Code.NOT_WRITABLE,
                Place.of(place),
                what,
                why,
                "free some space, or give this user the right to write there");
    }

    /** How a run that threw has ended, by the exit status of its problems: what the law forbids is refused, and did not break. */
    public static Outcome outcome(RuntimeException userFacing) {
        if (!(userFacing instanceof ProblemsException problems)) {
            return Outcome.FAILED;
        }
        return switch (problems.exit()) {
            case COMPLIANCE -> Outcome.REFUSED;
            case CONFLICT -> Outcome.CONFLICT;
            default -> Outcome.FAILED;
        };
    }

    /** One sentence for the run's record. */
    public static String sentence(RuntimeException failure) {
        if (failure instanceof RunStoppedException stopped) {
            return String.valueOf(stopped.getMessage());
        }
        return failure instanceof ProblemsException problems
                ? problems.problems().get(0).what()
                : "A fault of Weir's own: " + failure.getClass().getSimpleName();
    }

    /** What stood against the run, as its events have it: codes, places and kinds of causes, and no text of a message. */
    public static List<EndingCause> causes(RuntimeException failure) {
        if (failure instanceof RunStoppedException stopped) {
            return List.of(new EndingCause.Stopped(stopped.signal().word()));
        }
        Optional<String> kind = kind(failure);
        return failure instanceof ProblemsException problems
                ? problems.problems().stream()
                        .<EndingCause>map(problem -> new EndingCause.Fault(problem.code(), problem.place(), kind))
                        .toList()
                : List.of(new EndingCause.Fault(Code.INTERNAL, Place.of(""), kind));
    }

    /** Spark's class of error in words, what a database said in words of our own, or the class of what was thrown; empty where nothing else was thrown. */
    private static Optional<String> kind(RuntimeException failure) {
        Optional<String> known = SqlErrors.behind(failure)
                .map(SqlErrors.Found::words)
                .or(() -> UnreadableTableException.causing(failure).flatMap(UnreadableTableException::kind))
                .or(() -> Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                        .filter(SQLException.class::isInstance)
                        .map(cause -> "SQLSTATE " + ((SQLException) cause).getSQLState())
                        .findFirst());
        Throwable innermost = innermost(failure);
        return known.isPresent() || innermost instanceof ProblemsException
                ? known
                : Optional.of(innermost.getClass().getSimpleName()).filter(name -> !name.isEmpty());
    }
}
