package dev.weir.privacy.ledger;

import dev.weir.privacy.law.GateRow;
import dev.weir.privacy.law.GateRow.AnyOf;
import dev.weir.privacy.law.GateRow.AtLeast;
import dev.weir.privacy.law.GateRow.Condition;
import dev.weir.privacy.law.GateRow.Counted;
import dev.weir.privacy.law.LawPack;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A number of people from which the law asks for more.
 *
 * @param kind which of the two sums
 * @param people from which it holds
 * @param rule the row of the gate
 * @param article of the law
 * @param asks what is needed from there on, such as {@code SA}
 */
public record LedgerThreshold(PeopleCount.Kind kind, long people, String rule, String article, String asks) {
    public LedgerThreshold {
        if (people < 1) {
            throw new IllegalArgumentException("A threshold is at least one person");
        }
    }

    /** Every threshold that the gate of a law pack asks after: those of N first, each from the lowest. */
    public static List<LedgerThreshold> of(LawPack law) {
        return law.provisions().gate().rows().stream()
                .flatMap(row ->
                        row.when().stream().flatMap(LedgerThreshold::counted).map(counted -> of(row, counted)))
                .sorted(Comparator.comparing(LedgerThreshold::kind).thenComparing(LedgerThreshold::people))
                .toList();
    }

    private static LedgerThreshold of(GateRow row, AtLeast counted) {
        return new LedgerThreshold(
                counted.counted() == Counted.S ? PeopleCount.Kind.SENSITIVE : PeopleCount.Kind.NON_SENSITIVE,
                counted.threshold().value(),
                row.rule(),
                String.join("; ", row.articles()),
                row.consequence().asks().word());
    }

    private static Stream<AtLeast> counted(Condition condition) {
        if (condition instanceof AtLeast counted) {
            return Stream.of(counted);
        }
        return condition instanceof AnyOf any
                ? any.options().stream().flatMap(List::stream).flatMap(LedgerThreshold::counted)
                : Stream.empty();
    }
}
