package dev.weir.jobs.release;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.jobs.release.table.TableComments;
import dev.weir.jobs.release.table.TableKinds;
import dev.weir.jobs.release.table.TableStore;
import dev.weir.releases.journal.DeadRun;
import dev.weir.releases.journal.RunJournal;
import dev.weir.releases.journal.RunJournals;
import dev.weir.releases.journal.StagedEntry;
import dev.weir.releases.lease.Lease;
import dev.weir.releases.log.PublishResult;
import dev.weir.releases.log.ReleaseLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes or undoes what a run has left: a run that was sealed is published and finished, one that was held keeps its
 * quarantine, any other is undone. Every step can be repeated, and the journal goes last, so a
 * recovery that dies is recovered.
 *
 * <p>Where the lease does not prove the run dead, the run's number is taken from it before anything of it is undone
 * ({@link ReleaseLog#fence}): it may be asleep, and would release what is no longer there.
 *
 * @param lease of the product, held by the recovering process
 */
record Recovery(
        ReleaseLog log, Map<TableFormat, TableStore> stores, RunJournals journals, Lease lease, DeadRun.Listener dead) {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    /**
     * Every run that left a journal; the caller holds the product's lease, so none of them may publish any more.
     *
     * @return one sentence for each
     */
    List<String> finishAll() {
        return finishAll("");
    }

    /**
     * The same, but for one run. Those that were decided come first: one that lost its lease before its journal was seen has the
     * number of another, and undone first it would take that from it.
     */
    List<String> finishAll(String except) {
        List<RunJournal> left = new ArrayList<>(journals.list());
        left.removeIf(journal -> journal.run().equals(except));
        left.sort(Comparator.comparing(journal -> journal.state() != RunJournal.State.SEALED));
        List<String> messages = new ArrayList<>();
        for (RunJournal journal : left) {
            lease.check(); // else it may be that of a run that is at work
            messages.addAll(finish(journal));
        }
        return messages;
    }

    /** One run: what its journal and the log say of it is done, reported and forgotten. */
    List<String> finish(RunJournal journal) {
        String run = journal.run();
        return switch (journal.state()) {
            case OPEN, WITHDRAWN ->
                undone(journal, Outcome.FAILED, "Undid run " + run + ", which ended before it released anything.");
            case HELD -> {
                List<String> messages = new ArrayList<>(hold(journal));
                messages.addAll(over(
                        journal,
                        Outcome.HELD,
                        Optional.empty(),
                        "Finished run " + run + ", which was held: its quarantine is kept."));
                yield messages;
            }
            case SEALED -> sealed(journal);
        };
    }

    /**
     * A run that was about to enter the log: its rows are judged, its manifest is signed, its tables may show it already. So
     * its manifest is entered, byte for byte. Where its own entry still comes, from a store that answers late or a process that
     * was only stopped, it meets the same bytes.
     */
    private List<String> sealed(RunJournal journal) {
        String reference = journal.product() + "@" + journal.release().orElseThrow();
        return switch (journal.entry(log)) {
            case ITS_OWN ->
                released(
                        journal,
                        "Finished release " + reference + ", which run " + journal.run()
                                + " had published before it ended.");
            case ANOTHERS -> beaten(journal, reference);
            case VOID -> fenced(journal, reference);
            case UNCLAIMED -> enter(journal, reference);
        };
    }

    private List<String> enter(RunJournal journal, String reference) {
        if (!log.isProved(journal.manifest().orElseThrow())) {
            return undone(
                    withdrawn(journal),
                    Outcome.FAILED,
                    "Undid run " + journal.run() + ", which ended when it was about to publish " + reference
                            + ": the manifest in its journal is not the one that was signed, or evidence of it is gone."
                            + " Find out who changed it; the next run makes the release anew.");
        }
        String ended = "run " + journal.run() + ", which ended when it was about to publish " + reference;
        try {
            prepare(journal);
        } catch (ProblemsException e) {
            if (e.problems().stream().anyMatch(problem -> problem.code() != Code.TABLE_CHANGED)) {
                throw e;
            }
            return undone(
                    withdrawn(journal),
                    Outcome.CONFLICT,
                    "Undid " + ended + ": " + e.problems().get(0).what() + ".");
        }
        PublishResult publication;
        try {
            publication = log.publish(journal.manifest().orElseThrow());
        } catch (ProblemsException e) {
            if (journal.entry(log) != RunJournal.Entry.VOID) {
                throw e;
            }
            return fenced(journal, reference); // by another process that recovers it, or by the run itself
        }
        return publication.match(
                done -> released(
                        journal,
                        "Published " + reference + ", which run " + journal.run() + " had signed before it ended."),
                refused -> beaten(journal, reference),
                unknown -> List.of(
                        "Left " + ended + ": the release log does not say whether it has it. The next command of"
                                + " the product asks again."));
    }

    private List<String> released(RunJournal journal, String sentence) {
        List<String> messages = new ArrayList<>(forward(journal));
        messages.addAll(over(journal, Outcome.RELEASED, journal.manifest(), sentence));
        return messages;
    }

    private List<String> beaten(RunJournal journal, String reference) {
        return undone(
                journal,
                Outcome.CONFLICT,
                "Undid run " + journal.run() + ", which ended before it published " + reference + ": another run has.");
    }

    private List<String> fenced(RunJournal journal, String reference) {
        entered(journal); // the process that took the number may have died before a list of names could show it
        return undone(
                journal,
                Outcome.CONFLICT,
                "Undid run " + journal.run() + ", which ended before it published " + reference
                        + ": the number was taken from it.");
    }

    private List<String> undone(RunJournal journal, Outcome outcome, String sentence) {
        lease.check();
        Optional<Manifest> entered = isFormerDead() ? Optional.empty() : entered(journal);
        if (entered.isPresent()) {
            return released(
                    journal.entered(entered.get()),
                    "Finished release " + entered.get().reference() + ", which run " + journal.run()
                            + " had published.");
        }
        undo(journal);
        return over(journal, outcome, Optional.empty(), sentence);
    }

    private boolean isFormerDead() {
        return lease.former() == Lease.Former.DEAD;
    }

    /** Of a lease that is lost it is not known who came after it. */
    private boolean isHeld() {
        try {
            lease.check();
            return true;
        } catch (ProblemsException e) {
            LOG.warn("The lease is lost, or cannot be looked at", e);
            return false;
        }
    }

    /** Sees to it that a run never is in the log, before anything of it is undone; its release where it is there. */
    private Optional<Manifest> entered(RunJournal journal) {
        String product = journal.product();
        // a run makes the number after the last that was given away when it began, so never a later one than this
        long number = journal.makes().orElseGet(() -> log.last(product).orElse(0) + 1);
        return log.fence(product, number, journal.run())
                .filter(release -> release.record().run().id().equals(journal.run()));
    }

    private List<String> over(RunJournal journal, Outcome outcome, Optional<Manifest> manifest, String sentence) {
        dead.on(new DeadRun(journal.product(), journal.run(), journal.began(), outcome, manifest, sentence));
        forget(journal.run());
        return List.of(sentence);
    }

    /** Ends a run's journal: nothing of the run is left to do. */
    void forget(String run) {
        journals.delete(run);
    }

    /** Before the commit point: every version that the manifest names can be read from now on. */
    void prepare(RunJournal journal) {
        byFormat(entries(journal, entry -> entry.load().isReleased()))
                .forEach((format, own) ->
                        store(format).prepare(journal.mark(), own, new TableComments(journal.manifest())));
    }

    /** A sealed run of which the log certainly has nothing: a recovery that comes from now on undoes it. */
    private RunJournal withdrawn(RunJournal sealed) {
        RunJournal withdrawn = sealed.withdrawn();
        journals.write(withdrawn);
        return withdrawn;
    }

    /**
     * Takes a run of this process back that was sealed, and that it did not enter in the log. A process that has taken it
     * for dead meanwhile may enter it.
     *
     * @return whether all of it is undone; false where it is in the log, and nothing was touched
     */
    boolean takeBack(RunJournal sealed) {
        boolean out = (isFormerDead() && isHeld()) || entered(sealed).isEmpty();
        if (out) {
            undo(withdrawn(sealed));
        }
        return out;
    }

    /** Makes everything the run staged visible. */
    List<String> forward(RunJournal journal) {
        return publish(journal, journal.entries());
    }

    /** Keeps what was quarantined, removes the rest. */
    List<String> hold(RunJournal journal) {
        List<String> messages =
                publish(journal, entries(journal, entry -> !entry.load().isReleased()));
        rollBack(journal, entries(journal, entry -> entry.load().isReleased()));
        return messages;
    }

    /** Removes everything the run staged. */
    void undo(RunJournal journal) {
        rollBack(journal, journal.entries());
    }

    private static List<StagedEntry> entries(RunJournal journal, Predicate<StagedEntry> which) {
        return journal.entries().stream().filter(which).toList();
    }

    private List<String> publish(RunJournal journal, List<StagedEntry> entries) {
        List<String> messages = new ArrayList<>();
        byFormat(entries)
                .forEach((format, own) -> messages.addAll(
                        store(format).publish(journal.mark(), own, new TableComments(journal.manifest()))));
        return messages;
    }

    private void rollBack(RunJournal journal, List<StagedEntry> entries) {
        LOG.info("Rolling back {} tables of run {}", entries.size(), journal.run());
        byFormat(entries).forEach((format, own) -> store(format).rollBack(journal.mark(), own));
    }

    private static Map<TableFormat, List<StagedEntry>> byFormat(List<StagedEntry> entries) {
        return entries.stream()
                .collect(Collectors.groupingBy(entry -> entry.table().format(), TreeMap::new, Collectors.toList()));
    }

    private TableStore store(TableFormat format) {
        return TableKinds.of(format, stores);
    }
}
