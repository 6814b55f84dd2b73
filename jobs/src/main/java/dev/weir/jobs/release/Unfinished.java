package dev.weir.jobs.release;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What dead runs of a product have left for the next command. Reads journals and the log, and touches no table. */
public final class Unfinished {

    private Unfinished() {}

    /**
     * One run that is not over.
     *
     * @param run its id
     * @param state how far it came, such as {@code open}
     * @param would what recovery does with it, as a sentence in the imperative
     */
    public record Left(String run, String state, String would) {
        public Left {
            requireNonNull(run, "run");
            requireNonNull(state, "state");
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
                left.add(new Left(journal.run(), journal.state().name().toLowerCase(Locale.ROOT), would(journal, log)));
            }
        }
        return left;
    }

    private static String would(RunJournal journal, ReleaseLog log) {
        return switch (journal.state()) {
            case OPEN -> "Undo run " + journal.run() + ", which ended before it released anything.";
            case HELD -> "Finish run " + journal.run() + ", which was held: its quarantine is kept.";
            case SEALED ->
                switch (Recovery.entry(journal, log)) {
                    case ITS_OWN ->
                        "Finish release " + reference(journal) + ", which run " + journal.run()
                                + " had published before it ended.";
                    case ANOTHERS ->
                        "Undo run " + journal.run() + ", which ended before it published " + reference(journal)
                                + ": another run has.";
                    case NOBODYS ->
                        "Leave run " + journal.run() + ", which ended when it was about to publish "
                                + reference(journal) + ": nobody has that number yet, and the next release settles it.";
                };
        };
    }

    private static String reference(RunJournal journal) {
        return journal.product() + "@" + journal.release().orElseThrow();
    }
}
