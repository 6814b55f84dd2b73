package dev.weir.privacy.ledger;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The entries of one processor in one year, added up. The counts are of sets, so they are never added here: each entry
 * carries the totals that hold from it on, and what can be checked of them without knowing the people is checked.
 *
 * @param processor the legal person that sends
 * @param year of the calendar in Asia/Shanghai; a new year begins at nothing
 * @param entries in their order
 * @param transfers by the id of the reservation, in their order
 * @param byRecipient people sent to each recipient that a counting transfer has gone to, by its id
 */
public record LedgerYear(
        String processor,
        int year,
        List<LedgerEntry> entries,
        Map<String, LedgerTransfer> transfers,
        Map<String, PeopleCount> byRecipient) {

    public LedgerYear {
        entries = List.copyOf(entries);
        transfers = Collections.unmodifiableMap(new LinkedHashMap<>(transfers));
        byRecipient = Collections.unmodifiableMap(new LinkedHashMap<>(byRecipient));
    }

    /** @throws ContradictionException naming the first entry that does not follow from those before it */
    public static LedgerYear of(String processor, int year, List<LedgerEntry> entries) {
        LedgerYear known = new LedgerYear(processor, year, List.of(), Map.of(), Map.of());
        for (LedgerEntry entry : entries) {
            known = known.with(entry);
        }
        return known;
    }

    /** People sent in the year, to anybody. */
    public PeopleCount totals() {
        return head().map(LedgerEntry::totals).orElse(PeopleCount.NONE);
    }

    /** The last entry. */
    public Optional<LedgerEntry> head() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
    }

    /** Entries by which an officer let the ledger go on after a loss, in their order. */
    public List<LedgerEntry> restorations() {
        return entries.stream()
                .filter(entry -> entry.event() instanceof LedgerEntry.Restored)
                .toList();
    }

    /** What those entries state. */
    public List<LedgerEntry.Restored> restored() {
        return entries.stream()
                .flatMap(entry ->
                        entry.event() instanceof LedgerEntry.Restored event ? Stream.of(event) : Stream.empty())
                .toList();
    }

    /** People whom officers have stated, and of whom no people file tells who they are. */
    public PeopleCount stated() {
        PeopleCount stated = PeopleCount.NONE;
        PeopleCount before = PeopleCount.NONE;
        for (LedgerEntry entry : entries) {
            if (entry.event() instanceof LedgerEntry.Restored) {
                stated = stated.plus(entry.totals().without(before));
            }
            before = entry.totals();
        }
        return stated;
    }

    /** Transfers of which it is not stated whether the copy is whole. */
    public List<LedgerTransfer> open() {
        return transfers.values().stream()
                .filter(transfer -> transfer.state() == LedgerTransfer.State.OPEN)
                .toList();
    }

    /** The transfers whose people count, in their order. */
    public List<LedgerTransfer> counting() {
        return transfers.values().stream().filter(LedgerTransfer::counts).toList();
    }

    /** People that the transfers of each day have added, the first day first; voided ones left out. */
    public Map<LocalDate, Long> added(PeopleCount.Kind kind) {
        Map<LocalDate, Long> days = new LinkedHashMap<>();
        for (LedgerTransfer transfer : counting()) {
            days.merge(
                    LocalDate.ofInstant(transfer.reservation().mark().at(), LedgerEntry.ZONE),
                    transfer.transfer().people().counts().added().of(kind),
                    Long::sum);
        }
        return days;
    }

    /**
     * The same with one entry more.
     *
     * @throws ContradictionException when it does not follow
     */
    public LedgerYear with(LedgerEntry entry) {
        require(
                entry.mark().processor().equals(processor) && entry.mark().year() == year,
                "it is of " + entry.mark().processor() + " in " + entry.mark().year());
        require(entry.mark().sequence() == entries.size() + 1L, "it stands in the place of another entry");
        return entry.event()
                .match(
                        event -> LedgerYear.this.reserved(entry, event.transfer()),
                        event -> {
                            require(entry.totals().equals(totals()), "a copy that is whole changes no count");
                            return ended(entry, event.transfer(), byRecipient);
                        },
                        event -> LedgerYear.this.voided(entry, event),
                        event -> {
                            require(entry.totals().atLeast(totals()), "fewer people are stated than its entries count");
                            return new LedgerYear(processor, year, plus(entry), transfers, byRecipient);
                        });
    }

    private LedgerYear reserved(LedgerEntry entry, Transfer transfer) {
        Transfer.Counts counts = transfer.people().counts();
        require(counts.before().equals(totals()), "it begins at other totals than the entry before it ends at");
        Map<String, PeopleCount> recipients = new LinkedHashMap<>(byRecipient);
        if (counts.standing().counts()) {
            PeopleCount before = recipients.getOrDefault(transfer.recipient().id(), PeopleCount.NONE);
            PeopleCount most = before.plus(
                    transfer.people().file().map(Transfer.PeopleFile::people).orElse(PeopleCount.NONE));
            require(
                    counts.recipientAfter().atLeast(before)
                            && most.atLeast(counts.recipientAfter())
                            && entry.totals().atLeast(counts.recipientAfter()),
                    "its recipient's count cannot follow from the one before");
            recipients.put(transfer.recipient().id(), counts.recipientAfter());
        }
        Map<String, LedgerTransfer> all = new LinkedHashMap<>(transfers);
        all.put(entry.id(), new LedgerTransfer(entry, transfer, Optional.empty()));
        return new LedgerYear(processor, year, plus(entry), all, recipients);
    }

    private LedgerYear voided(LedgerEntry entry, LedgerEntry.Voided event) {
        LedgerTransfer voided = transfers.get(event.transfer());
        require(voided != null, "there is no transfer " + event.transfer());
        Transfer transfer = requireNonNull(voided, "checked above").transfer();
        PeopleCount most = voided.counts()
                ? transfer.people().file().map(Transfer.PeopleFile::people).orElse(PeopleCount.NONE)
                : PeopleCount.NONE;
        require(
                totals().atLeast(entry.totals()) && entry.totals().plus(most).atLeast(totals()),
                "no more people can go than the transfer had");
        Map<String, PeopleCount> recipients = new LinkedHashMap<>(byRecipient);
        if (voided.counts()) {
            PeopleCount before = recipients.getOrDefault(transfer.recipient().id(), PeopleCount.NONE);
            require(
                    before.atLeast(event.recipientAfter())
                            && event.recipientAfter().plus(most).atLeast(before),
                    "its recipient's count cannot follow from the one before");
            recipients.put(transfer.recipient().id(), event.recipientAfter());
        }
        return ended(entry, event.transfer(), recipients);
    }

    private LedgerYear ended(LedgerEntry entry, String id, Map<String, PeopleCount> recipients) {
        LedgerTransfer transfer = transfers.get(id);
        require(transfer != null, "there is no transfer " + id);
        LedgerTransfer open = requireNonNull(transfer, "checked above");
        require(open.state() == LedgerTransfer.State.OPEN, "transfer " + id + " has ended before");
        Map<String, LedgerTransfer> all = new LinkedHashMap<>(transfers);
        all.put(id, new LedgerTransfer(open.reservation(), open.transfer(), Optional.of(entry)));
        return new LedgerYear(processor, year, plus(entry), all, recipients);
    }

    private List<LedgerEntry> plus(LedgerEntry entry) {
        List<LedgerEntry> all = new ArrayList<>(entries);
        all.add(entry);
        return all;
    }

    private void require(boolean holds, String why) {
        if (!holds) {
            throw new ContradictionException(entries.size() + 1L, why);
        }
    }

    /** An entry that does not follow from those before it. */
    public static final class ContradictionException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        private final long sequence;

        ContradictionException(long sequence, String why) {
            super(why);
            this.sequence = sequence;
        }

        /** The entry's number. */
        public long sequence() {
            return sequence;
        }
    }
}
