package dev.weir.jobs.export;

import dev.weir.contracts.Recipient;
import dev.weir.privacy.gate.GateDecision;
import dev.weir.privacy.gate.PeopleCounts;
import dev.weir.privacy.gate.Shipment;
import java.time.LocalDate;
import java.util.List;

/** Decides whether a transfer may be made. */
@FunctionalInterface
public interface TransferGate {

    /**
     * The decision on a transfer.
     *
     * @param day in Asia/Shanghai
     * @param people how many are new, and how many went before
     */
    Answer decide(Recipient recipient, Shipment shipment, PeopleCounts people, LocalDate day);

    /**
     * A decision.
     *
     * @param notes what people should see besides
     */
    record Answer(GateDecision decision, List<String> notes) {
        public Answer {
            notes = List.copyOf(notes);
        }

        public boolean allows() {
            return decision.allows();
        }
    }
}
