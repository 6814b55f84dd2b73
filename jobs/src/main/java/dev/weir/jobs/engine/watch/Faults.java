package dev.weir.jobs.engine.watch;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.port.AddedClass;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.releases.journal.UnfinishedRuns;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.postgresql.util.PSQLException;

/** What the world did to a run, as problems for people. Messages of Spark's are never passed on: they may hold values. */
public final class Faults {

    private static final List<String> FULL =
            List.of("no space left on device", "disk quota exceeded", "file too large");

    private Faults() {}

    /**
     * The same failure, in words that people can act on where there are any, with what the run left: tables that are as they
     * were, or what the next command does.
     *
     * @param left what is left of the run, once it has undone its work as far as it could
     */
    public static RuntimeException told(Throwable failure, Optional<UnfinishedRuns.Left> left) {
        RuntimeException told = told(failure);
        return told instanceof ProblemsException problems
                ? new ProblemsException(
                        problems.problems().stream()
                                .map(problem -> left(problem, left))
                                .toList(),
                        failure)
                : told;
    }

    private static Problem left(Problem problem, Optional<UnfinishedRuns.Left> left) {
        if (left.isEmpty() && problem.code().exit() != ExitCode.STORAGE) {
            return problem;
        }
        String sentence = left.map(run -> switch (run.mending()) {
                    case ANY_COMMAND ->
                        "the run could not undo its work, and tables may show it; the next command of the product goes on: "
                                + run.would();
                    case PEOPLE -> run.would();
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
    public static RuntimeException told(Throwable failure) {
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
                            source.get().remedy())),
                    failure);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return new ProblemsException(
                        List.of(new Problem(
                                Code.STORE_UNREACHABLE,
                                Place.of(cause instanceof PSQLException ? "weir.yaml" : "warehouse/catalog.db"),
                                "The catalogue does not answer",
                                cause.getClass().getSimpleName(),
                                "see to it, then run again")),
                        failure);
            }
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            Optional<String> full = FULL.stream().filter(message::contains).findFirst();
            if (full.isPresent()) {
                return storage("The disk is full", "the system reports '" + full.get() + "'", cause, failure);
            }
            if (cause instanceof FileSystemException || message.contains("permission denied")) {
                return storage("A place cannot be written", cause.getClass().getSimpleName(), cause, failure);
            }
        }
        Optional<Problem> added = AddedClass.fault(failure);
        if (added.isPresent()) {
            return new ProblemsException(List.of(added.get()), failure);
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

    private static ProblemsException storage(String what, String why, Throwable cause, Throwable failure) {
        String place =
                cause instanceof FileSystemException file && file.getFile() != null ? file.getFile() : "warehouse";
        return new ProblemsException(
                List.of(new Problem(
                        Code.NOT_WRITABLE,
                        Place.of(place),
                        what,
                        why,
                        "free some space, or give this user the right to write there")),
                failure);
    }

    /** One sentence for the run's record. */
    public static String sentence(RuntimeException failure) {
        if (failure instanceof RunStopped stopped) {
            return String.valueOf(stopped.getMessage());
        }
        return failure instanceof ProblemsException problems
                ? problems.problems().get(0).what()
                : "A fault of Weir's own: " + failure.getClass().getSimpleName();
    }
}
