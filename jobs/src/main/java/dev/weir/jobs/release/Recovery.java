package dev.weir.jobs.release;

import dev.weir.contracts.TableFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes or undoes what a run has left: a run that is in the log is finished, one that was held keeps its quarantine, any
 * other is undone, or left while its entry may still come. Every step can be repeated, and the journal goes last, so a
 * recovery that dies is recovered.
 */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final ReleaseLog log;
    private final Map<TableFormat, TableStore> stores;
    private final RunJournals journals;

    Recovery(ReleaseLog log, Map<TableFormat, TableStore> stores, RunJournals journals) {
        this.log = log;
        this.stores = stores;
        this.journals = journals;
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

    /** One run: what its journal and the log say of it is done. */
    List<String> finish(RunJournal journal) {
        return switch (journal.state()) {
            case OPEN -> {
                undo(journal);
                yield List.of("Undid run " + journal.run() + ", which ended before it released anything.");
            }
            case HELD -> {
                List<String> told = new ArrayList<>(hold(journal));
                told.add("Finished run " + journal.run() + ", which was held: its quarantine is kept.");
                yield told;
            }
            case SEALED -> sealed(journal);
        };
    }

    /**
     * A run that was about to enter the log. While nobody has its number, its entry may still come: a store that answers
     * late, a process that was only stopped. So nothing of it is touched until somebody has it.
     */
    private List<String> sealed(RunJournal journal) {
        String reference = journal.product() + "@" + journal.release().orElseThrow();
        List<String> told = new ArrayList<>();
        switch (entry(journal, log)) {
            case ITS_OWN -> {
                told.addAll(forward(journal));
                told.add("Finished release " + reference + ", which run " + journal.run()
                        + " had published before it ended.");
            }
            case ANOTHERS -> {
                undo(journal);
                told.add("Undid run " + journal.run() + ", which ended before it published " + reference
                        + ": another run has.");
            }
            case NOBODYS ->
                told.add("Left run " + journal.run() + " as it is, which ended when it was about to publish "
                        + reference + ": nobody has that number yet, and the next release settles it.");
        }
        return told;
    }

    /** Makes everything the run staged visible, and ends its journal. */
    List<String> forward(RunJournal journal) {
        List<String> told = publish(journal, journal.entries());
        journals.delete(journal.run());
        return told;
    }

    /** Keeps what was quarantined, removes the rest, and ends the journal. */
    List<String> hold(RunJournal journal) {
        List<String> told =
                publish(journal, entries(journal, entry -> !entry.load().isReleased()));
        rollBack(journal, entries(journal, entry -> entry.load().isReleased()));
        journals.delete(journal.run());
        return told;
    }

    /** Removes everything the run staged, and ends its journal. */
    void undo(RunJournal journal) {
        rollBack(journal, journal.entries());
        journals.delete(journal.run());
    }

    /** What the log says of a run that was about to enter it. */
    enum Entry {
        /** It is in the log. */
        ITS_OWN,
        /** Another run has its number. */
        ANOTHERS,
        /** Nobody has the number: its entry may still come. */
        NOBODYS
    }

    /** Of a sealed run. */
    static Entry entry(RunJournal journal, ReleaseLog log) {
        long number = journal.release().orElseThrow();
        if (log.numbers(journal.product()).noneMatch(found -> found == number)) {
            return Entry.NOBODYS;
        }
        String holder = log.read(journal.product(), number).record().run().id();
        return holder.equals(journal.run()) ? Entry.ITS_OWN : Entry.ANOTHERS;
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
