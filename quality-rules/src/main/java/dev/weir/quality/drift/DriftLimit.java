package dev.weir.quality.drift;

import dev.weir.contracts.Rule;
import dev.weir.contracts.text.NumberText;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What a measured value may be, and why: the rule's bound, what chance alone gives, or the more lenient of the two.
 *
 * @param side on which side of it a value is right
 * @param why after the number; empty where the rule has it
 */
record DriftLimit(Rule.Bound.Side side, double value, String why) {

    /** Differences of rounding are none. */
    private static final double ROUNDING = 1e-12;

    /**
     * Of a rule.
     *
     * @param alarms how many rules share the rate of alarms
     * @param law what chance alone gives
     */
    static DriftLimit of(Rule.Drift drift, int alarms, ToDoubleFunction<ChanceBound> law) {
        if (drift.alarm().isEmpty()) {
            Rule.Bound bound = drift.bound().orElseThrow();
            return new DriftLimit(bound.side(), bound.value(), "");
        }
        int releases = drift.alarm().getAsInt();
        double rarely = (double) releases * alarms;
        double chance = law.applyAsDouble(new ChanceBound(1 / rarely));
        Rule.Bound.Side side =
                drift.measure() == Rule.Measure.CHI_SQUARE ? Rule.Bound.Side.AT_LEAST : Rule.Bound.Side.AT_MOST;
        String often = String.format(
                Locale.ROOT,
                "once in %,.0f releases%s",
                rarely,
                alarms == 1 ? "" : String.format(Locale.ROOT, " (once in %,d, shared by %,d rules)", releases, alarms));
        boolean lenient = drift.bound()
                .map(bound -> side == Rule.Bound.Side.AT_MOST ? bound.value() > chance : bound.value() < chance)
                .orElse(false);
        return lenient
                ? new DriftLimit(
                        side,
                        drift.bound().orElseThrow().value(),
                        "; chance alone goes beyond " + NumberText.of(chance) + " " + often)
                : new DriftLimit(side, chance, ", beyond which chance alone goes " + often);
    }

    /** Whether a value keeps it; NaN does not. */
    boolean holds(double measured) {
        double slack = ROUNDING * Math.abs(value);
        return side == Rule.Bound.Side.AT_MOST ? measured <= value + slack : measured >= value - slack;
    }

    /** {@code above 0.2}, {@code not below 0.01}, and why. */
    String words(double measured) {
        boolean atMost = side == Rule.Bound.Side.AT_MOST;
        return (holds(measured) ? (atMost ? "not above " : "not below ") : (atMost ? "above " : "below "))
                + (why.isEmpty() || why.startsWith(";") ? NumberText.exact(value) : NumberText.of(value, measured))
                + why;
    }
}
