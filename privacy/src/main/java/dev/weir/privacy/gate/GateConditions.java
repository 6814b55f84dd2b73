package dev.weir.privacy.gate;

import dev.weir.privacy.law.GateFact;
import dev.weir.privacy.law.GateRow;
import dev.weir.privacy.law.GateRow.AtLeast;
import dev.weir.privacy.law.GateRow.Condition;
import dev.weir.privacy.law.GateRow.Counted;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Conditions of gate rows, answered by the facts of one transfer. A word that is unknown is no word. */
final class GateConditions {

    private final GateFacts facts;
    private final List<GateFact> unknown;

    /** @param unknown facts, whatever is given of them */
    GateConditions(GateFacts facts, List<GateFact> unknown) {
        this.facts = facts;
        this.unknown = List.copyOf(unknown);
    }

    /** Whether all of them hold. */
    boolean hold(List<Condition> conditions) {
        return conditions.stream().allMatch(this::holds);
    }

    /** The facts that a row asks for. */
    Set<GateFact> facts(GateRow row) {
        Stream<GateFact> needed =
                row.consequence().needs().isEmpty() ? Stream.of() : Stream.of(GateFact.MECHANISMS, GateFact.EVAL_DATE);
        return Stream.concat(needed, row.when().stream().flatMap(this::asked)).collect(Collectors.toSet());
    }

    private boolean holds(Condition condition) {
        return condition.match(
                any -> !unknown.isEmpty(),
                is -> facts.known(is.fact()).filter(is.words()::contains).isPresent(),
                isNot -> facts.known(isNot.fact())
                        .filter(word -> !isNot.words().contains(word))
                        .isPresent(),
                this::reaches,
                anyOf -> anyOf.options().stream().anyMatch(this::hold));
    }

    private boolean reaches(AtLeast condition) {
        GateFacts.People people = facts.people();
        return (condition.counted() == Counted.N ? people.n() : people.s())
                >= condition.threshold().value();
    }

    private Stream<GateFact> asked(Condition condition) {
        return condition.match(
                any -> unknown.stream(),
                is -> Stream.of(is.fact()),
                isNot -> Stream.of(isNot.fact()),
                atLeast -> atLeast.counted() == Counted.N
                        ? Stream.of(GateFact.EVAL_DATE, GateFact.LEDGER_YEAR, GateFact.LEDGER_N, GateFact.NEW_N)
                        : Stream.of(GateFact.EVAL_DATE, GateFact.LEDGER_YEAR, GateFact.LEDGER_S, GateFact.NEW_S),
                anyOf -> anyOf.options().stream().flatMap(List::stream).flatMap(this::asked));
    }
}
