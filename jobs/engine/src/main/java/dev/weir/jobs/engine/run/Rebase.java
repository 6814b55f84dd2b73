package dev.weir.jobs.engine.run;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import java.util.List;
import java.util.function.Function;

/** Begins a run again on the release of the one that has outrun it, where that is sound. */
final class Rebase {

    /** How often a run begins again. */
    static final int MOST = 3;

    private Rebase() {}

    /** Whether what a run brings comes to the same on top of another release. */
    enum Soundness {
        SOUND,
        UNSOUND
    }

    /**
     * Takes attempts until one is not outrun.
     *
     * @param attempt given the sentence that is shown before it, if any; ends with {@link NumberTakenException} when
     *     another run has published first
     * @throws ProblemsException which names the winner, when beginning again is not sound or did not help {@value #MOST} times
     */
    static <T> T until(Soundness soundness, Function<List<String>, T> attempt) {
        List<String> first = List.of();
        for (int again = 1; ; again++) {
            try {
                return attempt.apply(first);
            } catch (NumberTakenException e) {
                if (soundness == Soundness.UNSOUND) {
                    throw e.toProblems();
                }
                if (again > MOST) {
                    throw supersededBy(e.winner(), e);
                }
                first = List.of("Another run published " + e.winner().reference()
                        + " first: this one begins again on it (" + again + " of " + MOST + ").");
            }
        }
    }

    private static ProblemsException supersededBy(Manifest winner, NumberTakenException last) {
        return ProblemsException.of(
                Code.REBASE,
                Place.of("releases/" + winner.product()),
                "Other runs have published first " + (MOST + 1) + " times, the last " + winner.reference(),
                "each time this run began again on the newest release, and another was faster",
                "let the runs of '" + winner.product() + "' take turns, then run again",
                last);
    }
}
