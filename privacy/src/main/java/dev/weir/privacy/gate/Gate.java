package dev.weir.privacy.gate;

import dev.weir.contracts.TransferMechanism;
import dev.weir.privacy.gate.GateDecision.Missing;
import dev.weir.privacy.gate.GateDecision.Ruling;
import dev.weir.privacy.gate.GateDecision.UsedFact;
import dev.weir.privacy.gate.GateDecision.Weight;
import dev.weir.privacy.law.GateFact;
import dev.weir.privacy.law.GateRow;
import dev.weir.privacy.law.GateRow.Alternative;
import dev.weir.privacy.law.GateRow.Then;
import dev.weir.privacy.law.HeldMechanism;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.Provisions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides by the rows of a law pack: the first row that bears and decides wins. Pure: no clock, no input. */
public final class Gate {

    private static final int SHOWN = 40;

    private final GateFacts facts;
    private final Provisions law;
    private final FactContradictions contradictions;
    private final List<GateFact> unknown;
    private final GateConditions conditions;

    private Gate(GateFacts facts, Provisions law) {
        this.facts = facts;
        this.law = law;
        this.contradictions = new FactContradictions(facts, law);
        this.unknown = contradictions.unknown();
        this.conditions = new GateConditions(facts, unknown);
    }

    /** The decision on a transfer. Unknown facts deny. */
    public static GateDecision decide(GateFacts facts, LawPack law) {
        return new Gate(facts, law.provisions()).decide();
    }

    private GateDecision decide() {
        for (GateRow row : law.gate().rows()) {
            if (row.onlyIf().isPresent() && !law.is(row.onlyIf().get())) {
                continue;
            }
            if (!conditions.hold(row.when())) {
                continue;
            }
            Optional<GateDecision> decision =
                    row.consequence().needs().isEmpty() ? Optional.of(plain(row)) : byMechanism(row);
            if (decision.isPresent()) {
                return decision.get();
            }
        }
        throw new IllegalStateException("The last row of every law pack decides what is left");
    }

    private GateDecision plain(GateRow row) {
        return row.consequence().then() == Then.ALLOW
                ? new GateDecision.Allow(ruling(row, List.of()), Optional.empty())
                : new GateDecision.Deny(ruling(row, missing(row)));
    }

    /** Empty where the row lets the next ones decide. */
    private Optional<GateDecision> byMechanism(GateRow row) {
        List<Alternative> usable =
                row.consequence().needs().stream().filter(this::isUsable).toList();
        for (Alternative alternative : usable) {
            Optional<HeldMechanism> by = carriedBy(alternative);
            if (by.isPresent()) {
                return row.consequence().then() == Then.CONTINUE
                        ? Optional.empty()
                        : Optional.of(new GateDecision.Allow(ruling(row, List.of()), by));
            }
        }
        return Optional.of(new GateDecision.NeedsMechanism(
                ruling(row, usable.stream().map(this::missing).toList()),
                usable.stream().map(Alternative::all).toList()));
    }

    private boolean isUsable(Alternative alternative) {
        return (alternative.onlyIf().isEmpty() || law.is(alternative.onlyIf().get()))
                && conditions.hold(alternative.when());
    }

    /** The first of its mechanisms, where all of them are held. */
    private Optional<HeldMechanism> carriedBy(Alternative alternative) {
        List<HeldMechanism> held = held();
        Set<TransferMechanism.Type> types =
                held.stream().map(HeldMechanism::type).collect(Collectors.toSet());
        return types.containsAll(alternative.all())
                ? held.stream()
                        .filter(mechanism -> alternative.all().contains(mechanism.type()))
                        .findFirst()
                : Optional.empty();
    }

    private List<HeldMechanism> held() {
        Optional<LocalDate> day = facts.day();
        return day.isEmpty()
                ? List.of()
                : facts.mechanisms().stream()
                        .filter(mechanism -> mechanism.isHeldOn(day.get()))
                        .filter(mechanism -> !isGuessed(mechanism))
                        .toList();
    }

    /** A contract that is not filed yet holds for working days, and without the year's calendar they cannot be counted. */
    private boolean isGuessed(HeldMechanism mechanism) {
        return mechanism.type() == TransferMechanism.Type.SC_UNFILED
                && !new Deadlines(law).knowsFilingUntil(mechanism.lastValidDay());
    }

    private Ruling ruling(GateRow row, List<Missing> missing) {
        Set<GateFact> asked = conditions.facts(row);
        boolean known = unknown.isEmpty();
        return new Ruling(
                new GateDecision.DecidingRow(
                        row.id(),
                        row.rule(),
                        row.consequence()
                                .asks()
                                .fact()
                                .flatMap(facts::known)
                                .orElse(row.consequence().asks().word()),
                        row.articles()),
                Stream.of(GateFact.values())
                        .map(fact -> new UsedFact(
                                fact, facts.known(fact), asked.contains(fact) ? Weight.DECIDED : Weight.LOOKED_AT))
                        .toList(),
                known ? Optional.of(facts.people()) : Optional.empty(),
                missing,
                known ? new Deadlines(law).of(facts, held()) : List.of());
    }

    /** What a row that denies at once wants: unknown facts, or the duty that it shows. */
    private List<Missing> missing(GateRow row) {
        List<Missing> missing = new ArrayList<>();
        for (GateFact fact : unknown) {
            missing.add(new Missing(
                    law.terms(fact).name().english() + " ("
                            + law.terms(fact).name().chinese() + "), " + fact.key() + ": " + given(fact),
                    law.terms(fact).owner()));
        }
        row.consequence()
                .asks()
                .fact()
                .ifPresent(fact -> missing.add(new Missing(
                        Duty.of(facts.known(fact).orElse("")).missing(),
                        law.terms(fact).owner())));
        return missing;
    }

    private String given(GateFact fact) {
        String text = facts.given().get(fact);
        if (text == null || text.isBlank()) {
            return "nobody says; it takes " + fact.takes();
        }
        String shown = text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
        return "'" + shown + "'"
                + contradictions
                        .of(fact)
                        .map(why -> ", but " + why)
                        .orElseGet(() -> " is nothing that it takes: " + fact.takes());
    }

    private Missing missing(Alternative alternative) {
        return new Missing(
                alternative.all().stream()
                        .map(type -> type + ": " + law.terms(type).name().english() + " ("
                                + law.terms(type).name().chinese() + ")" + guessed(type))
                        .collect(Collectors.joining(" and ")),
                alternative.all().stream()
                        .map(type -> law.terms(type).owner())
                        .distinct()
                        .collect(Collectors.joining(", ")));
    }

    private String guessed(TransferMechanism.Type type) {
        return facts.mechanisms().stream()
                .filter(mechanism -> mechanism.type() == type && isGuessed(mechanism))
                .findFirst()
                .map(mechanism ->
                        "; " + mechanism + " is not held: the law pack has no calendar of working days for it")
                .orElse("");
    }

    /** What comes before any transfer of personal information (PIPL 39, PIPL 55), by the words of the gate's tables. */
    enum Duty {
        OK("nothing"),
        NO_NOTICE("notice to the people concerned (告知): who receives, for what, and how they exercise their rights"),
        NO_CONSENT("separate consent (单独同意) of the people concerned"),
        NO_PIPIA("assessment of the impact on personal information (个人信息保护影响评估)"),
        NA("notice, separate consent and impact assessment: with personal information they always bear");

        private final String missing;

        Duty(String missing) {
            this.missing = missing;
        }

        static Duty of(String word) {
            return Stream.of(values())
                    .filter(duty -> duty.name().equals(word))
                    .findFirst()
                    .orElse(NA);
        }

        /** What is missing, for people. */
        String missing() {
            return missing;
        }
    }
}
