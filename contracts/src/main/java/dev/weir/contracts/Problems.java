package dev.weir.contracts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects problems, so that all of them are reported at once. Not safe for use by several threads. */
public final class Problems {

    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem problem) -> problem.place().file())
            .thenComparingInt(problem -> problem.place().line())
            .thenComparingInt(problem -> problem.place().column())
            .thenComparing(problem -> problem.code().id());

    private final Set<Problem> found = new LinkedHashSet<>();

    /** Notes a problem; one that was noted before is kept once. */
    public void add(Code code, Place place, String what, String why, String remedy) {
        found.add(new Problem(code, place, what, why, remedy));
    }

    public void add(Problem problem) {
        found.add(problem);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** What was found, by file and line. */
    public List<Problem> list() {
        List<Problem> sorted = new ArrayList<>(found);
        sorted.sort(BY_PLACE);
        return List.copyOf(sorted);
    }

    /**
     * Ends here when anything was found.
     *
     * @throws ProblemsException with every problem
     */
    public void throwIfAny() {
        ProblemsException.throwIfAny(list());
    }
}
