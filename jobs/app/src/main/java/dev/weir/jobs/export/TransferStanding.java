package dev.weir.jobs.export;

import dev.weir.privacy.gate.GateDecision;
import dev.weir.privacy.law.CounselSetting;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.ledger.Transfer.Standing;
import java.util.Set;

/** Whether what the gate allows counts toward the thresholds. */
final class TransferStanding {

    /** Within the country: not an export. */
    private static final String DOMESTIC = "R3z";
    /** CBR 4 to 6: counted all the same, until counsel decides otherwise. */
    private static final Set<String> EXEMPT = Set.of("R6", "R7", "R8");

    private TransferStanding() {}

    static Standing of(GateDecision decision, LawPack law) {
        String rule = decision.ruling().row().rule();
        if (decision.allows() && rule.equals(DOMESTIC)) {
            return Standing.DOMESTIC;
        }
        if (!EXEMPT.contains(rule)) {
            return Standing.EXPORT;
        }
        return law.provisions().is(CounselSetting.COUNT_EXEMPT) ? Standing.EXEMPT : Standing.UNCOUNTED;
    }
}
