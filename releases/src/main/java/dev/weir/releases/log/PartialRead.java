package dev.weir.releases.log;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * What can be read of some files of the log: one that is damaged hides no other, and is named.
 *
 * @param whole what those say that are whole, in order
 * @param damaged what is wrong with the others, each with its place
 */
public record PartialRead<T>(List<T> whole, List<Problem> damaged) {

    public PartialRead {
        whole = List.copyOf(whole);
        damaged = List.copyOf(damaged);
    }

    /**
     * Reads one after the other.
     *
     * @throws ProblemsException what any of them throws but {@link Code#EVIDENCE_BROKEN}, such as that the store is away
     */
    static <N, T> PartialRead<T> of(Collection<N> names, Function<N, T> read) {
        List<T> whole = new ArrayList<>();
        List<Problem> damaged = new ArrayList<>();
        for (N name : names) {
            try {
                whole.add(read.apply(name));
            } catch (ProblemsException e) {
                if (!e.problems().stream().allMatch(problem -> problem.code() == Code.EVIDENCE_BROKEN)) {
                    throw e;
                }
                damaged.addAll(e.problems());
            }
        }
        return new PartialRead<>(whole, damaged);
    }

    /** What they say, where all are whole. */
    List<T> all() {
        ProblemsException.throwIfAny(damaged);
        return whole;
    }
}
