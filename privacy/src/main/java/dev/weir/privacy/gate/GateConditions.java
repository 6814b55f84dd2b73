package dev.weir.privacy.gate;

import dev.weir.privacy.law.GateFact;
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
    private final List<GateFact> unknown;
    private final Holds holds = new Holds();
    private final Asked asked = new Asked();

    /** @param unknown facts, whatever is given of them */
    GateConditions(GateFacts facts, List<GateFact> unknown) {
        this.facts = facts;
        this.unknown = List.copyOf(unknown);
    }

    /** Whether all of them hold. */
    boolean hold(List<Condition> conditions) {
        return conditions.stream().allMatch(condition -> condition.match(holds));
    }

    /** The facts that a row asks for. */
    Set<GateFact> facts(GateRow row) {
        Stream<GateFact> needed =
                row.consequence().needs().isEmpty() ? Stream.of() : Stream.of(GateFact.MECHANISMS, GateFact.EVAL_DATE);
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

    private final class Asked implements Condition.Cases<Stream<GateFact>> {
        @Override
        public Stream<GateFact> unknown(AnyUnknown condition) {
            return unknown.stream();
        }

        @Override
        public Stream<GateFact> is(Is condition) {
            return Stream.of(condition.fact());
        }

        @Override
        public Stream<GateFact> isNot(IsNot condition) {
            return Stream.of(condition.fact());
        }

        @Override
        public Stream<GateFact> atLeast(AtLeast condition) {
            return condition.counted() == Counted.N
                    ? Stream.of(GateFact.EVAL_DATE, GateFact.LEDGER_YEAR, GateFact.LEDGER_N, GateFact.NEW_N)
                    : Stream.of(GateFact.EVAL_DATE, GateFact.LEDGER_YEAR, GateFact.LEDGER_S, GateFact.NEW_S);
        }

        @Override
        public Stream<GateFact> anyOf(AnyOf condition) {
            return condition.options().stream().flatMap(List::stream).flatMap(inner -> inner.match(this));
        }
    }
}
