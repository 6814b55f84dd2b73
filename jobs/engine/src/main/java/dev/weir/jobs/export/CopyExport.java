package dev.weir.jobs.export;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.roles.Signatory;
import dev.weir.jobs.engine.watch.RunFaults;
import dev.weir.jobs.export.ExportListener.Step;
import dev.weir.privacy.gate.EarlierCopies;
import dev.weir.privacy.gate.PeopleCounts;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.keys.KeyRing;
import dev.weir.privacy.keys.KeyVersion;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.privacy.law.CounselSetting;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.ModelCheck;
import dev.weir.privacy.law.Provisions.ThresholdId;
import dev.weir.privacy.ledger.LedgerEntry;
import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.privacy.ledger.LedgerYear;
import dev.weir.privacy.ledger.PeopleCount;
import dev.weir.privacy.ledger.Transfer;
import dev.weir.releases.evidence.WorkspaceLedger;
import dev.weir.releases.ledger.CopyLocks;
import dev.weir.releases.ledger.TransferLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSError;

/**
 * Makes copies of releases for recipients. Who is in a copy is counted by the engine, the gate decides on the count, the
 * ledger reserves it, and only then a row is written. Each step can be the last: what is left counts until a person
 * finishes it or declares it void.
 */
public final class CopyExport {

    final ExportSite site;
    final LawPack law;
    final KeyRing keys;
    private final TransferGate gate;
    final Clock clock;
    final String software;
    private final ExportListener listener;
    final TransferLedger ledger;
    final PeopleFiles files;

    /**
     * @param software its version
     * @param listener called for every step
     */
    public CopyExport(
            ExportSite site,
            LawPack law,
            KeyRing keys,
            TransferGate gate,
            Clock clock,
            String software,
            ExportListener listener) {
        this.site = site;
        this.law = law;
        this.keys = keys;
        this.gate = gate;
        this.clock = clock;
        this.software = software;
        this.listener = listener;
        this.ledger = WorkspaceLedger.of(site.workspace());
        this.files = new PeopleFiles(site.spark(), ledger, site.disk());
    }

    /**
     * Makes a copy, or reports why not.
     *
     * <p>The release is one whose manifest was signed: categories, masks and minors come from it.
     *
     * @throws ProblemsException C031 for columns that may not leave, C033 for a ledger that is not as it was written
     */
    public ExportResult export(ExportRequest request) {
        return run(request, Ending.WRITE);
    }

    /** Counts and decides, and writes nothing that stays. */
    public ExportResult tryOut(ExportRequest request) {
        return run(request, Ending.ASK);
    }

    private enum Ending {
        WRITE,
        ASK
    }

    private ExportResult run(ExportRequest request, Ending ending) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        LocalDate day = LocalDate.ofInstant(now, LedgerEntry.ZONE);
        TransferLedger.Read read = ledger.read(day.getYear());
        UnfinishedTransfers.sentences(ledger, read.year()).forEach(listener::note);
        CopyKey key = CopyKey.of(
                keyFile(),
                keys,
                request.release().manifest(),
                ledger.sentTo(request.recipient().id()));
        PreparedTransfer prepared =
                prepare(request.release().manifest(), request.recipient(), request.tables(), key, day);
        Transfer.Copy copy = copy(request);
        PreparedTransfer.Contents contents =
                prepared.contents(law.provisions().threshold(ThresholdId.HEALTH_RECORDS_ABROAD));
        WorkspaceKey personKey = personKey(read.year());
        PeopleInCopy people = new PeopleInCopy(
                personKey,
                prepared.product().id(),
                request.release().reference(),
                law.provisions().is(CounselSetting.COUNT_IN_BOTH)
                        ? PeopleInCopy.Both.COUNT
                        : PeopleInCopy.Both.SENSITIVE_ALONE);
        Transfer.Basis basis =
                new Transfer.Basis(law.id(), law.sha256(), key.key().id());
        try (PeopleFiles.Staged staged = files.stage(day.getYear(), prepared.people(people), personKey.id())) {
            listener.reached(Step.COUNTED);
            for (; ; read = ledger.read(day.getYear())) {
                Transfer.Counts asExport = counts(read.year(), Transfer.Standing.EXPORT, prepared, staged);
                TransferGate.Answer answer = decide(prepared, prepared.day(), asExport.before(), asExport.added());
                if (!answer.allows()) {
                    return new ExportResult.Denied(asExport, answer);
                }
                Transfer.Standing standing = TransferRecord.standing(answer.decision(), law);
                Transfer.Counts counts =
                        standing.counts() ? asExport.as(standing) : counts(read.year(), standing, prepared, staged);
                Transfer transfer = new TransferRecord(prepared, contents, staged.named(), copy)
                        .of(counts, answer, basis, request.release().sha256());
                if (ending == Ending.ASK) {
                    return new ExportResult.Tried(transfer, answer);
                }
                Optional<LedgerTransfer> written = enter(read, prepared, transfer, staged, now, request.by());
                if (written.isPresent()) {
                    return new ExportResult.Written(written.get(), answer);
                }
                plan(
                        prepared.release(),
                        prepared.product(),
                        prepared.recipient(),
                        request.tables()); // what came first counts
            }
        }
    }

    /** Reserves and writes; empty when another entry has come first. */
    private Optional<LedgerTransfer> enter(
            TransferLedger.Read read,
            PreparedTransfer prepared,
            Transfer transfer,
            PeopleFiles.Staged staged,
            Instant now,
            Supplier<Signatory> answering) {
        try (CopyLocks.Held lock = lock(transfer.copy())) {
            requireNonNull(lock, "lock");
            Signatory by = answering.get();
            staged.keep();
            listener.reached(Step.PEOPLE_KEPT);
            Optional<LedgerEntry> reserved = ledger.add(
                    read, now, by, software, transfer.people().counts().after(), new LedgerEntry.Reserved(transfer));
            if (reserved.isEmpty()) {
                return Optional.empty();
            }
            staged.entered();
            listener.reached(Step.RESERVED);
            return Optional.of(write(prepared, new LedgerTransfer(reserved.get(), transfer, Optional.empty()), by));
        }
    }

    LedgerTransfer write(PreparedTransfer prepared, LedgerTransfer reserved, Signatory by) {
        Path folder = Path.of(reserved.transfer().copy().folder());
        String sha256 =
                CopyWriter.whole(folder) ? CopyManifest.check(folder, reserved.id()) : copied(prepared, reserved);
        if (site.warehouse().disk().isEmpty()) {
            ledger.keepTrace(reserved.transfer().copy(), folder.resolve(CopyWriter.MANIFEST));
        }
        listener.reached(Step.COPIED);
        int year = reserved.reservation().mark().year();
        for (TransferLedger.Read read = ledger.read(year); ; read = ledger.read(year)) {
            Optional<LedgerEntry> entry = ledger.add(
                    read,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    by,
                    software,
                    read.year().totals(),
                    new LedgerEntry.Completed(reserved.id(), sha256));
            if (entry.isPresent()) {
                ledger.locks().forget(reserved.transfer().copy().attempt());
                listener.reached(Step.COMPLETED);
                return new LedgerTransfer(reserved.reservation(), reserved.transfer(), entry);
            }
        }
    }

    private String copied(PreparedTransfer prepared, LedgerTransfer reserved) {
        try {
            return new CopyWriter(site.spark())
                    .write(
                            reserved.transfer(),
                            prepared::masked,
                            written -> CopyManifest.print(reserved, written),
                            () -> listener.reached(Step.COPYING));
        } catch (Exception | FSError e) { // Spark throws checked exceptions undeclared, Hadoop's local disks an error
            throw open(reserved.id(), RunFaults.toUserFacing(e));
        }
    }

    /** Where the disk did not take the copy, what becomes of the transfer. */
    private static RuntimeException open(String id, RuntimeException failure) {
        return failure instanceof ProblemsException problems && problems.exit() == ExitCode.STORAGE
                ? new ProblemsException(
                        problems.problems().stream()
                                .map(problem -> new Problem(
                                        problem.code(),
                                        problem.place(),
                                        problem.what(),
                                        problem.why(),
                                        problem.remedy().replaceFirst("\\.$", "") + "; transfer " + id
                                                + " is in the ledger and counts, so write its copy then with 'weir"
                                                + " ledger --finish " + id + "'."))
                                .toList(),
                        failure)
                : failure;
    }

    PreparedTransfer prepare(Manifest release, Recipient recipient, List<String> tables, CopyKey key, LocalDate day) {
        Product product = site.workspace()
                .product(release.product())
                .orElseThrow(() -> ProblemsException.of(
                        Code.UNKNOWN_NAME,
                        Place.of("contracts"),
                        "There is no product '" + release.product() + "'",
                        "its release is there, and its contracts say whose the rows are",
                        "bring its contracts back"));
        List<PlannedTable> planned = plan(release, product, recipient, tables);
        HarmlessAtTransfer harmless =
                HarmlessAtTransfer.of(product.concessions().harmless(), release, tables, day);
        Problems problems = new Problems();
        harmless.stale()
                .forEach((column, stays) -> problems.add(
                        Code.EXPORT_DENIED,
                        recipient.place(),
                        "Column '" + column + "' may not go to " + recipient.id(),
                        stays.why(),
                        stays.remedy()));
        problems.throwIfAny();
        return new PreparedTransfer(
                release,
                product,
                recipient,
                planned,
                Stream.concat(harmless.sentences().stream(), key.note().stream())
                        .toList(),
                new ExportRows(
                        site.releases(),
                        release,
                        product,
                        key.key(),
                        recipient.id(),
                        ModelCheck.models(site.workspace(), law),
                        ReleasedMinors.Measure.of(law, day)),
                day);
    }

    /** By what the recipient has by now. */
    private List<PlannedTable> plan(Manifest release, Product product, Recipient recipient, List<String> tables) {
        return new ExportMasks(law, product, recipient, new EarlierCopies(ledger.sentTo(recipient.id())))
                .plan(release, tables);
    }

    TransferGate.Answer decide(PreparedTransfer prepared, LocalDate day, PeopleCount before, PeopleCount added) {
        return gate.decide(
                prepared.recipient(),
                prepared.shipment(),
                new PeopleCounts(
                        day.getYear(),
                        before.nonSensitive(),
                        before.sensitive(),
                        added.nonSensitive(),
                        added.sensitive()),
                day);
    }

    private Transfer.Counts counts(
            LedgerYear year, Transfer.Standing standing, PreparedTransfer prepared, PeopleFiles.Staged staged) {
        return files.count(year, standing, prepared.recipient().id(), staged);
    }

    private Transfer.Copy copy(ExportRequest request) {
        String attempt = UUID.randomUUID().toString();
        Path folder = request.folder()
                .map(given -> given.toAbsolutePath().normalize())
                .orElseGet(() -> site.disk()
                        .resolve("exports")
                        .resolve(request.recipient().id())
                        .resolve(request.release().reference() + "-" + attempt.substring(0, 8)));
        if (Files.exists(folder)) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of("--into"),
                    "'" + folder + "' is there already",
                    "a copy is written to a folder of its own, and never over another",
                    "name a folder that is not there");
        }
        return new Transfer.Copy(attempt, request.format().word(), folder.toString());
    }

    /** The ids of a year come from one key, so that they can be compared; where it is retired, too many are counted. */
    private WorkspaceKey personKey(LedgerYear year) {
        Optional<String> counted = year.counting().stream()
                .flatMap(transfer -> transfer.transfer().people().file().stream())
                .findFirst()
                .map(Transfer.PeopleFile::key);
        counted.ifPresent(id -> keyFile().requireHad(keys, List.of(id), "the ledger of " + year.year()));
        return counted.flatMap(keys::version).flatMap(KeyVersion::key).orElseGet(keys::active);
    }

    private KeyFile keyFile() {
        return KeyFile.of(site.workspace());
    }

    CopyLocks.Held lock(Transfer.Copy copy) {
        return ledger.locks()
                .tryTake(copy.attempt())
                .orElseThrow(() -> ProblemsException.of(
                        Code.CONFLICT,
                        Place.of(TransferLedger.FOLDER),
                        "The transfer is being written",
                        "another process is at work on it",
                        "wait for it to end"));
    }

    static ProblemsException refused(String what, String why, String remedy) {
        return ProblemsException.of(Code.LEDGER, Place.of(TransferLedger.FOLDER), what, why, remedy);
    }
}
