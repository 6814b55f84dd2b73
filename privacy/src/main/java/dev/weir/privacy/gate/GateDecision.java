package dev.weir.privacy.gate;

import dev.weir.contracts.TransferMechanism;
import dev.weir.privacy.law.GateFact;
import dev.weir.privacy.law.HeldMechanism;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The gate's decision on a transfer. Two of the three mean no. */
public sealed interface GateDecision permits GateDecision.Allow, GateDecision.Deny, GateDecision.NeedsMechanism {

    /** Why. */
    Ruling ruling();

    /** Whether the transfer may be made. */
    default boolean allows() {
        return this instanceof Allow;
    }

    /** {@code ALLOW} or {@code DENY}. */
    default String word() {
        return allows() ? "ALLOW" : "DENY";
    }

    /**
     * The transfer may be made.
     *
     * @param by the mechanism that carries it; empty when none is needed
     */
    record Allow(Ruling ruling, Optional<HeldMechanism> by) implements GateDecision {}

    /** The transfer may not be made. */
    record Deny(Ruling ruling) implements GateDecision {}

    /**
     * The transfer may not be made until a mechanism is held.
     *
     * @param anyOf sets of mechanisms, each of which would do
     */
    record NeedsMechanism(Ruling ruling, List<Set<TransferMechanism.Type>> anyOf) implements GateDecision {
        public NeedsMechanism {
            anyOf = List.copyOf(anyOf);
        }
    }

    /**
     * The reasons of the gate's decision.
     *
     * @param row the one that decided
     * @param facts all of them, the deciding ones marked
     * @param people since 1 January, this transfer included; empty when they are unknown
     * @param missing what has to be provided
     * @param deadlines dates that come
     */
    record Ruling(
            DecidingRow row,
            List<UsedFact> facts,
            Optional<GateFacts.People> people,
            List<Missing> missing,
            List<Deadline> deadlines) {
        public Ruling {
            facts = List.copyOf(facts);
            missing = List.copyOf(missing);
            deadlines = List.copyOf(deadlines);
        }
    }

    /**
     * The row of the law pack that decided.
     *
     * @param id such as {@code R7-contract}
     * @param rule that it belongs to, such as {@code R7}
     * @param mechanism what the rule asks for: {@code NONE}, {@code SA}, a missing duty; {@code -} where nothing helps
     * @param articles where it is written; none where it is our own
     */
    record DecidingRow(String id, String rule, String mechanism, List<String> articles) {
        public DecidingRow {
            articles = List.copyOf(articles);
        }

        /** The articles as tables have them: joined, or {@code -}. */
        public String article() {
            return articles.isEmpty() ? "-" : String.join("; ", articles);
        }
    }

    /**
     * A fact and what it is here.
     *
     * @param value as given; empty when it is unknown
     * @param weight whether the row that decided asked for it
     */
    record UsedFact(GateFact fact, Optional<String> value, Weight weight) {}

    /** How a fact bears on a decision. */
    enum Weight {
        DECIDED,
        LOOKED_AT
    }

    /**
     * Something that stands in the way and that can be provided.
     *
     * @param what it is
     * @param owner whose it is to give, a role
     */
    record Missing(String what, String owner) {}

    /**
     * A day by which something is to be done.
     *
     * @param on the day
     * @param what for people
     */
    record Deadline(LocalDate on, String what) {}
}
