package dev.weir.jobs.verb.law;

import dev.weir.contracts.roles.Act;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.WeirVersion;
import dev.weir.privacy.ledger.LedgerEntry;
import dev.weir.privacy.ledger.PeopleCount;
import dev.weir.releases.acts.ActDetails;
import dev.weir.releases.acts.Permit;
import dev.weir.releases.evidence.WorkspaceLedger;
import dev.weir.releases.ledger.TransferLedger;
import java.time.temporal.ChronoUnit;

/** Lets a year of the ledger go on that is not as it was signed, by a statement for which a named person answers. */
public final class LedgerRestoration {

    private LedgerRestoration() {}

    /**
     * The entry that states what was lost.
     *
     * @param by who states it
     * @param people sent in the year all the same
     */
    public static LedgerEntry of(Desk desk, int year, String by, String reason, PeopleCount people) {
        Permit permit = desk.accessGuard(by).alone(ActDetails.of(Act.CORRECT, "ledger", Integer.toString(year)));
        return WorkspaceLedger.of(desk.settings())
                .restore(
                        year,
                        desk.now().truncatedTo(ChronoUnit.MILLIS),
                        WeirVersion.number(),
                        new TransferLedger.Statement(permit.enter(by), reason, people));
    }
}
