package dev.weir.releases.evidence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.Manifest;
import dev.weir.privacy.gate.EarlierCopies;
import dev.weir.privacy.gate.Gate;
import dev.weir.privacy.gate.GateDecisionJson;
import dev.weir.privacy.gate.PeopleCounts;
import dev.weir.privacy.gate.Shipments;
import dev.weir.privacy.gate.TransferFacts;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.ledger.PeopleCount;
import dev.weir.releases.ledger.TransferLedger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The decisions of the law's gate for a release on the day it is made, {@code weir-gate-1}: for each recipient that the workspace
 * declares, as {@code weir gate} would; that none is declared, where none is. It allows nothing: an export asks again.
 */
public final class GateEvidence {

    static final String NAME = "gate.json";

    private GateEvidence() {}

    /**
     * Asks the gate.
     *
     * @param release with its tables
     * @param day in Asia/Shanghai
     */
    public static EvidencePiece of(Workspace workspace, LawPack law, Manifest release, LocalDate day) {
        ObjectNode node = Json.object().put("schema", "weir-gate-1");
        node.set("law", GateDecisionJson.law(law));
        node.put("release", release.reference())
                .put("audience", release.about().audience())
                .put("on", day.toString());
        ArrayNode decisions = node.putArray("recipients");
        for (Recipient recipient : workspace.recipients()) {
            decisions.add(decision(workspace, law, recipient, release, day));
        }
        return EvidencePiece.of(EvidenceKind.GATE, NAME, Json.print(node));
    }

    private static ObjectNode decision(
            Workspace workspace, LawPack law, Recipient recipient, Manifest release, LocalDate day) {
        List<String> notes = new ArrayList<>();
        Optional<Before> before = before(workspace, recipient, day.getYear(), notes);
        Shipments shipments = new Shipments(
                law, recipient, workspace, before.map(Before::copies).orElseGet(EarlierCopies::none));
        Optional<PeopleCounts> people = before.map(known -> shipments.atMost(
                release,
                day.getYear(),
                known.people().nonSensitive(),
                known.people().sensitive()));
        TransferFacts.Known known = new TransferFacts(workspace, law).of(recipient, shipments.of(release), people, day);
        notes.addAll(known.notes());
        ObjectNode node = Json.object().put("recipient", recipient.id());
        GateDecisionJson.decided(node, law, Gate.decide(known.facts(), law));
        node.set(
                "blocked-columns",
                Json.texts(List.copyOf(shipments.blocked(release).keySet())));
        node.set("notes", Json.texts(notes));
        return node;
    }

    /**
     * What went out before.
     *
     * @param people to anybody, in the year
     * @param copies to the recipient
     */
    private record Before(PeopleCount people, EarlierCopies copies) {}

    /** The ledger's counts; unknown when it is not as it was written: the gate then denies. */
    private static Optional<Before> before(Workspace workspace, Recipient recipient, int year, List<String> notes) {
        TransferLedger ledger = WorkspaceLedger.of(workspace);
        try {
            return Optional.of(
                    new Before(ledger.read(year).year().totals(), new EarlierCopies(ledger.sentTo(recipient.id()))));
        } catch (ProblemsException e) {
            notes.add("People sent before are not known: the transfer ledger cannot be read ("
                    + e.problems().get(0).code().id() + ").");
            return Optional.empty();
        }
    }
}
