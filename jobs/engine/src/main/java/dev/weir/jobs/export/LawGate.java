package dev.weir.jobs.export;

import dev.weir.contracts.Recipient;
import dev.weir.contracts.Workspace;
import dev.weir.privacy.gate.Gate;
import dev.weir.privacy.gate.PeopleCounts;
import dev.weir.privacy.gate.Shipment;
import dev.weir.privacy.gate.TransferFacts;
import dev.weir.privacy.law.LawPack;
import java.time.LocalDate;
import java.util.Optional;

/** The gate of a law pack, on what a workspace declares of itself and of its recipients. */
public final class LawGate implements TransferGate {

    private final TransferFacts facts;
    private final LawPack law;

    public LawGate(Workspace workspace, LawPack law) {
        this.facts = new TransferFacts(workspace, law);
        this.law = law;
    }

    @Override
    public Answer decide(Recipient recipient, Shipment shipment, PeopleCounts people, LocalDate day) {
        TransferFacts.Known known = facts.of(recipient, shipment, Optional.of(people), day);
        return new Answer(Gate.decide(known.facts(), law), known.notes());
    }
}
