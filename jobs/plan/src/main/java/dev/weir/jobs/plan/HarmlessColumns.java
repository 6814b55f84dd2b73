package dev.weir.jobs.plan;

import dev.weir.contracts.Code;
import dev.weir.contracts.HarmlessColumn;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Product;
import dev.weir.contracts.text.NearestName;
import dev.weir.privacy.detect.IdentifierForm;
import dev.weir.privacy.detect.LeakKind;
import dev.weir.privacy.law.LawPack;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What stewards call harmless in a product: what may not be called so, and what people should know of the rest. */
public final class HarmlessColumns {

    private static final int WARNING_DAYS = 7;

    private HarmlessColumns() {}

    /** Whether the categories are such as a run looks for, and no numbers that prove themselves. */
    public static void check(Product product, LawPack law, Problems problems) {
        List<String> categories = Stream.concat(
                        Arrays.stream(LeakKind.values())
                                .filter(kind -> !kind.provesItself())
                                .map(LeakKind::category),
                        law.forms().stream().map(IdentifierForm::category))
                .distinct()
                .toList();
        for (HarmlessColumn column : product.concessions().harmless()) {
            for (String category : column.looksLike()) {
                if (isProof(category)) {
                    problems.add(
                            Code.INVALID_VALUE,
                            column.place(),
                            "'" + column.name() + "' is called harmless though it looks like " + category,
                            "numbers of that category prove themselves, by check digits or by region and date of birth:"
                                    + " no reason makes one harmless",
                            "take " + category + " out, and write classification: " + category
                                    + " on the column, whose mask is the law pack's, or weirMask: drop");
                } else if (!categories.contains(category)) {
                    problems.add(
                            law.declarable().contains(category) ? Code.INVALID_VALUE : Code.UNKNOWN_NAME,
                            column.place(),
                            "'" + column.name() + "' is called harmless though it looks like '" + category + "'",
                            "a run looks for " + String.join(", ", categories) + ", and for nothing of that category",
                            NearestName.remedy(category, categories, "write one of those, or take it out"));
                }
            }
        }
    }

    private static boolean isProof(String category) {
        return Arrays.stream(LeakKind.values())
                .anyMatch(kind -> kind.provesItself() && kind.category().equals(category));
    }

    /** Whether none lasts for more than a year from the day of the run. */
    public static void check(Product product, LocalDate day, Problems problems) {
        for (HarmlessColumn column : product.concessions().harmless()) {
            if (column.word().until().isAfter(day.plusYears(1))) {
                problems.add(
                        Code.INVALID_VALUE,
                        column.place(),
                        "'" + column.name() + "' is called harmless until "
                                + column.word().until(),
                        "what nobody has looked at for more than a year is not known to be harmless",
                        "write a day up to " + day.plusYears(1) + ", and look again then");
            }
        }
    }

    /** A sentence for each: in force, about to end, ended, or of no use; those that end first come first. */
    static List<String> notices(Plan plan) {
        return plan.product().concessions().harmless().stream()
                .sorted(Comparator.comparing(
                                (HarmlessColumn column) -> column.word().until())
                        .thenComparing(HarmlessColumn::name))
                .map(column -> column.name() + " " + state(column, plan))
                .toList();
    }

    private static String state(HarmlessColumn column, Plan plan) {
        String categories = String.join(" or ", column.looksLike());
        if (!plan.table(column.table()).protection().watched().contains(column.column())) {
            return "is called harmless, and the entry is not needed: its values are masked, or hold nothing that a run"
                    + " looks for";
        }
        long days = ChronoUnit.DAYS.between(plan.day(), column.word().until());
        if (days < 0) {
            return "was called harmless until " + column.word().until() + ": what looks like " + categories
                    + " stops a release again";
        }
        String until = "may look like " + categories + " until " + column.word().until() + ", says "
                + column.word().by();
        if (days > WARNING_DAYS) {
            return until;
        }
        return until + ": the entry ends " + (days == 0 ? "today" : "in " + PlanWording.count(days, "day"));
    }
}
