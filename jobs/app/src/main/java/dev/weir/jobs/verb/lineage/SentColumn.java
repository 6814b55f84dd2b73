package dev.weir.jobs.verb.lineage;

import dev.weir.contracts.Workspace;
import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.privacy.ledger.Transfer;
import dev.weir.releases.evidence.WorkspaceLedger;
import dev.weir.releases.ledger.TransferLedger;
import java.util.ArrayList;
import java.util.List;

/**
 * A column of a copy that a recipient was given, by the ledger.
 *
 * @param column its full name, such as {@code clinical.encounters.stopped_at}
 * @param release such as {@code clinical@12}
 * @param category the code in law, when it was sent
 * @param mask the masks in their order: the release's, then the export's
 */
public record SentColumn(String column, String release, Transfer.Recipient recipient, String category, String mask) {

    /** All of every year; void transfers left out. */
    static List<SentColumn> of(Workspace workspace) {
        TransferLedger ledger = WorkspaceLedger.of(workspace);
        List<SentColumn> sent = new ArrayList<>();
        for (int year : ledger.years()) {
            for (LedgerTransfer entry : ledger.read(year).year().transfers().values()) {
                if (entry.state() != LedgerTransfer.State.VOIDED) {
                    sent.addAll(of(entry.transfer()));
                }
            }
        }
        return sent;
    }

    private static List<SentColumn> of(Transfer transfer) {
        Transfer.Release release = transfer.contents().release();
        return transfer.contents().tables().stream()
                .flatMap(table -> table.columns().stream()
                        .map(column -> new SentColumn(
                                release.product() + "." + table.name() + "." + column.name(),
                                release.reference(),
                                transfer.recipient(),
                                column.category(),
                                column.mask())))
                .toList();
    }
}
