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
 * other is undone. Every step can be repeated, and the journal goes last, so a recovery that dies is recovered.
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
     * Every run that left a journal; the caller holds the product's lock, so all of them are dead.
     *
     * @return one sentence for each
     */
    List<String> finishAll() {
        List<String> told = new ArrayList<>();
        for (RunJournal journal : journals.list()) {
            told.addAll(finish(journal));
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
            case SEALED -> {
                List<String> told = new ArrayList<>();
                if (isPublished(journal, log)) {
                    told.addAll(forward(journal));
                    told.add("Finished release " + journal.product() + "@"
                            + journal.release().orElseThrow() + ", which run " + journal.run()
                            + " had published before it ended.");
                } else {
                    undo(journal);
                    told.add("Undid run " + journal.run() + ", which ended before it published release "
                            + journal.release().orElseThrow() + ".");
                }
                yield told;
            }
        };
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

    /** Whether a sealed run's release is in the log, and is its own. */
    static boolean isPublished(RunJournal journal, ReleaseLog log) {
        long number = journal.release().orElseThrow();
        return log.numbers(journal.product()).anyMatch(found -> found == number)
                && log.read(journal.product(), number).record().run().id().equals(journal.run());
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
