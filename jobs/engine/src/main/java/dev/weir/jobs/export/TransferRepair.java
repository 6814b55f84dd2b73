package dev.weir.jobs.export;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.roles.Signatory;
import dev.weir.privacy.keys.KeyVersion;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.ledger.LedgerEntry;
import dev.weir.privacy.ledger.LedgerEntry.Voided.Rows;
import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.privacy.ledger.LedgerYear;
import dev.weir.privacy.ledger.PeopleCount;
import dev.weir.privacy.ledger.Transfer;
import dev.weir.releases.evidence.SignedManifest;
import dev.weir.releases.ledger.CopyLocks;
import dev.weir.releases.ledger.TransferLedger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Ends transfers whose export died: finishes them, or declares them void. */
public final class TransferRepair {

    private final CopyExport exporter;

    public TransferRepair(CopyExport exporter) {
        this.exporter = exporter;
    }

    /**
     * Finishes a transfer whose export died: writes the same copy, or finds it whole, and completes the entry. The gate is
     * asked again, on the day.
     *
     * @param id of the reservation
     * @throws ProblemsException C006 when there is no such transfer; C033 when it is not open, or what it was made of has
     *     changed; R001 when another process writes it; C031 when the gate denies it by now; V001 when the release is not as it
     *     was signed
     */
    public LedgerTransfer finish(String id, Signatory by) {
        TransferLedger.Read read = exporter.ledger.read(TransferLedger.yearOf(id));
        LedgerTransfer open = open(read.year(), id);
        Transfer transfer = open.transfer();
        try (CopyLocks.Held lock = exporter.lock(transfer.copy())) {
            requireNonNull(lock, "lock");
            SignedManifest release = exporter.site
                    .authenticity()
                    .require(
                            transfer.contents().release().product(),
                            transfer.contents().release().number());
            Recipient recipient = exporter.site
                    .workspace()
                    .recipient(transfer.recipient().id())
                    .orElseThrow(() -> changed(
                            id,
                            "the workspace has no recipient '"
                                    + transfer.recipient().id() + "' any more"));
            WorkspaceKey key = exporter.keys
                    .version(transfer.basis().key())
                    .flatMap(KeyVersion::key)
                    .orElseThrow(() -> changed(id, "the key " + transfer.basis().key() + " is retired"));
            List<String> tables = transfer.contents().tables().stream()
                    .map(Transfer.SentTable::name)
                    .toList();
            LocalDate reserved = LocalDate.ofInstant(open.reservation().mark().at(), LedgerEntry.ZONE);
            PreparedTransfer prepared = exporter.prepare(
                    release.manifest(), recipient, tables, new CopyKey(key, Optional.empty()), reserved);
            if (!prepared.isAsReserved(transfer)
                    || !exporter.law.sha256().equals(transfer.basis().lawPackSha256())
                    || !release.sha256().equals(transfer.contents().release().manifestSha256())) {
                throw changed(id, "the release, the law pack or the masks are not those it was reserved with");
            }
            requireAllowed(id, prepared, read.year());
            return exporter.write(prepared, open, by);
        }
    }

    /**
     * Why a transfer is void.
     *
     * @param reason in the words of the declaring person
     * @param by the declaring person
     * @param rows {@code NOT_TAKEN} where they state that no rows of it were taken
     */
    public record Voiding(String reason, Signatory by, Rows rows) {}

    /**
     * Declares a transfer void whose copy was never whole: its people count no more, and everybody sees it.
     *
     * @param id of the reservation
     * @throws ProblemsException C006 when there is no such transfer; C033 when it is not open, its copy is whole, or no person
     *     states that no rows of it were taken; R001 when another process writes it
     */
    public LedgerTransfer voidIt(String id, Voiding voiding) {
        TransferLedger.Read read = exporter.ledger.read(TransferLedger.yearOf(id));
        LedgerTransfer open = open(read.year(), id);
        Transfer.Copy copy = open.transfer().copy();
        try (CopyLocks.Held lock = exporter.lock(copy)) {
            requireNonNull(lock, "lock");
            if (CopyWriter.whole(Path.of(copy.folder()))) {
                throw CopyExport.refused(
                        "Transfer " + id + " cannot be void",
                        "its copy in '" + copy.folder() + "' is whole, and somebody may have sent it",
                        "finish it with 'weir ledger --finish " + id + "'");
            }
            Rows rows = CopyWriter.hasRows(CopyFormat.of(copy.format()), Path.of(copy.folder()))
                    ? Rows.NOT_TAKEN
                    : Rows.NONE;
            if (voiding.rows() != Rows.NOT_TAKEN) {
                // A folder in which nothing lies shows nothing: what did may have been moved.
                Path place = requireNonNull(Path.of(copy.folder()).getParent(), "a copy lies in a folder");
                throw CopyExport.refused(
                        "Transfer " + id + " cannot be void",
                        rows == Rows.NOT_TAKEN
                                ? "rows of it were written to '" + place + "', and somebody may have taken them"
                                : "no rows of it lie in '" + place + "', which does not show that none ever did",
                        "finish it with 'weir ledger --finish " + id + "'; or, who can answer for it, states with"
                                + " --not-taken and --by that nobody has them");
            }
            for (; ; read = exporter.ledger.read(read.year().year())) {
                LedgerTransfer still = open(read.year(), id);
                PeopleFiles.Without without = still.counts()
                        ? exporter.files.without(read.year(), still)
                        : new PeopleFiles.Without(read.year().totals(), PeopleCount.NONE);
                Optional<LedgerEntry> entry = exporter.ledger.add(
                        read,
                        exporter.clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        voiding.by(),
                        exporter.software,
                        still.counts() ? without.totals().plus(read.year().stated()) : without.totals(),
                        new LedgerEntry.Voided(id, voiding.reason(), rows, without.recipient()));
                if (entry.isPresent()) {
                    CopyWriter.remove(CopyFormat.of(copy.format()), Path.of(copy.folder()));
                    exporter.ledger.locks().forget(copy.attempt());
                    return new LedgerTransfer(open.reservation(), open.transfer(), entry);
                }
            }
        }
    }

    /** Its people are in the ledger already: none is new. A new year would count them anew, and so needs a new entry. */
    private void requireAllowed(String id, PreparedTransfer prepared, LedgerYear year) {
        LocalDate today = LocalDate.ofInstant(exporter.clock.instant(), LedgerEntry.ZONE);
        if (today.getYear() != year.year()) {
            throw changed(id, "its people were counted in " + year.year() + ", and a new year counts them anew");
        }
        TransferGate.Answer answer = exporter.decide(prepared, today, year.totals(), PeopleCount.NONE);
        if (!answer.allows()) {
            throw ProblemsException.of(
                    Code.EXPORT_DENIED,
                    prepared.recipient().place(),
                    "Transfer " + id + " may not be finished",
                    "the gate says no by now: "
                            + answer.decision().ruling().row().rule() + ", "
                            + answer.decision().ruling().row().article(),
                    "declare it void, or see 'weir gate " + prepared.release().reference() + " --to "
                            + prepared.recipient().id() + "' for what is missing");
        }
    }

    private static LedgerTransfer open(LedgerYear year, String id) {
        LedgerTransfer found = year.transfers().get(id);
        if (found == null || found.state() != LedgerTransfer.State.OPEN) {
            throw ProblemsException.of(
                    found == null ? Code.UNKNOWN_NAME : Code.LEDGER,
                    Place.of(TransferLedger.FOLDER),
                    found == null
                            ? "There is no transfer " + id
                            : "Transfer " + id + " is " + found.state().name().toLowerCase(Locale.ROOT) + " already",
                    whichAreOpen(year),
                    "'weir ledger' shows them");
        }
        return found;
    }

    private static String whichAreOpen(LedgerYear year) {
        return year.open().isEmpty()
                ? "no transfer of " + year.year() + " is open"
                : "open are "
                        + String.join(
                                ", ",
                                year.open().stream().map(LedgerTransfer::id).toList());
    }

    private static ProblemsException changed(String id, String why) {
        return CopyExport.refused(
                "Transfer " + id + " cannot be finished",
                why,
                "declare it void with 'weir ledger --void " + id + "', and export anew");
    }
}
