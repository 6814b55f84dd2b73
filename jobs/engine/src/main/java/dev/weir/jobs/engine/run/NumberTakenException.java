package dev.weir.jobs.engine.run;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;

/** Another run has published the number that a run was to have; the run's tables are as they were. */
final class NumberTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Manifest winner;
    private final ProblemsException problems;

    /** @param problems the message if the run does not begin again */
    NumberTakenException(Manifest winner, ProblemsException problems) {
        super(problems.getMessage(), problems);
        this.winner = winner;
        this.problems = problems;
    }

    Manifest winner() {
        return winner;
    }

    ProblemsException toProblems() {
        return problems;
    }
}
