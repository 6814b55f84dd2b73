package dev.weir.jobs.plan.making;

import dev.weir.contracts.Code;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.PlanWording;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.VerdictSource;
import java.util.Optional;

/** Plans rules that compare a release with those before it: from what each has left, which masks take something of. */
record DriftAnswers(Problems problems) {
    /**
     * The plan of a drift rule; what cannot be answered is a problem.
     *
     * @param type of its column; empty when it is about the table
     * @param mask of its column
     */
    RulePlan of(Rule rule, Rule.Drift drift, Optional<DataType> type, Optional<ColumnMask> mask) {
        if (mask.isPresent() && !mask.get().keeps() && type.isPresent()) {
            masked(rule, drift.measure(), type.get(), mask.get());
        }
        return new RulePlan(
                rule,
                VerdictSource.HISTORY,
                "from stored sketches of " + words(drift.against()) + ", no rescan" + alarm(drift));
    }

    private static String alarm(Rule.Drift drift) {
        return drift.alarm().isEmpty()
                ? ""
                : "; with the product's other alarms it fails by chance once in "
                        + PlanWording.count(drift.alarm().getAsInt(), "release");
    }

    private void masked(Rule rule, Rule.Measure measure, DataType type, ColumnMask mask) {
        boolean counted = mask.showsEquality() && isCounted(type);
        boolean answered = switch (measure) {
            case ROW_COUNT -> true;
            case NULL_RATE -> !mask.leavesNothing();
            case CARDINALITY -> mask.showsEquality();
            case POPULATION_STABILITY_INDEX, JENSEN_SHANNON, CHI_SQUARE, NEW_CATEGORIES, LOST_CATEGORIES -> counted;
            case KOLMOGOROV_SMIRNOV, WASSERSTEIN -> false;
        };
        if (!answered) {
            problems.add(
                    Code.INVALID_RULE,
                    rule.place(),
                    "Rule '" + rule.id() + "' asks how the values of '" + mask.column() + "' are spread, by " + measure,
                    "the column is masked ("
                            + mask.mask().display()
                            + "), and releases keep "
                            + (counted ? "keyed pseudonyms of few different values" : "no values")
                            + " of it to compare with",
                    (mask.leavesNothing() ? "measure another column" : "measure its null-rate")
                            + (mask.showsEquality() ? " or cardinality" : "")
                            + (counted ? ", or its population-stability-index" : ""));
        }
    }

    private static boolean isCounted(DataType type) {
        return type instanceof DataType.Text
                || type instanceof DataType.Time
                || type instanceof DataType.Int64
                || type instanceof DataType.Bool
                || type instanceof DataType.Date;
    }

    private static String words(Rule.Baseline against) {
        if (against instanceof Rule.Baseline.Release named) {
            return "release " + named.number();
        }
        return against instanceof Rule.Baseline.Window window
                ? "the last " + PlanWording.count(window.releases(), "release")
                : "the last release";
    }
}
