package dev.weir.jobs.export;

import dev.weir.contracts.DatedDocument;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.TransferMechanism;
import dev.weir.contracts.release.Manifest;
import dev.weir.privacy.gate.GateDecision;
import dev.weir.privacy.law.CounselSetting;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.ledger.Transfer;
import dev.weir.privacy.ledger.Transfer.Standing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the ledger keeps of an export.
 *
 * @param prepared what is sent
 * @param contents the same counted
 * @param people who is in it
 * @param copy where it goes
 */
record TransferRecord(
        PreparedTransfer prepared,
        PreparedTransfer.Contents contents,
        Optional<Transfer.PeopleFile> people,
        Transfer.Copy copy) {

    /** Within the country: not an export. */
    private static final String DOMESTIC = "R3z";

    /** CBR 4 to 6: counted all the same, until counsel decides otherwise. */
    private static final Set<String> EXEMPT = Set.of("R6", "R7", "R8");

    /** The transfer with its counts and what the gate said of them. */
    Transfer of(Transfer.Counts counts, TransferGate.Answer answer, Transfer.Basis basis, String manifestSha256) {
        Recipient recipient = prepared.recipient();
        Manifest release = prepared.release();
        return new Transfer(
                new Transfer.Recipient(
                        recipient.id(),
                        recipient.party().name(),
                        recipient.party().region().orElse(""),
                        recipient.request().purpose()),
                new Transfer.Contents(
                        new Transfer.Release(release.product(), release.number(), manifestSha256),
                        contents.tables(),
                        contents.minors()),
                new Transfer.People(counts, people),
                decided(recipient, answer.decision()),
                basis,
                copy,
                Stream.concat(contents.warnings().stream(), answer.notes().stream())
                        .toList());
    }

    /** Whether what the gate allows counts toward the thresholds. */
    static Standing standing(GateDecision decision, LawPack law) {
        String rule = decision.ruling().row().rule();
        if (decision.allows() && rule.equals(DOMESTIC)) {
            return Standing.DOMESTIC;
        }
        if (!EXEMPT.contains(rule)) {
            return Standing.EXPORT;
        }
        return law.provisions().is(CounselSetting.COUNT_EXEMPT) ? Standing.EXEMPT : Standing.UNCOUNTED;
    }

    private static Transfer.Decision decided(Recipient recipient, GateDecision decision) {
        GateDecision.Ruling ruling = decision.ruling();
        Map<String, String> facts = new LinkedHashMap<>();
        ruling.facts().forEach(used -> facts.put(used.fact().key(), used.value().orElse("unknown")));
        Recipient.Duties duties = recipient.duties();
        paper(facts, "notice", duties.notice());
        paper(facts, "consent", duties.consent());
        duties.noConsent().ifPresent(why -> facts.put("noConsent", why.because() + " (" + why.by() + ")"));
        paper(facts, "assessment", duties.assessment());
        return new Transfer.Decision(
                ruling.row().rule(),
                ruling.row().article(),
                ruling.row().mechanism(),
                held(recipient, decision),
                facts);
    }

    private static void paper(Map<String, String> facts, String name, Optional<DatedDocument> paper) {
        paper.ifPresent(dated -> facts.put(name, dated.reference() + " of " + dated.on()));
    }

    /** The mechanism that carries the transfer, with the number under which the authority has it. */
    private static Optional<String> held(Recipient recipient, GateDecision decision) {
        return decision instanceof GateDecision.Allow allow
                ? allow.by()
                        .map(by -> by
                                + recipient.mechanisms().stream()
                                        .filter(mechanism -> mechanism.type() == by.type())
                                        .map(TransferMechanism::number)
                                        .findFirst()
                                        .map(number -> " " + number)
                                        .orElse(""))
                : Optional.empty();
    }
}
