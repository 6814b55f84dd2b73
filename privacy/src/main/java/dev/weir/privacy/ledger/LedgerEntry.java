package dev.weir.privacy.ledger;

import dev.weir.contracts.release.ChainHead;
import dev.weir.contracts.roles.ActAuthorisation;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One file of the ledger. Entries are added and never changed.
 *
 * @param mark which, when and by whom
 * @param previousSha256 of the entry before it, as bytes; empty for the first
 * @param totals distinct people sent by the processor in the year, from this entry on
 * @param event what happened
 */
public record LedgerEntry(Mark mark, Optional<String> previousSha256, PeopleCount totals, Event event) {

    /** The zone whose calendar the years are of. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    public LedgerEntry {
        if (previousSha256.isPresent() == (mark.sequence() == 1)) {
            throw new IllegalArgumentException("Entry " + mark.id()
                    + (mark.sequence() == 1 ? " is the first and names one before it" : " names no entry before it"));
        }
        if (event instanceof Reserved reserved) {
            if (mark.at().atZone(ZONE).getYear() != mark.year()) {
                throw new IllegalArgumentException("Entry " + mark.id() + " is of another year: " + mark.at());
            }
            if (!totals.equals(reserved.transfer().people().counts().after())) {
                throw new IllegalArgumentException("Entry " + mark.id() + " does not add up");
            }
        }
    }

    /** {@code <year>-<sequence>}: how people name it; that of a reservation names the transfer. */
    public String id() {
        return mark.id();
    }

    /**
     * Which entry it is.
     *
     * @param processor the legal person that sends, as the name of a folder
     * @param year of the calendar in Asia/Shanghai
     * @param sequence counted from 1 in each year
     * @param at when
     * @param by who
     * @param software its version
     * @param acting by which role; empty where the workspace names none
     */
    public record Mark(
            String processor,
            int year,
            long sequence,
            Instant at,
            String by,
            String software,
            Optional<ActAuthorisation> acting) {

        public Mark {
            if (sequence < 1) {
                throw new IllegalArgumentException("Entries count from 1");
            }
        }

        /** {@code <year>-<sequence>}. */
        public String id() {
            return year + "-" + sequence;
        }
    }

    /** What happened. */
    public sealed interface Event {
        /** Calls the case that fits. */
        default <R> R match(
                Function<Reserved, R> reserved,
                Function<Completed, R> completed,
                Function<Voided, R> voided,
                Function<Restored, R> restored) {
            if (this instanceof Reserved event) {
                return reserved.apply(event);
            } else if (this instanceof Completed event) {
                return completed.apply(event);
            }
            return this instanceof Voided event ? voided.apply(event) : restored.apply((Restored) this);
        }
    }

    /** A transfer was allowed: its people count from now on, whatever becomes of the copy. */
    public record Reserved(Transfer transfer) implements Event {}

    /**
     * The copy of a transfer is there whole.
     *
     * @param transfer the id of its reservation
     * @param manifestSha256 of the copy's manifest, which names the hash of every file
     */
    public record Completed(String transfer, String manifestSha256) implements Event {}

    /**
     * A transfer whose copy was never whole counts no more.
     *
     * @param transfer the id of its reservation
     * @param reason in a person's words
     * @param rows whether rows of it lay in files
     * @param recipientAfter people sent to its recipient in the year without it
     */
    public record Voided(String transfer, String reason, Rows rows, PeopleCount recipientAfter) implements Event {

        /** What was there of a copy that was never whole, when a person stated that no rows of it were taken. */
        public enum Rows {
            /** No file with rows was found. */
            NONE,
            /** Files with rows were found. */
            NOT_TAKEN
        }

        public Voided {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("A transfer is voided for a reason, and none is given");
            }
        }
    }

    /**
     * The ledger goes on after a loss: an officer states what is gone, and how many people have been sent all the same. The
     * entry's totals are theirs.
     *
     * @param reason in the officer's words
     * @param lost heads of the year that were seen and do not fit what is left
     * @param copies SHA-256 of the manifests of copies that no entry tells of any more
     * @param people names of people files that no entry tells of any more
     */
    public record Restored(String reason, List<ChainHead> lost, List<String> copies, List<String> people)
            implements Event {
        public Restored {
            lost = List.copyOf(lost);
            copies = List.copyOf(copies);
            people = List.copyOf(people);
            if (reason.isBlank()) {
                throw new IllegalArgumentException("A ledger is restored for a reason, and none is given");
            }
        }
    }
}
