package dev.weir.jobs.release;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.jobs.release.table.TableStore;
import dev.weir.releases.journal.DeadRun;
import dev.weir.releases.journal.RunJournal;
import dev.weir.releases.journal.RunJournals;
import dev.weir.releases.journal.StagedEntry;
import dev.weir.releases.log.Publication;
import dev.weir.releases.log.ReleaseLog;
import java.util.ArrayList;
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
 */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final ReleaseLog log;
    private final Map<TableFormat, TableStore> stores;
    private final RunJournals journals;
    private final DeadRun.Listener dead;

    Recovery(ReleaseLog log, Map<TableFormat, TableStore> stores, RunJournals journals, DeadRun.Listener dead) {
        this.log = log;
        this.stores = stores;
        this.journals = journals;
        this.dead = dead;
    }

    /**
     * Every run that left a journal; the caller holds the product's lock, so none of them may go on.
     *
     * @return one sentence for each
     */
    List<String> finishAll() {
        return finishAll("");
    }

    /** The same, but for one run. */
    List<String> finishAll(String except) {
        List<String> told = new ArrayList<>();
        for (RunJournal journal : journals.list()) {
            if (!journal.run().equals(except)) {
                told.addAll(finish(journal));
            }
        }
        return told;
    }

    /** One run: what its journal and the log say of it is done, told and forgotten. */
    List<String> finish(RunJournal journal) {
        String run = journal.run();
        return switch (journal.state()) {
            case OPEN, WITHDRAWN ->
                undone(journal, Outcome.FAILED, "Undid run " + run + ", which ended before it released anything.");
            case HELD -> {
                List<String> told = new ArrayList<>(hold(journal));
                told.addAll(over(
                        journal,
                        Outcome.HELD,
                        Optional.empty(),
                        "Finished run " + run + ", which was held: its quarantine is kept."));
                yield told;
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
            case NOBODYS -> enter(journal, reference);
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
        return log.publish(journal.manifest().orElseThrow()).match(new Publication.Cases<>() {
            @Override
            public List<String> done(Publication.Done done) {
                return released(
                        journal,
                        "Published " + reference + ", which run " + journal.run() + " had signed before it ended.");
            }

            @Override
            public List<String> refused(Publication.Refused refused) {
                return beaten(journal, reference);
            }

            @Override
            public List<String> unknown(Publication.Unknown unknown) {
                return List.of("Left " + ended + ": the release log does not say whether it has it. The next command of"
                        + " the product asks again.");
            }
        });
    }

    private List<String> released(RunJournal journal, String sentence) {
        List<String> told = new ArrayList<>(forward(journal));
        told.addAll(over(journal, Outcome.RELEASED, journal.manifest(), sentence));
        return told;
    }

    private List<String> beaten(RunJournal journal, String reference) {
        return undone(
                journal,
                Outcome.CONFLICT,
                "Undid run " + journal.run() + ", which ended before it published " + reference + ": another run has.");
    }

    private List<String> undone(RunJournal journal, Outcome outcome, String sentence) {
        undo(journal);
        return over(journal, outcome, Optional.empty(), sentence);
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
                .forEach((format, own) -> store(format).prepare(journal.mark(), own));
    }

    /** A sealed run of which the log certainly has nothing: a recovery that comes from now on undoes it. */
    RunJournal withdrawn(RunJournal sealed) {
        RunJournal withdrawn = sealed.withdrawn();
        journals.write(withdrawn);
        return withdrawn;
    }

    /** Makes everything the run staged visible. */
    List<String> forward(RunJournal journal) {
        return publish(journal, journal.entries());
    }

    /** Keeps what was quarantined, removes the rest. */
    List<String> hold(RunJournal journal) {
        List<String> told =
                publish(journal, entries(journal, entry -> !entry.load().isReleased()));
        rollBack(journal, entries(journal, entry -> entry.load().isReleased()));
        return told;
    }

    /** Removes everything the run staged. */
    void undo(RunJournal journal) {
        rollBack(journal, journal.entries());
    }

    private static List<StagedEntry> entries(RunJournal journal, Predicate<StagedEntry> which) {
        return journal.entries().stream().filter(which).toList();
    }

    private List<String> publish(RunJournal journal, List<StagedEntry> entries) {
        List<String> told = new ArrayList<>();
        byFormat(entries).forEach((format, own) -> told.addAll(store(format).publish(journal.mark(), own)));
        return told;
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
        TableStore store = stores.get(format);
        if (store == null) {
            throw new IllegalStateException("No store for " + format + " tables");
        }
        return store;
    }
}
