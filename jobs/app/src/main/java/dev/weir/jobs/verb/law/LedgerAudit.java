package dev.weir.jobs.verb.law;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.TrustedSigners;
import dev.weir.jobs.export.CopyCheck;
import dev.weir.privacy.ledger.LedgerEntry;
import dev.weir.releases.evidence.CarriedHeads;
import dev.weir.releases.evidence.TrustedKey;
import dev.weir.releases.evidence.WorkspaceLedger;
import dev.weir.releases.ledger.TransferLedger;
import dev.weir.releases.warehouse.Warehouse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks every entry of the transfer ledger, and of the other chains that the processor signs. */
public final class LedgerAudit {

    private final Desk desk;
    private final Workspace settings;
    private final List<TrustedKey> keys;
    private final List<Problem> wrong = new ArrayList<>();
    private final List<VerifiedLedger.Chain> chains = new ArrayList<>();

    private LedgerAudit(Desk desk, Workspace settings, List<TrustedKey> keys) {
        this.desk = desk;
        this.settings = settings;
        this.keys = keys;
    }

    /**
     * What was found to be right.
     *
     * @param year this one alone; every year where none is named
     * @param head SHA-256 of an entry that is known to have been there
     * @throws ProblemsException with everything that is not right
     */
    public static VerifiedLedger of(Desk desk, Optional<Integer> year, Optional<String> head, TrustedSigners trust) {
        Workspace settings = desk.settings();
        return new LedgerAudit(desk, settings, trust.keys(TrustedKey.ofWorkspace(settings)))
                .verified(year, head, trust);
    }

    private VerifiedLedger verified(Optional<Integer> year, Optional<String> head, TrustedSigners trust) {
        TransferLedger ledger = WorkspaceLedger.of(settings, keys);
        CopyCheck copies = new CopyCheck(Warehouse.of(settings));
        wrong.addAll(CarriedHeads.all(settings, keys).wrong());
        boolean known = head.isEmpty();
        for (int each : year.map(List::of).orElseGet(() -> years(ledger))) {
            try {
                TransferLedger.Read read = ledger.read(each);
                wrong.addAll(ledger.checkPeople(read.year()));
                wrong.addAll(copies.wrong(read.year()));
                known |= head.filter(read::has).isPresent();
                if (!read.year().entries().isEmpty()) {
                    chains.add(VerifiedLedger.Chain.of(each, read));
                }
            } catch (ProblemsException e) {
                wrong.addAll(e.problems());
            }
        }
        for (WorkspaceLedger.Other other :
                year.isEmpty() ? WorkspaceLedger.others(settings, keys) : List.<WorkspaceLedger.Other>of()) {
            wrong.addAll(other.wrong());
            known |= other.reading().links().stream().anyMatch(link -> head.equals(Optional.of(link.sha256())));
            chains.add(VerifiedLedger.Chain.of(other.name(), other.reading()));
        }
        if (!known && wrong.isEmpty()) {
            wrong.add(new Problem(
                    Code.LEDGER,
                    Place.of("--head"),
                    "No entry has the SHA-256 " + head.orElseThrow(),
                    "it is known to have been there: entries were cut off the end, or the whole was written anew",
                    "Restore the ledger from a copy, and find out who changed it."));
        }
        ProblemsException.throwIfAny(wrong);
        return new VerifiedLedger(
                ledger.processor(),
                chains,
                new VerifiedLedger.Copies(copies.asMade(), copies.elsewhere()),
                keys,
                trust.isNamed());
    }

    /** This year where none is known: another processor's ledger may lie in its place. */
    private List<Integer> years(TransferLedger ledger) {
        List<Integer> years = ledger.years();
        return years.isEmpty()
                ? List.of(LocalDate.ofInstant(desk.now(), LedgerEntry.ZONE).getYear())
                : years;
    }
}
