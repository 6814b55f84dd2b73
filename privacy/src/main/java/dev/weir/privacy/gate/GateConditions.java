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
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Conditions of gate rows, answered by the facts of one transfer. A word that is unknown is no word. */
final class GateConditions {

    private final GateFacts facts;
    private final List<Fact> unknown;
    private final Holds holds = new Holds();
    private final Asked asked = new Asked();

    /** @param unknown facts, whatever is given of them */
    GateConditions(GateFacts facts, List<Fact> unknown) {
        this.facts = facts;
        this.unknown = List.copyOf(unknown);
    }

    /** Whether all of them hold. */
    boolean hold(List<Condition> conditions) {
        return conditions.stream().allMatch(condition -> condition.match(holds));
    }

    /** The facts that a row asks for. */
    Set<Fact> facts(GateRow row) {
        Stream<Fact> needed =
                row.consequence().needs().isEmpty() ? Stream.of() : Stream.of(Fact.MECHANISMS, Fact.EVAL_DATE);
        return Stream.concat(needed, row.when().stream().flatMap(condition -> condition.match(asked)))
                .collect(Collectors.toSet());
    }

    private final class Holds implements Condition.Cases<Boolean> {
        @Override
        public Boolean unknown(AnyUnknown condition) {
            return !unknown.isEmpty();
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
            return condition.options().stream().anyMatch(GateConditions.this::hold);
        }
    }

    private final class Asked implements Condition.Cases<Stream<Fact>> {
        @Override
        public Stream<Fact> unknown(AnyUnknown condition) {
            return unknown.stream();
        }

        @Override
        public Stream<Fact> is(Is condition) {
            return Stream.of(condition.fact());
        }

        @Override
        public Stream<Fact> isNot(IsNot condition) {
            return Stream.of(condition.fact());
        }

        @Override
        public Stream<Fact> atLeast(AtLeast condition) {
            return condition.counted() == Counted.N
                    ? Stream.of(Fact.EVAL_DATE, Fact.LEDGER_YEAR, Fact.LEDGER_N, Fact.NEW_N)
                    : Stream.of(Fact.EVAL_DATE, Fact.LEDGER_YEAR, Fact.LEDGER_S, Fact.NEW_S);
        }

        @Override
        public Stream<Fact> anyOf(AnyOf condition) {
            return condition.options().stream().flatMap(List::stream).flatMap(inner -> inner.match(this));
        }
    }
}
