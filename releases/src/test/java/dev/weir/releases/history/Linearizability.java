package dev.weir.releases.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a history of overlapping operations is that of one object on which each operation takes effect at one moment
 * between its call and its answer: the search of J. M. Wing and C. Gong, "Testing and verifying concurrent objects" (1993),
 * with the memory of states that G. Lowe, "Testing for linearizability" (2017), adds.
 */
public final class Linearizability {

    private Linearizability() {}

    /**
     * An operation with its answer.
     *
     * @param <S> the object's state, a value
     */
    public interface Operation<S> {

        /** When it was called. */
        long called();

        /** When its answer came; {@link Long#MAX_VALUE} when none came, so that it took effect at any time later, or never. */
        long answered();

        /** The state after it; empty when the object would not have answered so in that state. */
        Optional<S> on(S state);
    }

    /** Whether there is an order of the operations, true to their times, in which the object answers as it did. */
    public static <S, O extends Operation<S>> boolean holds(S initial, List<O> history) {
        List<O> operations = history.stream()
                .sorted(Comparator.comparingLong(Operation::called))
                .toList();
        Deque<Step<S>> path = new ArrayDeque<>();
        Set<Seen<S>> seen = new HashSet<>();
        BitSet done = new BitSet(operations.size());
        S state = initial;
        int next = 0;
        while (!isOver(operations, done)) {
            Optional<Step<S>> step = step(operations, done, state, next, seen);
            if (step.isPresent()) {
                path.push(step.get());
                done.set(step.get().operation());
                state = step.get().after();
                next = 0;
            } else if (path.isEmpty()) {
                return false;
            } else {
                Step<S> wrong = path.pop();
                done.clear(wrong.operation());
                state = wrong.before();
                next = wrong.operation() + 1;
            }
        }
        return true;
    }

    private record Step<S>(int operation, S before, S after) {}

    private record Seen<S>(BitSet done, S state) {}

    private static <S, O extends Operation<S>> boolean isOver(List<O> operations, BitSet done) {
        for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
            if (operations.get(i).answered() != Long.MAX_VALUE) {
                return false;
            }
        }
        return true;
    }

    /** The first operation from an index on that can come next: it was called before any that is left was answered. */
    private static <S, O extends Operation<S>> Optional<Step<S>> step(
            List<O> operations, BitSet done, S state, int from, Set<Seen<S>> seen) {
        long bound = Long.MAX_VALUE;
        for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
            O operation = operations.get(i);
            if (operation.called() > bound) {
                return Optional.empty();
            }
            bound = Math.min(bound, operation.answered());
            if (i >= from) {
                Optional<S> after = operation.on(state);
                if (after.isPresent()) {
                    BitSet then = (BitSet) done.clone();
                    then.set(i);
                    if (seen.add(new Seen<>(then, after.get()))) {
                        return Optional.of(new Step<>(i, state, after.get()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The longest beginning of a history, by answers, that holds: what comes next is where it breaks. */
    public static <S, O extends Operation<S>> int holdsUntil(S initial, List<O> history) {
        List<O> byAnswer = new ArrayList<>(history);
        byAnswer.sort(Comparator.comparingLong(Operation::answered));
        int low = 0;
        int high = byAnswer.size();
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (holds(initial, byAnswer.subList(0, middle))) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
