package dev.weir.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Thrown when people have something to put right; carries all of it, each with its place and remedy. */
public final class ProblemsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ArrayList<Problem> problems; // a task's exception travels to the driver

    public ProblemsException(List<Problem> problems) {
        this(problems, null);
    }

    /** With the exception of the outside world that made the problem known; only {@code --debug} shows it. */
    public ProblemsException(List<Problem> problems, @Nullable Throwable cause) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), cause);
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("ProblemsException without a problem");
        }
        this.problems = new ArrayList<>(problems);
    }

    /** One problem alone. */
    public static ProblemsException of(Code code, Place place, String what, String why, String remedy) {
        return of(code, place, what, why, remedy, null);
    }

    /** With the exception of the outside world that made the problem known. */
    public static ProblemsException of(
            Code code, Place place, String what, String why, String remedy, @Nullable Throwable cause) {
        return new ProblemsException(List.of(new Problem(code, place, what, why, remedy)), cause);
    }

    /** Throws all of them, where there are any. */
    public static void throwIfAny(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
    }

    /** Every problem, in the order in which it is reported. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Of a command line that asks for what cannot be: {@code place} is an option of it, or the command. */
    public static ProblemsException usage(String place, String what, String why, String remedy) {
        return of(Code.USAGE, Place.of(place), what, why, remedy);
    }

    /** The exit status of the gravest: the highest number wins. */
    public ExitCode exit() {
        ExitCode gravest = ExitCode.DONE;
        for (Problem problem : problems) {
            if (problem.code().exit().status() > gravest.status()) {
                gravest = problem.code().exit();
            }
        }
        return gravest;
    }
}
