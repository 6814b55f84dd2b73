package dev.weir.privacy.ledger;

import static java.util.Objects.requireNonNull;

import dev.weir.privacy.ledger.Transfer.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A ledger that knows its people: sets, as the law counts. What it writes, the real one has to read with the same totals. */
final class SetLedger {

    static final String PROCESSOR = "centre";
    static final int YEAR = 2026;

    /** People of a batch: those with something that is not sensitive, and those with something that is. */
    record Batch(String recipient, Standing standing, Set<Integer> nonSensitive, Set<Integer> sensitive) {
        Batch {
            nonSensitive = new TreeSet<>(nonSensitive);
            sensitive = new TreeSet<>(sensitive);
        }

        PeopleCount size() {
            return new PeopleCount(nonSensitive.size(), sensitive.size());
        }

        boolean counts() {
            return standing.counts();
        }
    }

    private final Map<String, Batch> batches = new LinkedHashMap<>();
    private final List<LedgerEntry> entries = new ArrayList<>();

    List<LedgerEntry> entries() {
        return entries;
    }

    LedgerYear year() {
        return LedgerYear.of(PROCESSOR, YEAR, entries);
    }

    PeopleCount union(Optional<String> recipient) {
        Set<Integer> nonSensitive = new TreeSet<>();
        Set<Integer> sensitive = new TreeSet<>();
        for (Batch batch : batches.values()) {
            if (batch.counts() && recipient.map(batch.recipient()::equals).orElse(true)) {
                nonSensitive.addAll(batch.nonSensitive());
                sensitive.addAll(batch.sensitive());
            }
        }
        return new PeopleCount(nonSensitive.size(), sensitive.size());
    }

    /** The reservation's id. */
    String reserve(Batch batch) {
        String id = YEAR + "-" + (entries.size() + 1);
        PeopleCount before = union(Optional.empty());
        batches.put(id, batch);
        PeopleCount after = union(Optional.empty());
        PeopleCount added =
                new PeopleCount(after.nonSensitive() - before.nonSensitive(), after.sensitive() - before.sensitive());
        add(
                after,
                new LedgerEntry.Reserved(
                        transfer(batch, before, added, union(Optional.of(batch.recipient())), entries.size())));
        return id;
    }

    void complete(String id) {
        add(union(Optional.empty()), new LedgerEntry.Completed(id, "0".repeat(64)));
    }

    void voidIt(String id) {
        Batch gone = requireNonNull(batches.remove(id), id);
        add(
                union(Optional.empty()),
                new LedgerEntry.Voided(
                        id,
                        "the disk was full",
                        LedgerEntry.Voided.Rows.NOT_TAKEN,
                        union(Optional.of(gone.recipient()))));
    }

    private void add(PeopleCount totals, LedgerEntry.Event event) {
        int sequence = entries.size() + 1;
        entries.add(new LedgerEntry(
                new LedgerEntry.Mark(
                        PROCESSOR,
                        YEAR,
                        sequence,
                        Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400L * sequence),
                        "dpo@example.org",
                        "0.1.0",
                        Optional.empty()),
                sequence == 1 ? Optional.empty() : Optional.of("a".repeat(64)),
                totals,
                event));
    }

    private static Transfer transfer(
            Batch batch, PeopleCount before, PeopleCount added, PeopleCount recipientAfter, int number) {
        return new Transfer(
                new Transfer.Recipient(batch.recipient(), "Trial sponsor", "GB", "safety review"),
                new Transfer.Contents(
                        new Transfer.Release("clinical", number + 1L, "b".repeat(64)),
                        List.of(new Transfer.SentTable(
                                "encounters",
                                batch.nonSensitive().size(),
                                List.of(
                                        new Transfer.SentColumn(
                                                "patient_id", "text", "MRN", "pseudonymise, pseudonymise"),
                                        new Transfer.SentColumn("reason", "text", "HEALTH", "keep, keep")))),
                        0),
                new Transfer.People(
                        new Transfer.Counts(batch.standing(), before, added, recipientAfter),
                        Optional.of(new Transfer.PeopleFile(
                                "p.parquet", "c".repeat(64), "0123456789abcdef", batch.size()))),
                new Transfer.Decision("R11", "CBR 8", "SC_OR_CERT", Optional.of("SC 2026-17"), Map.of("ciio", "N")),
                new Transfer.Basis("cn-2026-01", "d".repeat(64), "0123456789abcdef"),
                new Transfer.Copy("00000000-0000-4000-8000-00000000000" + number % 10, "parquet", "/exports/1"),
                List.of());
    }
}
