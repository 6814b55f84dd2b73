package dev.weir.jobs.verb.law;

import dev.weir.contracts.TransferMechanism;
import dev.weir.privacy.law.Category;
import dev.weir.privacy.law.GateRow;
import dev.weir.privacy.law.GateRow.Condition;
import dev.weir.privacy.mask.Mask;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Masks and gate rows in words. */
final class LawTerms {

    private LawTerms() {}

    /** A mask as a person reads it, such as {@code generalise to year}. */
    static String mask(Category.DefaultMask mask) {
        return mask.mask().map(Mask::inWords).orElse(mask.word());
    }

    /** When a row bears. */
    static String when(GateRow row) {
        String when = row.when().isEmpty() ? "always" : all(row.when());
        return row.onlyIf()
                .map(setting -> when + " (only if " + setting.key() + ")")
                .orElse(when);
    }

    private static String all(List<Condition> conditions) {
        return conditions.stream().map(LawTerms::said).collect(Collectors.joining(" and "));
    }

    private static String said(Condition condition) {
        return condition.match(
                any -> "any fact is unknown",
                is -> is.fact().key() + " = " + String.join(" or ", is.words()),
                isNot -> isNot.fact().key() + " ≠ " + String.join(", ", isNot.words()),
                atLeast -> String.format(
                        Locale.ROOT,
                        "%s ≥ %,d",
                        atLeast.counted(),
                        atLeast.threshold().value()),
                anyOf -> anyOf.options().stream().map(LawTerms::all).collect(Collectors.joining(" or ", "(", ")")));
    }

    /** What a row needs; empty when it needs nothing. */
    static String needs(GateRow row) {
        return row.consequence().needs().stream().map(LawTerms::alternative).collect(Collectors.joining(" or "));
    }

    private static String alternative(GateRow.Alternative alternative) {
        String all =
                alternative.all().stream().map(TransferMechanism.Type::name).collect(Collectors.joining(" + "));
        String when = alternative.when().isEmpty() ? "" : " where " + all(alternative.when());
        String onlyIf =
                alternative.onlyIf().map(setting -> " if " + setting.key()).orElse("");
        return all + when + onlyIf;
    }

    /** What follows from a row. */
    static String then(GateRow row) {
        return row.consequence().needs().isEmpty()
                ? row.consequence().then().word()
                : row.consequence().then().word() + ", else deny";
    }
}
