package dev.weir.privacy.gate;

import dev.weir.contracts.TransferMechanism;
import dev.weir.privacy.law.GateFact;
import dev.weir.privacy.law.HeldMechanism;
import dev.weir.privacy.law.Provisions;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the facts of a transfer say against one another, and against the law. What is contradicted is as unknown as what is not
 * declared.
 */
final class FactContradictions {

    /** Of an organisation in these, mainland control counts as the mainland's (HGR Rules 12). */
    private static final Set<String> MAY_BE_DOMESTIC = Set.of("CN", "HK", "MO");

    private final GateFacts facts;
    private final Provisions law;

    FactContradictions(GateFacts facts, Provisions law) {
        this.facts = facts;
        this.law = law;
    }

    /** The facts that are unknown, in their order. */
    List<GateFact> unknown() {
        return Stream.of(GateFact.values())
                .filter(fact -> facts.known(fact).isEmpty() || of(fact).isPresent())
                .toList();
    }

    /** Whether who sits there is foreign, whatever is said. */
    static boolean isForeign(String region) {
        return !MAY_BE_DOMESTIC.contains(region);
    }

    /** What stands against a fact, a clause; empty where nothing does, or it is unknown itself. */
    Optional<String> of(GateFact fact) {
        return switch (fact) {
            case EVAL_DATE -> facts.day().flatMap(this::beforeTheLaw);
            case HAS_PI -> facts.is(GateFact.HAS_PI, "N") ? peopleInIt() : Optional.empty();
            case LEDGER_YEAR -> facts.day().flatMap(this::laterThan);
            case RECIPIENT_FOREIGN -> facts.is(GateFact.RECIPIENT_FOREIGN, "N") ? abroad() : Optional.empty();
            case MECHANISMS -> facts.day().flatMap(this::heldTooLong);
            default -> Optional.empty();
        };
    }

    /** On a day before its rows were law, what was is unknown. */
    private Optional<String> beforeTheLaw(LocalDate day) {
        return law.inForceFrom(law.gate().rows().stream()
                        .flatMap(row -> row.articles().stream())
                        .toList())
                .filter(day::isBefore)
                .map(since -> "the law pack's rows are in force from " + since + " on");
    }

    private Optional<String> peopleInIt() {
        return Stream.of(GateFact.NEW_N, GateFact.NEW_S)
                .filter(count -> facts.known(count).isPresent() && facts.number(count) > 0)
                .findFirst()
                .map(count -> "there are people in it, " + count.key() + " is " + facts.number(count));
    }

    private Optional<String> laterThan(LocalDate day) {
        return facts.known(GateFact.LEDGER_YEAR)
                .filter(year -> Integer.parseInt(year) > day.getYear())
                .map(year -> "that year comes after the day of the transfer, " + day);
    }

    /** Only where genes are in it does the law ask who controls the recipient. */
    private Optional<String> abroad() {
        return facts.is(GateFact.HGR, "NONE")
                ? Optional.empty()
                : facts.known(GateFact.RECIPIENT_REGION)
                        .filter(FactContradictions::isForeign)
                        .map(region -> "who sits in " + region + " is foreign to the rules on human genetic resources");
    }

    private Optional<String> heldTooLong(LocalDate day) {
        return facts.mechanisms().stream()
                .filter(mechanism ->
                        earliestGrant(mechanism).filter(day::isBefore).isPresent())
                .findFirst()
                .map(mechanism -> "a " + mechanism.type() + " that holds until " + mechanism.lastValidDay()
                        + " cannot have been granted before "
                        + earliestGrant(mechanism).orElseThrow());
    }

    /** The first day on which what holds so long can have been there: it is extended, or applied for anew, before its end. */
    private Optional<LocalDate> earliestGrant(HeldMechanism mechanism) {
        Optional<LocalDate> term = law.terms(mechanism.type())
                .validity()
                .flatMap(id -> Optional.ofNullable(law.thresholds().get(id)))
                .map(validity -> mechanism.lastValidDay().minusYears(validity.value()));
        Deadlines deadlines = new Deadlines(law);
        return mechanism.type() == TransferMechanism.Type.SA
                ? term.map(deadlines::renewalOpens)
                : term.map(deadlines::applyAnew);
    }
}
