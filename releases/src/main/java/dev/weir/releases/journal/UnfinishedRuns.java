package dev.weir.releases.journal;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.releases.log.ReleaseLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What dead runs of a product have left for the next command. Reads journals and the log, and touches no table. */
public final class UnfinishedRuns {

    private UnfinishedRuns() {}

    /** What ends a run that died. */
    public enum Mending {
        /** Every command of the product that has the engine, before anything else. */
        ANY_COMMAND,
        /** People alone: its journal cannot be understood, and no run of the product begins before it can. */
        MANUAL
    }

    /**
     * One run that is not over.
     *
     * @param mending what ends it
     * @param plannedAction what recovery does with it, as a sentence in the imperative
     */
    public record Left(String run, Mending mending, String plannedAction) {}

    /**
     * The dead runs of a product, by id; none while a living run is at work.
     *
     * @throws dev.weir.contracts.ProblemsException when journals or log cannot be read
     */
    public static List<Left> of(RunStore store, ReleaseLog log, String product) {
        RunJournals journals = store.journals(product);
        // the lease alone tells a dead run from a living one; a journal that goes meanwhile is being
        // recovered
        List<String> runs = journals.runs();
        if (runs.isEmpty() || !store.leases().isFree(product)) {
            return List.of();
        }
        List<Left> left = new ArrayList<>();
        runs.forEach(run -> left(journals, run, log).ifPresent(left::add));
        return left;
    }

    /** Ids of the runs of a product that are not over, dead or living: their releases' tables may not have followed yet. */
    public static Set<String> runs(RunStore store, String product) {
        return new TreeSet<>(store.journals(product).runs());
    }

    private static Optional<Left> left(RunJournals journals, String run, ReleaseLog log) {
        Optional<RunJournal> journal;
        try {
            journal = journals.find(run);
        } catch (ProblemsException e) {
            Problem problem = e.problems().get(0);
            return Optional.of(new Left(
                    run,
                    Mending.MANUAL,
                    problem.what() + " (" + problem.place() + "): " + problem.why() + ". " + problem.remedy()));
        }
        return journal.map(found -> new Left(run, Mending.ANY_COMMAND, plannedAction(found, log)));
    }

    private static String plannedAction(RunJournal journal, ReleaseLog log) {
        String run = "run " + journal.run();
        return switch (journal.state()) {
            case OPEN, WITHDRAWN -> "Undo " + run + ", which ended before it released anything.";
            case HELD -> "Finish " + run + ", which was held: its quarantine is kept.";
            case SEALED -> {
                String release = journal.product() + "@" + journal.release().orElseThrow();
                yield switch (journal.entry(log)) {
                    case ITS_OWN -> "Finish release " + release + ", which " + run + " had published before it ended.";
                    case ANOTHERS ->
                        "Undo " + run + ", which ended before it published " + release + ": another run has.";
                    case VOID ->
                        "Undo " + run + ", which ended before it published " + release
                                + ": the number was taken from it.";
                    case UNCLAIMED -> "Publish " + release + ", which " + run + " had signed before it ended.";
                };
            }
        };
    }
}
