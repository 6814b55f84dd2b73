package dev.weir.jobs.desk.law;

import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.WeirVersion;
import dev.weir.privacy.ledger.LedgerEntry;
import dev.weir.releases.evidence.WorkspaceLedger;
import dev.weir.releases.ledger.TransferLedger;
import java.time.temporal.ChronoUnit;

/** Lets a year of the ledger go on that is not as it was signed, by a statement for which somebody answers. */
public final class LedgerRestoration {

    private LedgerRestoration() {}

    /** The entry that states what was lost. */
    public static LedgerEntry of(Desk desk, int year, TransferLedger.Statement statement) {
        return WorkspaceLedger.of(desk.settings())
                .restore(year, desk.now().truncatedTo(ChronoUnit.MILLIS), WeirVersion.number(), statement);
    }
}
