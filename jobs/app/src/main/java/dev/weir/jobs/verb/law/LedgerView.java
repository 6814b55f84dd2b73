package dev.weir.jobs.verb.law;

import dev.weir.contracts.Problem;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.export.UnfinishedTransfers;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.ledger.LedgerEntry;
import dev.weir.privacy.ledger.LedgerThreshold;
import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.privacy.ledger.LedgerYear;
import dev.weir.privacy.ledger.PeopleCount;
import dev.weir.privacy.ledger.ThresholdForecast;
import dev.weir.releases.evidence.WorkspaceLedger;
import dev.weir.releases.ledger.TransferLedger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A year of the ledger as people look at it.
 *
 * @param year the entries
 * @param head SHA-256 of the last one; empty when there is none
 * @param thresholds each with its forecast
 * @param recipients by id
 * @param unfinished a sentence for each thing that an export left
 * @param uncounted what is wrong with the files of those who were counted: until it is right, a person may be counted twice
 */
public record LedgerView(
        LedgerYear year,
        Optional<String> head,
        List<Watched> thresholds,
        List<Receiving> recipients,
        List<String> unfinished,
        List<Problem> uncounted) {

    public LedgerView {
        thresholds = List.copyOf(thresholds);
        recipients = List.copyOf(recipients);
        unfinished = List.copyOf(unfinished);
        uncounted = List.copyOf(uncounted);
    }

    /** A threshold, how far it is, and when it will be reached. */
    public record Watched(LedgerThreshold threshold, long sent, ThresholdForecast forecast) {}

    /**
     * A recipient.
     *
     * @param people sent to it
     * @param transfers that count
     * @param last when the last of them was reserved
     */
    public record Receiving(String recipient, String name, PeopleCount people, long transfers, Instant last) {}

    /** The view of a year; of this one where none is named. Starts no Spark. */
    public static LedgerView of(Desk desk, Optional<Integer> asked) {
        Workspace settings = desk.settings();
        TransferLedger ledger = WorkspaceLedger.of(settings);
        LocalDate today = LocalDate.ofInstant(desk.now(), LedgerEntry.ZONE);
        TransferLedger.Read read = ledger.read(asked.orElse(today.getYear()));
        LedgerYear year = read.year();
        LocalDate until = today.getYear() == year.year() ? today : LocalDate.of(year.year(), 12, 31);
        List<Watched> watched = LedgerThreshold.of(LawPack.of(settings.law())).stream()
                .map(threshold -> {
                    long sent = year.totals().of(threshold.kind());
                    return new Watched(
                            threshold,
                            sent,
                            ThresholdForecast.of(year.added(threshold.kind()), sent, threshold.people(), until));
                })
                .toList();
        List<Receiving> recipients = year.byRecipient().entrySet().stream()
                .map(entry -> receiving(year, entry))
                .toList();
        return new LedgerView(
                year,
                read.head().map(head -> head.sha256()),
                watched,
                recipients,
                UnfinishedTransfers.sentences(ledger, year),
                ledger.checkCounting(year));
    }

    private static Receiving receiving(LedgerYear year, Map.Entry<String, PeopleCount> entry) {
        List<LedgerTransfer> all = year.transfers().values().stream()
                .filter(transfer -> transfer.transfer().recipient().id().equals(entry.getKey()))
                .toList();
        LedgerTransfer last = all.get(all.size() - 1);
        return new Receiving(
                entry.getKey(),
                last.transfer().recipient().name(),
                entry.getValue(),
                all.stream().filter(LedgerTransfer::counts).count(),
                last.reservation().mark().at());
    }
}
