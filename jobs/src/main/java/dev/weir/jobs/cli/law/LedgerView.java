package dev.weir.jobs.cli.law;

import static java.util.Objects.requireNonNull;

import dev.weir.privacy.ledger.Forecast;
import dev.weir.privacy.ledger.LedgerThreshold;
import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.privacy.ledger.LedgerYear;
import dev.weir.privacy.ledger.PeopleCount;
import dev.weir.releases.ledger.TransferLedger;
import java.time.Instant;
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
 */
record LedgerView(
        LedgerYear year,
        Optional<String> head,
        List<Watched> thresholds,
        List<Receiving> recipients,
        List<String> unfinished) {

    LedgerView {
        requireNonNull(year, "year");
        requireNonNull(head, "head");
        thresholds = List.copyOf(thresholds);
        recipients = List.copyOf(recipients);
        unfinished = List.copyOf(unfinished);
    }

    /** A threshold, how far it is, and when it will be reached. */
    record Watched(LedgerThreshold threshold, long sent, Forecast forecast) {
        Watched {
            requireNonNull(threshold, "threshold");
            requireNonNull(forecast, "forecast");
        }
    }

    /**
     * A recipient.
     *
     * @param people sent to it
     * @param transfers that count
     * @param last when the last of them was reserved
     */
    record Receiving(String recipient, String name, PeopleCount people, long transfers, Instant last) {
        Receiving {
            requireNonNull(recipient, "recipient");
            requireNonNull(name, "name");
            requireNonNull(people, "people");
            requireNonNull(last, "last");
        }
    }

    /**
     * The view of a year.
     *
     * @param today in the year
     */
    static LedgerView of(
            TransferLedger.Read read,
            List<LedgerThreshold> thresholds,
            java.time.LocalDate today,
            List<String> unfinished) {
        LedgerYear year = read.year();
        List<Watched> watched = thresholds.stream()
                .map(threshold -> {
                    long sent = year.totals().of(threshold.kind());
                    return new Watched(
                            threshold,
                            sent,
                            Forecast.of(year.added(threshold.kind()), sent, threshold.people(), today));
                })
                .toList();
        List<Receiving> recipients = year.byRecipient().entrySet().stream()
                .map(entry -> receiving(year, entry))
                .toList();
        return new LedgerView(year, read.head().map(head -> head.sha256()), watched, recipients, unfinished);
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
