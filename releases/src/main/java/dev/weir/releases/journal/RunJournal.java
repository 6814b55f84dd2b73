package dev.weir.releases.journal;

import dev.weir.contracts.release.Manifest;
import dev.weir.releases.log.ReleaseLog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run has touched and how far it came, kept so that another process can finish or undo it.
 *
 * @param began when it had the product's lock
 * @param makes the number of its release, if it comes to one; empty where an earlier version wrote the journal
 * @param state how far
 * @param manifest what it enters in the log, under a signature that is there already; empty before it is sealed
 * @param entries in the order in which they were opened
 */
public record RunJournal(
        String product,
        String run,
        Instant began,
        OptionalLong makes,
        State state,
        Optional<Manifest> manifest,
        List<StagedEntry> entries) {

    public RunJournal {
        entries = List.copyOf(entries);
        if (manifest.isPresent() != (state == State.SEALED || state == State.WITHDRAWN)) {
            throw new IllegalArgumentException("Run " + run + " is " + state + " with the manifest of " + release());
        }
    }

    /** How far a run came. */
    public enum State {
        /** Undecided: all of it is undone. */
        OPEN,
        /** Decided for: entered in the log whatever happens, and undone only where another run has the number. */
        SEALED,
        /** Decided for, and taken back: the log has certainly nothing of it, and all of it is undone. */
        WITHDRAWN,
        /** Decided against: quarantined rows stay, the others are undone. */
        HELD
    }

    /** The number that it seals; empty before. */
    public OptionalLong release() {
        return manifest.isPresent() ? OptionalLong.of(manifest.get().number()) : OptionalLong.empty();
    }

    public RunMark mark() {
        return new RunMark(product, run, release());
    }

    /** The same run of which the log certainly has nothing, and is to get nothing. */
    public RunJournal withdrawn() {
        return new RunJournal(product, run, began, makes, State.WITHDRAWN, manifest, entries);
    }

    /** The same run, once the log has this of it, though the journal is from before: versions are those that were released. */
    public RunJournal entered(Manifest released) {
        List<StagedEntry> all =
                entries.stream().map(entry -> entry.released(released)).toList();
        return new RunJournal(product, run, began, makes, State.SEALED, Optional.of(released), all);
    }

    /** The log's state for a run that was about to enter it. */
    public enum Entry {
        /** It is in the log. */
        ITS_OWN,
        /** Another run has its number. */
        ANOTHERS,
        /** Its number was taken from it, and is void for good. */
        VOID,
        /** The number is free: the run died before its entry, or the entry's answer was lost. */
        UNCLAIMED
    }

    /** The log's state for a sealed run. */
    public Entry entry(ReleaseLog log) {
        long number = release().orElseThrow();
        if (number > log.last(product).orElse(0)) {
            return Entry.UNCLAIMED;
        }
        if (log.isVoid(product, number)) {
            return Entry.VOID;
        }
        String holder = log.read(product, number).record().run().id();
        return holder.equals(run) ? Entry.ITS_OWN : Entry.ANOTHERS;
    }
}
