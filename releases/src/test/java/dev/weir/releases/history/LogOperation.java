package dev.weir.releases.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a log was asked, and its answer. The log's state is the list of the runs that made its releases, the first first, with
 * an empty one for each number that nobody released.
 *
 * @param kind which question
 * @param called by a clock that all processes of the machine share
 * @param answered the same; {@link Long#MAX_VALUE} when the answer is not known
 * @param number the release that was published or read; the answer of NEWEST, 0 when there is none
 * @param run of PUBLISHED, LOST and TAKEN the run that published, of the others the run that was answered; empty when none was
 */
public record LogOperation(Kind kind, long called, long answered, long number, String run)
        implements Linearizability.Operation<List<String>> {

    /** Questions with the kind of their answers. */
    public enum Kind {
        /** The newest release is asked, and answered. */
        NEWEST,
        /** A release is asked, and answered; an empty run is "there is none". */
        READ,
        /** A release was published. */
        PUBLISHED,
        /** A release was refused, because that of another run has its number. */
        REFUSED,
        /** Whether the release was published is not known. */
        LOST,
        /** A release was refused, because its number is nobody's for good. */
        TAKEN,
        /** A number was fenced: it is nobody's, or that of the run that is the answer. */
        FENCED,
        /** Whether the number was fenced is not known. */
        FENCE_LOST
    }

    @Override
    public Optional<List<String>> on(List<String> runs) {
        int newest = runs.size();
        return switch (kind) {
            case NEWEST -> when(number == released(runs) && (number == 0 || isOf(run, runs)), runs);
            case READ -> when(number > newest ? run.isEmpty() : isOf(run, runs), runs);
            case REFUSED -> when(number <= newest && isOf(run, runs), runs);
            case TAKEN -> when(number <= newest && isOf("", runs), runs);
            case FENCED ->
                number == newest + 1 && run.isEmpty()
                        ? Optional.of(with(runs))
                        : when(number <= newest && isOf(run, runs), runs);
            case FENCE_LOST -> number == newest + 1 ? Optional.of(with(runs)) : when(number <= newest, runs);
            case PUBLISHED, LOST -> number == newest + 1 ? Optional.of(with(runs)) : Optional.empty();
        };
    }

    private boolean isOf(String other, List<String> runs) {
        return runs.get((int) number - 1).equals(other);
    }

    private static int released(List<String> runs) {
        int newest = runs.size();
        while (newest > 0 && runs.get(newest - 1).isEmpty()) {
            newest--;
        }
        return newest;
    }

    private static Optional<List<String>> when(boolean holds, List<String> runs) {
        return holds ? Optional.of(runs) : Optional.empty();
    }

    private List<String> with(List<String> runs) {
        List<String> more = new ArrayList<>(runs);
        more.add(run);
        return List.copyOf(more);
    }

    /** One line, that {@link #parse} reads. */
    public String line() {
        return kind + " " + called + " " + answered + " " + number + " " + run;
    }

    /** Reads {@link #line}. */
    public static LogOperation parse(String line) {
        String[] parts = line.split(" ", -1);
        return new LogOperation(
                Kind.valueOf(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                parts[4]);
    }
}
