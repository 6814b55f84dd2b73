package dev.weir.jobs.evidence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.EvidenceKind;
import dev.weir.contracts.release.Manifest;
import dev.weir.privacy.gate.Gate;
import dev.weir.privacy.gate.GateDecisionJson;
import dev.weir.privacy.gate.PeopleCounts;
import dev.weir.privacy.gate.Shipments;
import dev.weir.privacy.gate.TransferFacts;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.ledger.PeopleCount;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the law's gate says of a release on the day it is made, {@code weir-gate-1}: for each recipient that the workspace
 * declares, as {@code weir gate} would; that none is declared, where none is. It allows nothing: an export asks again.
 */
public final class GatePiece {

    static final String NAME = "gate.json";

    private GatePiece() {}

    /**
     * Asks the gate.
     *
     * @param release with its tables
     * @param day in Asia/Shanghai
     */
    public static Piece of(Workspace workspace, LawPack law, Manifest release, LocalDate day) {
        ObjectNode node = Json.object().put("schema", "weir-gate-1");
        node.set("law", GateDecisionJson.law(law));
        node.put("release", release.reference())
                .put("audience", release.about().audience())
                .put("on", day.toString());
        ArrayNode decisions = node.putArray("recipients");
        for (Recipient recipient : workspace.recipients()) {
            decisions.add(decision(workspace, law, recipient, release, day));
        }
        return Piece.of(EvidenceKind.GATE, NAME, Json.print(node));
    }

    private static ObjectNode decision(
            Workspace workspace, LawPack law, Recipient recipient, Manifest release, LocalDate day) {
        Shipments shipments = new Shipments(law, recipient, workspace);
        List<String> notes = new ArrayList<>();
        Optional<PeopleCounts> people = ledger(workspace, day.getYear(), notes)
                .map(before -> shipments.atMost(release, before.year(), before.ledgerN(), before.ledgerS()));
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

    /** Who went out before; unknown when the ledger is not as it was written: the gate then denies. */
    private static Optional<PeopleCounts> ledger(Workspace workspace, int year, List<String> notes) {
        try {
            PeopleCount before = WorkspaceLedger.of(workspace).read(year).year().totals();
            return Optional.of(new PeopleCounts(year, before.nonSensitive(), before.sensitive(), 0, 0));
        } catch (ProblemsException e) {
            notes.add("People sent before are not known: the transfer ledger cannot be read ("
                    + e.problems().get(0).code().id() + ").");
            return Optional.empty();
        }
    }
}
