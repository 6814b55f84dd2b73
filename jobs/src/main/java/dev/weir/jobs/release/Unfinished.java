package dev.weir.jobs.release;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What dead runs of a product have left for the next command. Reads journals and the log, and touches no table. */
public final class Unfinished {

    private Unfinished() {}

    /** What ends a run that died. */
    public enum Mending {
        /** Every command of the product that has the engine, before anything else. */
        ANY_COMMAND,
        /** The next release alone: until somebody has the number, the run's own entry may still come. */
        NEXT_RELEASE
    }

    /**
     * One run that is not over.
     *
     * @param run its id
     * @param mending what ends it
     * @param would what recovery does with it, as a sentence in the imperative
     */
    public record Left(String run, Mending mending, String would) {
        public Left {
            requireNonNull(run, "run");
            requireNonNull(mending, "mending");
            requireNonNull(would, "would");
        }
    }

    /**
     * The dead runs of a product, by id; none while a living run is at work.
     *
     * @throws dev.weir.contracts.ProblemsException when journals or log cannot be read
     */
    public static List<Left> of(Warehouse warehouse, ReleaseLog log, String product) {
        RunJournals journals = new RunJournals(new LocalStorage(warehouse.releases()), product);
        if (journals.list().isEmpty()) {
            return List.of();
        }
        // the lock alone tells a dead run from a living one
        Optional<RunLock> taken = RunLock.tryTake(warehouse, product, "a look at what dead runs left");
        if (taken.isEmpty()) {
            return List.of();
        }
        List<Left> left = new ArrayList<>();
        try (RunLock lock = taken.get()) {
            requireNonNull(lock, "lock");
            for (RunJournal journal : journals.list()) {
                left.add(left(journal, log));
            }
        }
        return left;
    }

    /** Ids of the runs of a product that are not over, dead or living: their releases' tables may not have followed yet. */
    public static Set<String> runs(Warehouse warehouse, String product) {
        return new RunJournals(new LocalStorage(warehouse.releases()), product)
                .list().stream().map(RunJournal::run).collect(Collectors.toSet());
    }

    private static Left left(RunJournal journal, ReleaseLog log) {
        String run = journal.run();
        return switch (journal.state()) {
            case OPEN ->
                new Left(run, Mending.ANY_COMMAND, "Undo run " + run + ", which ended before it released anything.");
            case HELD ->
                new Left(run, Mending.ANY_COMMAND, "Finish run " + run + ", which was held: its quarantine is kept.");
            case SEALED ->
                switch (Recovery.entry(journal, log)) {
                    case ITS_OWN ->
                        new Left(
                                run,
                                Mending.ANY_COMMAND,
                                "Finish release " + reference(journal) + ", which run " + run
                                        + " had published before it ended.");
                    case ANOTHERS ->
                        new Left(
                                run,
                                Mending.ANY_COMMAND,
                                "Undo run " + run + ", which ended before it published " + reference(journal)
                                        + ": another run has.");
                    case NOBODYS ->
                        new Left(
                                run,
                                Mending.NEXT_RELEASE,
                                "Leave run " + run + ", which ended when it was about to publish "
                                        + reference(journal)
                                        + ": nobody has that number yet, and the next release settles it.");
                };
        };
    }

    private static String reference(RunJournal journal) {
        return journal.product() + "@" + journal.release().orElseThrow();
    }
}
