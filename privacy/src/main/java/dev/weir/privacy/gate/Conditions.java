package dev.weir.privacy.gate;

import dev.weir.privacy.law.Fact;
import dev.weir.privacy.law.GateRow;
import dev.weir.privacy.law.GateRow.AnyOf;
import dev.weir.privacy.law.GateRow.AnyUnknown;
import dev.weir.privacy.law.GateRow.AtLeast;
import dev.weir.privacy.law.GateRow.Condition;
import dev.weir.privacy.law.GateRow.Counted;
import dev.weir.privacy.law.GateRow.Is;
import dev.weir.privacy.law.GateRow.IsNot;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Conditions of gate rows, answered by the facts of one transfer. A word that is unknown is no word. */
final class Conditions {

    private final GateFacts facts;
    private final Holds holds = new Holds();

    Conditions(GateFacts facts) {
        this.facts = facts;
    }

    /** Whether all of them hold. */
    boolean hold(List<Condition> conditions) {
        return conditions.stream().allMatch(condition -> condition.match(holds));
    }

    /** The facts that a row asks for. */
    Set<Fact> facts(GateRow row) {
        Set<Fact> asked = EnumSet.noneOf(Fact.class);
        Asked collector = new Asked(asked);
        row.when().forEach(condition -> condition.match(collector));
        if (!row.needs().isEmpty()) {
            asked.add(Fact.MECHANISMS);
            asked.add(Fact.EVAL_DATE);
        }
        return asked;
    }

    private final class Holds implements Condition.Cases<Boolean> {
        @Override
        public Boolean unknown(AnyUnknown condition) {
            return !facts.unknown().isEmpty();
        }

        @Override
        public Boolean is(Is condition) {
            return facts.known(condition.fact())
                    .filter(condition.words()::contains)
                    .isPresent();
        }

        @Override
        public Boolean isNot(IsNot condition) {
            return facts.known(condition.fact())
                    .filter(word -> !condition.words().contains(word))
                    .isPresent();
        }

        @Override
        public Boolean atLeast(AtLeast condition) {
            GateFacts.People people = facts.people();
            return (condition.counted() == Counted.N ? people.n() : people.s())
                    >= condition.threshold().value();
        }

        @Override
        public Boolean anyOf(AnyOf condition) {
            return condition.options().stream().anyMatch(Conditions.this::hold);
        }
    }

    private final class Asked implements Condition.Cases<Boolean> {
        private final Set<Fact> asked;

        Asked(Set<Fact> asked) {
            this.asked = asked;
        }

        @Override
        public Boolean unknown(AnyUnknown condition) {
            return asked.addAll(facts.unknown());
        }

        @Override
        public Boolean is(Is condition) {
            return asked.add(condition.fact());
        }

        @Override
        public Boolean isNot(IsNot condition) {
            return asked.add(condition.fact());
        }

        @Override
        public Boolean atLeast(AtLeast condition) {
            return asked.addAll(
                    condition.counted() == Counted.N
                            ? Set.of(Fact.EVAL_DATE, Fact.LEDGER_YEAR, Fact.LEDGER_N, Fact.NEW_N)
                            : Set.of(Fact.EVAL_DATE, Fact.LEDGER_YEAR, Fact.LEDGER_S, Fact.NEW_S));
        }

        @Override
        public Boolean anyOf(AnyOf condition) {
            condition.options().forEach(option -> option.forEach(inner -> inner.match(this)));
            return true;
        }
    }
}
