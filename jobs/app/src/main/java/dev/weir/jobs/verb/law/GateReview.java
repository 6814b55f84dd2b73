package dev.weir.jobs.verb.law;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.text.NearestName;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.ReleaseLookup;
import dev.weir.jobs.export.HarmlessAtTransfer;
import dev.weir.privacy.gate.CopyMask;
import dev.weir.privacy.gate.EarlierCopies;
import dev.weir.privacy.gate.Gate;
import dev.weir.privacy.gate.GateDecision;
import dev.weir.privacy.gate.PeopleCounts;
import dev.weir.privacy.gate.Shipments;
import dev.weir.privacy.gate.TransferFacts;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.ledger.LedgerYear;
import dev.weir.privacy.ledger.PeopleCount;
import dev.weir.releases.evidence.WorkspaceLedger;
import dev.weir.releases.ledger.TransferLedger;
import dev.weir.releases.log.ReleaseReference;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a release may go to a recipient.
 *
 * @param release its reference
 * @param notes what was taken for the facts, and what else there is to know
 * @param mayLeave whether the gate allows it, and every column as it is
 */
public record GateReview(
        LawPack law, String release, Recipient recipient, GateDecision decision, List<String> notes, boolean mayLeave) {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    public GateReview {
        notes = List.copyOf(notes);
    }

    /**
     * By facts from manifest, contracts, recipients and ledger. Starts no Spark.
     *
     * @param release such as {@code clinical@2}; without a number, the newest
     * @param to the recipient's id
     * @param on the day of the transfer; today in Shanghai where it is not said
     * @param people so many are new, with what is not sensitive; by the release's rows where it is not said
     * @param sensitivePeople the same, with what is sensitive
     */
    public static GateReview of(
            Desk desk,
            String release,
            String to,
            Optional<LocalDate> on,
            Optional<Long> people,
            Optional<Long> sensitivePeople) {
        Workspace read = desk.read(ReleaseReference.whole(release).product());
        LawPack law = LawInForce.fitting(read);
        Recipient found = recipient(read, to);
        Manifest manifest =
                ReleaseLookup.signed(read, ReleaseReference.whole(release)).manifest();
        LocalDate day = on.orElseGet(() -> LocalDate.ofInstant(desk.now(), SHANGHAI));
        TransferLedger sent = WorkspaceLedger.of(read);
        Shipments shipments = new Shipments(law, found, read, new EarlierCopies(sent.sentTo(found.id())));
        PeopleCount before = before(sent, day.getYear());
        PeopleCounts rows = shipments.atMost(manifest, day.getYear(), before.nonSensitive(), before.sensitive());
        PeopleCounts counts = new PeopleCounts(
                rows.year(),
                rows.ledgerN(),
                rows.ledgerS(),
                people.orElse(rows.newN()),
                sensitivePeople.orElse(rows.newS()));
        TransferFacts.Known known =
                new TransferFacts(read, law).of(found, shipments.of(manifest), Optional.of(counts), day);
        List<String> notes = new ArrayList<>(known.notes());
        Map<String, CopyMask.Stays> blocked = shipments.blocked(manifest);
        HarmlessAtTransfer harmless = HarmlessAtTransfer.of(
                read.product(manifest.product())
                        .map(product -> product.concessions().harmless())
                        .orElse(List.of()),
                manifest,
                List.of(),
                day);
        notes.addAll(harmless.sentences());
        Stream.of(blocked, harmless.stale())
                .forEach(columns ->
                        columns.forEach((column, stays) -> notes.add("Column '" + column + "' may not leave as it is: "
                                + stays.why() + ". An export refuses it; " + stays.remedy() + ".")));
        if (people.isEmpty() || sensitivePeople.isEmpty()) {
            notes.add("People of the release are counted by its rows, at most; 'weir export' counts them one by one.");
        }
        GateDecision decision = Gate.decide(known.facts(), law);
        boolean mayLeave =
                decision.allows() && blocked.isEmpty() && harmless.stale().isEmpty();
        return new GateReview(law, manifest.reference(), found, decision, notes, mayLeave);
    }

    /** The people counted before, by the ledger's last entry. */
    private static PeopleCount before(TransferLedger ledger, int year) {
        LedgerYear read = ledger.read(year).year();
        List<Problem> wrong = ledger.checkCounting(read);
        if (!wrong.isEmpty()) {
            throw new ProblemsException(wrong); // an export would have no people to compare with
        }
        return read.totals();
    }

    private static Recipient recipient(Workspace workspace, String id) {
        List<String> ids = workspace.recipients().stream().map(Recipient::id).toList();
        return workspace
                .recipient(id)
                .orElseThrow(() -> ProblemsException.of(
                        Code.UNKNOWN_NAME,
                        Place.of("contracts/recipients.yaml"),
                        "There is no recipient '" + id + "'",
                        ids.isEmpty() ? "the workspace has none" : "the workspace has " + String.join(", ", ids),
                        NearestName.remedy(id, ids, "add it to contracts/recipients.yaml")));
    }
}
