package dev.weir.quality.drift;

import dev.weir.contracts.DataType;
import dev.weir.contracts.Rule;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.contracts.text.NumberText;
import dev.weir.quality.history.ColumnSummary;
import dev.weir.quality.history.TableSummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Judges how far a column has drifted, from what is kept of it and of the releases before. Without a release to compare with
 * a rule has nothing to judge, which lets the release go and gives no mark; with releases that cannot answer it, it is an error, never a pass.
 */
public final class DriftJudge {

    private static final double MICROSECONDS = 1e6;

    private final Rule rule;
    private final Rule.Drift drift;
    private final TableSummary current;
    private final ReferenceReleases reference;
    private final int alarms;

    private DriftJudge(Rule rule, Rule.Drift drift, TableSummary current, ReferenceReleases reference, int alarms) {
        this.rule = rule;
        this.drift = drift;
        this.current = current;
        this.reference = reference;
        this.alarms = alarms;
    }

    /**
     * The verdict of a drift rule.
     *
     * @param rule with a {@link Rule.Drift}
     * @param type of its column
     * @param current what is kept of the table now
     * @param reference what it is compared with
     * @param alarms how many drift rules of the product have an alarm: they share its rate (Bonferroni)
     */
    public static Verdict judge(
            Rule rule, Optional<DataType> type, TableSummary current, ReferenceReleases reference, int alarms) {
        if (!(rule.check() instanceof Rule.Drift drift)) {
            throw new IllegalArgumentException("Rule '" + rule.id() + "' is not about drift");
        }
        DriftJudge judge = new DriftJudge(rule, drift, current, reference, Math.max(1, alarms));
        if (reference.isEmpty()) {
            return judge.nothing("There is no release to compare with yet");
        }
        return judge.column(
                drift.column().orElseThrow(() -> new IllegalArgumentException("RowCountJudge judges numbers of rows")),
                type);
    }

    /** How many of a product's rules share the rate of alarms: all that have one, in force or not. */
    public static int alarms(List<Rule> rules) {
        return (int) rules.stream()
                .filter(rule -> rule.check() instanceof Rule.Drift drift
                        && drift.alarm().isPresent())
                .count();
    }

    private Verdict column(String name, Optional<DataType> type) {
        ColumnSummary now = current.column(name)
                .orElseThrow(() -> new IllegalArgumentException("Nothing was measured of column '" + name + "'"));
        List<ColumnSummary> before = reference.columns(rule.table(), name);
        if (before.isEmpty()) {
            return nothing("Column '" + name + "' is not in " + reference.words());
        }
        Distribution then = Distribution.of(before);
        Distribution here = Distribution.of(List.of(now));
        if (here.rows() == 0) {
            return nothing("There were no rows to compare with " + reference.words());
        } else if (then.rows() == 0) {
            return nothing("There were no rows in " + reference.words() + " to compare with");
        }
        return switch (drift.measure()) {
            case NULL_RATE ->
                verdict(
                        FigureChanges.ofNullRate(
                                then.rows() - then.nonNull(), then.rows(), here.rows() - here.nonNull(), here.rows()),
                        chance -> chance.shares(
                                then.rows() - then.nonNull() + here.rows() - here.nonNull(), then.rows(), here.rows()));
            case CARDINALITY -> cardinality(before, now, then.distinct());
            case POPULATION_STABILITY_INDEX, JENSEN_SHANNON ->
                spread(then, here, type.map(DriftJudge::isOrdered).orElse(false));
            case CHI_SQUARE, NEW_CATEGORIES, LOST_CATEGORIES -> categories(then, here);
            case KOLMOGOROV_SMIRNOV, WASSERSTEIN -> distance(then, here, type);
            case ROW_COUNT -> throw new IllegalArgumentException("RowCountJudge judges numbers of rows");
        };
    }

    private Verdict cardinality(List<ColumnSummary> before, ColumnSummary now, OptionalDouble then) {
        if (then.isEmpty() || now.values().distinct().isEmpty()) {
            return unanswered("the number of its different values is not kept");
        }
        double mean = then.getAsDouble();
        return verdict(
                FigureChanges.ofCardinality(mean, now.values().distinct().getAsDouble()),
                chance -> before.stream()
                        .mapToDouble(one -> cardinality(chance.shared(before.size()), one, now) / Math.max(1, mean))
                        .max()
                        .orElseThrow());
    }

    /** How many different values more or fewer chance alone gives. */
    private static double cardinality(ChanceBound chance, ColumnSummary before, ColumnSummary now) {
        Distribution then = Distribution.of(List.of(before));
        Distribution here = Distribution.of(List.of(now));
        if (then.countsAs(here)) {
            return chance.different(counted(then, here).both(), (double) before.nonNull(), (double) now.nonNull());
        }
        if (before.nonNull() == 0 || now.nonNull() == 0) {
            return 0;
        }
        double distinct = before.values().distinct().orElse(0);
        double rows = (double) now.nonNull() / (double) Math.max(1, before.nonNull());
        return distinct
                * chance.estimatedCardinality(
                        Math.min(distinct, now.values().distinct().orElse(0)),
                        Math.abs(rows - 1),
                        before.values().isDistinctEstimated() || now.values().isDistinctEstimated());
    }

    /** Of numbers in tenths, of other values where they are counted. */
    private Verdict spread(Distribution then, Distribution here, boolean ordered) {
        Optional<NumericSample> before = then.sample(ordered);
        Optional<NumericSample> now = here.sample(ordered);
        if (before.isPresent() && now.isPresent()) {
            return spread(
                    before.get().tenths(now.get()),
                    before.get().worth(),
                    now.get().worth());
        }
        if (then.countsAs(here)) {
            CategoryCounts values = counted(then, here);
            return spread(values.pooled(values.most()), values.before(), values.now());
        }
        return before.isEmpty() && now.isPresent() ? keptFromNowOn() : uncounted(then, here);
    }

    private static CategoryCounts counted(Distribution then, Distribution here) {
        return CategoryCounts.of(then.counted().orElseThrow(), here.counted().orElseThrow());
    }

    private Verdict spread(CategoryCounts classes, double before, double now) {
        if (classes.isOneOfMany()) {
            return tooFew();
        }
        return drift.measure() == Rule.Measure.JENSEN_SHANNON
                ? verdict(classes.jensenShannon(), chance -> chance.jensenShannon(classes, before, now))
                : verdict(
                        classes.populationStabilityIndex(),
                        chance -> chance.populationStabilityIndex(classes, before, now));
    }

    private Verdict tooFew() {
        return nothing(named() + "has too few rows of any value to compare with " + reference.words() + ": it takes "
                + CategoryCounts.FEWEST_EXPECTED + " on either side");
    }

    private Verdict categories(Distribution then, Distribution here) {
        if (!then.countsAs(here)) {
            return uncounted(then, here);
        }
        CategoryCounts categories = counted(then, here);
        return switch (drift.measure()) {
            case NEW_CATEGORIES ->
                verdict(
                        categories.newShare(),
                        chance -> chance.unseen(categories.both(), categories.now(), categories.before()),
                        named() + "has " + categories.newValues() + " new values; their share of the rows is ",
                        "");
            case LOST_CATEGORIES ->
                verdict(
                        categories.lostShare(),
                        chance -> chance.unseen(categories.both(), categories.before(), categories.now()),
                        named() + "has lost " + categories.lostValues() + " values; their share of the rows was ",
                        "");
            case CHI_SQUARE -> {
                CategoryCounts classes = categories.pooled(Integer.MAX_VALUE);
                yield classes.isOneOfMany() ? tooFew() : verdict(classes.chiSquare(), ChanceBound::pValue);
            }
            default -> throw new IllegalArgumentException(drift.measure() + " is not of categories");
        };
    }

    private Verdict distance(Distribution then, Distribution here, Optional<DataType> type) {
        boolean ordered = type.map(DriftJudge::isOrdered).orElse(false);
        Optional<NumericSample> before = then.sample(ordered);
        Optional<NumericSample> now = here.sample(ordered);
        if (before.isEmpty() && now.isPresent()) {
            return keptFromNowOn();
        }
        if (before.isEmpty() || now.isEmpty()) {
            return unanswered("no quantiles of it are kept");
        }
        if (drift.measure() == Rule.Measure.KOLMOGOROV_SMIRNOV) {
            return verdict(
                    before.get().kolmogorovSmirnov(now.get()),
                    chance -> chance.kolmogorovSmirnov(
                            before.get().worth(), now.get().worth()));
        }
        return moved(then, here, before.get(), now.get(), type);
    }

    private Verdict moved(
            Distribution then, Distribution here, NumericSample before, NumericSample now, Optional<DataType> type) {
        double distance = wasserstein(before, now, Math.abs(here.mean() - then.mean()));
        NumericSample both = before.plus(now);
        ToDoubleFunction<ChanceBound> law = chance ->
                chance.wasserstein(both.spread(), both.deviation(), before.worthOfTails(), now.worthOfTails());
        boolean moments = type.isPresent() && type.get() instanceof DataType.Timestamp;
        boolean days = type.isPresent() && type.get() instanceof DataType.Date;
        String measured = named() + "has a wasserstein distance of ";
        return moments
                ? verdict(
                        distance / MICROSECONDS,
                        chance -> law.applyAsDouble(chance) / MICROSECONDS,
                        measured,
                        " seconds")
                : verdict(distance, law, measured, days ? " days" : "");
    }

    private static boolean isOrdered(DataType type) {
        return type instanceof DataType.Int64
                || type instanceof DataType.Decimal
                || type instanceof DataType.Real
                || type instanceof DataType.Date
                || type instanceof DataType.Timestamp;
    }

    /** The means are exact, and the distance is never less than they differ: a sketch loses the tail. */
    static double wasserstein(NumericSample before, NumericSample now, double means) {
        return Math.max(before.wasserstein(now), Double.isFinite(means) ? means : 0);
    }

    /** A rule that is new asks for what no release has kept so far: were it an error, none ever would. */
    private Verdict keptFromNowOn() {
        return nothing("Of column '" + drift.column().orElse("") + "' " + reference.words()
                + " keeps no quantiles yet; this one does");
    }

    private Verdict uncounted(Distribution then, Distribution here) {
        if (then.frequencies().isPresent()
                && here.frequencies().isPresent()
                && !then.pseudonymKey().equals(here.pseudonymKey())) {
            return nothing("The values of " + reference.words() + " are named under another key or mask");
        }
        if (then.counted().isPresent() && here.frequencies().isPresent()) {
            return measured(
                    Answer.FAILED,
                    Double.NaN,
                    named() + "has more different values than can be counted, which " + reference.words() + " had not");
        }
        return unanswered("it has more different values than are counted, or its values are not kept");
    }

    private Verdict verdict(double value, ToDoubleFunction<ChanceBound> law) {
        return verdict(value, law, named() + "has a " + drift.measure() + " of ", "");
    }

    private Verdict verdict(double value, ToDoubleFunction<ChanceBound> law, String before, String after) {
        DriftLimit limit = DriftLimit.of(drift, alarms, law);
        String sentence = before + NumberText.of(value, limit.value()) + after + " against " + reference.words() + ", "
                + limit.words(value);
        return measured(limit.holds(value) ? Answer.PASSED : Answer.FAILED, value, sentence);
    }

    private String named() {
        return "Column '" + drift.column().orElse("") + "' ";
    }

    private Verdict nothing(String sentence) {
        return Verdict.onNothing(rule, sentence);
    }

    private Verdict unanswered(String why) {
        return new Verdict(
                rule,
                Answer.ERROR,
                0,
                0,
                named() + "cannot be compared by " + drift.measure() + " with " + reference.words() + ": " + why
                        + "; measure its null-rate or cardinality, or set an end to the rule");
    }

    private Verdict measured(Answer answer, double value, String sentence) {
        Verdict verdict = new Verdict(rule, answer, 0, 0, sentence);
        return Double.isFinite(value)
                ? verdict.withMetrics(Map.of(
                        drift.column().map(name -> "Column." + name + ".").orElse("Dataset.*.") + drift.measure(),
                        value))
                : verdict;
    }
}
