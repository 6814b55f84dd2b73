package dev.weir.privacy.gate;

import dev.weir.contracts.TransferMechanism;
import dev.weir.privacy.gate.GateDecision.Deadline;
import dev.weir.privacy.law.CounselSetting;
import dev.weir.privacy.law.GateFact;
import dev.weir.privacy.law.HeldMechanism;
import dev.weir.privacy.law.Provisions;
import dev.weir.privacy.law.Provisions.ThresholdId;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The days by which the processor has to act: CBR 9, the measures on contracts and certificates, PIPL 56. */
public final class Deadlines {

    private static final Period SOON = Period.ofMonths(3);

    private final Provisions law;

    public Deadlines(Provisions law) {
        this.law = law;
    }

    /** The last valid day of an assessment or certificate that was issued on a day. */
    public LocalDate lastValidDay(LocalDate issued, long years) {
        LocalDate anniversary = issued.plusYears(years);
        return law.is(CounselSetting.LAST_DAY_BEFORE_ANNIVERSARY) ? anniversary.minusDays(1) : anniversary;
    }

    /** The first day on which an assessment's extension may be asked for. */
    public LocalDate renewalOpens(LocalDate lastValidDay) {
        return law.calendar().before(lastValidDay, law.threshold(ThresholdId.ASSESSMENT_RENEWAL));
    }

    /** The day by which one has to apply for a certificate anew. */
    public LocalDate applyAnew(LocalDate lastValidDay) {
        return lastValidDay.minusMonths(law.threshold(ThresholdId.CERTIFICATE_RENEWAL));
    }

    /** The last day for filing a contract. */
    public LocalDate filing(LocalDate effective) {
        return law.calendar().after(effective, law.threshold(ThresholdId.CONTRACT_FILING));
    }

    /** Whether the days for filing are known to the day: without the year's notice they are not. */
    public boolean knowsFiling(LocalDate effective) {
        return law.calendar().knows(effective, filing(effective));
    }

    /** Whether the days for filing that end on a day are known to the day. */
    boolean knowsFilingUntil(LocalDate last) {
        return law.calendar().knows(law.calendar().before(last, law.threshold(ThresholdId.CONTRACT_FILING)), last);
    }

    /** The day until which assessment and records are kept. */
    public LocalDate keptUntil(LocalDate transfer) {
        return transfer.plusYears(law.threshold(ThresholdId.IMPACT_ASSESSMENT_KEPT));
    }

    /** What comes soon, or is due already, for a transfer whose facts are all known; by day. */
    List<Deadline> of(GateFacts facts, List<HeldMechanism> held) {
        LocalDate today = facts.day().orElseThrow();
        List<Deadline> deadlines = new ArrayList<>();
        for (HeldMechanism mechanism : held) {
            LocalDate last = mechanism.lastValidDay();
            TransferMechanism.Type type = mechanism.type();
            if (type == TransferMechanism.Type.SA) {
                LocalDate opens = renewalOpens(last);
                String guess = law.calendar().knows(opens, last) ? "" : ", by weekends alone: holidays move it earlier";
                deadlines.add(new Deadline(
                        opens, "an extension of the security assessment may be asked for from this day on" + guess));
            } else if (type == TransferMechanism.Type.CERT) {
                deadlines.add(new Deadline(applyAnew(last), "apply anew for the certification"));
            }
            deadlines.add(new Deadline(
                    last,
                    type == TransferMechanism.Type.SC_UNFILED
                            ? "last day for filing the standard contract"
                            : "last valid day of " + type));
        }
        deadlines.removeIf(deadline -> deadline.on().isAfter(today.plus(SOON)));
        if (facts.is(GateFact.HAS_PI, "Y") && !facts.is(GateFact.RECIPIENT_REGION, "CN")) {
            deadlines.add(new Deadline(
                    keptUntil(today), "keep the impact assessment and the record at least until this day (PIPL 56)"));
        }
        deadlines.sort(Comparator.comparing(Deadline::on));
        return deadlines;
    }
}
