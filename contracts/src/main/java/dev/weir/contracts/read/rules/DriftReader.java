package dev.weir.contracts.read.rules;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.base.Reading;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads {@code drift}: how far a table may have moved from the releases before. */
final class DriftReader {

    private static final String COLUMN = "column";
    private static final String MEASURE = "measure";
    private static final String AGAINST = "against";
    private static final String SEASON = "season";
    private static final String WINDOW = "window";
    private static final String ALARM = "alarm";

    /** How often chance may raise an alarm where nothing else is said: once in so many releases. */
    private static final int USUAL_ALARM = 100;

    /** The fewest numbers of rows that have a deviation worth the name. */
    private static final int FEWEST = 3;

    private static final int WEEKDAYS = 7;

    private final TableColumns columns;
    private final Problems problems;

    DriftReader(Table table, Reading reading) {
        this.columns = new TableColumns(table, reading);
        this.problems = reading.problems();
    }

    /** The check; empty when it cannot be made, which is then among the problems. */
    Optional<Rule.Check> read(YamlMap drift) {
        Optional<Rule.Measure> measure = measure(drift);
        if (measure.isEmpty()) {
            return Optional.empty(); // the file's check has told
        }
        Optional<String> column = column(drift, measure.get());
        Optional<Rule.Bound> bound = bound(drift, measure.get());
        Optional<Rule.Baseline> against = against(drift);
        boolean placed = column.isPresent() == measure.get().isOfColumn();
        boolean bounded = drift.has("atMost") || drift.has("atLeast");
        OptionalInt alarm = alarm(drift, bounded);
        if (!placed
                || (bound.isEmpty() && bounded)
                || (bound.isEmpty() && alarm.isEmpty())
                || against.isEmpty()
                || !forecasts(drift, measure.get(), against.get())) {
            return Optional.empty();
        }
        return Optional.of(new Rule.Drift(measure.get(), column, against.get(), seasons(drift), bound, alarm));
    }

    private static List<Rule.Season> seasons(YamlMap drift) {
        List<String> written = Stream.concat(
                        drift.text(SEASON).map(YamlScalar::text).stream(), drift.texts(SEASON).stream())
                .toList();
        return Stream.of(Rule.Season.values())
                .filter(season -> written.contains(season.toString()))
                .toList();
    }

    /** The number in {@code once in 100 releases}; the usual one where the rule has no bound either. */
    private static OptionalInt alarm(YamlMap drift, boolean bounded) {
        if (drift.textOrEmpty(MEASURE).equals(Rule.Measure.ROW_COUNT.toString())) {
            return OptionalInt.empty();
        }
        if (!drift.has(ALARM)) {
            return bounded ? OptionalInt.empty() : OptionalInt.of(USUAL_ALARM);
        }
        String digits = drift.textOrEmpty(ALARM).replaceAll("[^0-9]", "");
        return digits.isEmpty() || digits.length() > 6 // the file's check has told
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(digits)).stream()
                        .filter(releases -> releases > 1)
                        .findFirst();
    }

    private static Optional<Rule.Measure> measure(YamlMap drift) {
        for (Rule.Measure measure : Rule.Measure.values()) {
            if (measure.toString().equals(drift.textOrEmpty(MEASURE))) {
                return Optional.of(measure);
            }
        }
        return Optional.empty();
    }

    private Optional<String> column(YamlMap drift, Rule.Measure measure) {
        Optional<YamlScalar> written = drift.text(COLUMN);
        if (!measure.isOfColumn()) {
            if (drift.has(COLUMN)) {
                problems.add(
                        Code.INVALID_RULE,
                        drift.placeOf(COLUMN),
                        "a drift of the " + measure + " names a column",
                        "it is about the whole table",
                        "take 'column' out");
            }
            return written.map(YamlScalar::text);
        }
        if (written.isEmpty()) {
            if (!drift.has(COLUMN)) {
                problems.add(
                        Code.MISSING_FIELD,
                        drift.place(),
                        "a drift says not of which column",
                        "the measure " + measure + " is about one",
                        "add 'column'");
            }
            return Optional.empty();
        }
        Optional<Column> column = columns.named(written.get());
        if (column.isPresent() && !fits(measure, column.get().type())) {
            problems.add(
                    Code.TYPE_MISMATCH,
                    written.get().place(),
                    "the drift of '" + column.get().name() + "' is measured by " + measure,
                    "its type is " + column.get().type().display() + ", and the measure needs " + needs(measure),
                    "choose another measure, such as "
                            + (column.get().type() instanceof DataType.Array ? "null-rate" : alternative(measure)));
            return Optional.empty();
        }
        return column.map(Column::name);
    }

    private static String alternative(Rule.Measure measure) {
        return isOfDistance(measure)
                ? Rule.Measure.POPULATION_STABILITY_INDEX.toString()
                : Rule.Measure.KOLMOGOROV_SMIRNOV.toString();
    }

    private static boolean isOfDistance(Rule.Measure measure) {
        return measure == Rule.Measure.KOLMOGOROV_SMIRNOV || measure == Rule.Measure.WASSERSTEIN;
    }

    private static boolean isOfCategories(Rule.Measure measure) {
        return measure == Rule.Measure.CHI_SQUARE
                || measure == Rule.Measure.NEW_CATEGORIES
                || measure == Rule.Measure.LOST_CATEGORIES;
    }

    private static boolean fits(Rule.Measure measure, DataType type) {
        boolean nested = type instanceof DataType.Array || type instanceof DataType.Structure;
        boolean real = type instanceof DataType.Real || type instanceof DataType.Decimal;
        if (isOfDistance(measure)) {
            return real
                    || type instanceof DataType.Int64
                    || type instanceof DataType.Date
                    || type instanceof DataType.Timestamp;
        }
        return measure == Rule.Measure.NULL_RATE || (!nested && !(real && isOfCategories(measure)));
    }

    private static String needs(Rule.Measure measure) {
        if (isOfDistance(measure)) {
            return "numbers, dates or timestamps";
        }
        return isOfCategories(measure) ? "categories: text, booleans, whole numbers, dates" : "single values";
    }

    private Optional<Rule.Bound> bound(YamlMap drift, Rule.Measure measure) {
        boolean isTest = measure == Rule.Measure.CHI_SQUARE;
        String right = isTest ? "atLeast" : "atMost";
        String wrong = isTest ? "atMost" : "atLeast";
        if (drift.has(wrong)) {
            if (!drift.has(right)) {
                problems.add(
                        Code.INVALID_RULE,
                        drift.placeOfKey(wrong),
                        "the measure " + measure + " has '" + wrong + "'",
                        isTest
                                ? "its value is a p-value, which is small where two releases differ"
                                : "it grows as two releases differ more",
                        isTest ? "write such as 'atLeast: 0.01'" : "write 'atMost'");
            }
            return Optional.empty();
        }
        Optional<YamlScalar> written = drift.scalar(right);
        Optional<Double> value = written.flatMap(YamlScalar::number).map(Number::doubleValue);
        if (written.isEmpty()) {
            return Optional.empty(); // the file's check has told
        }
        double greatest = greatest(measure);
        if (value.isEmpty() || !(value.get() >= 0 && value.get() <= greatest)) {
            problems.add(
                    Code.INVALID_VALUE,
                    written.get().place(),
                    "'" + right + "' of the measure " + measure + " is "
                            + written.get().describe(),
                    greatest < Double.MAX_VALUE
                            ? "its values lie between 0 and " + Math.round(greatest)
                            : "its values are 0 or more, and finite",
                    greatest == 1 ? "write a share such as 0.05" : "write a number that it can reach");
            return Optional.empty();
        }
        if (greatest == 1 && (value.get() == 1 || (isTest && value.get() == 0))) {
            problems.add(
                    Code.INVALID_RULE,
                    written.get().place(),
                    "'" + right + "' of the measure " + measure + " is "
                            + written.get().describe(),
                    isTest && value.get() == 1
                            ? "only two equal distributions have a p-value of 1: the rule would fail in nearly every release"
                            : "its values lie between 0 and 1, so the rule could never fail",
                    isTest ? "write such as 'atLeast: 0.01'" : "write a share such as 0.05");
            return Optional.empty();
        }
        return Optional.of(new Rule.Bound(isTest ? Rule.Bound.Side.AT_LEAST : Rule.Bound.Side.AT_MOST, value.get()));
    }

    private static double greatest(Rule.Measure measure) {
        return switch (measure) {
            case KOLMOGOROV_SMIRNOV, JENSEN_SHANNON, CHI_SQUARE, NULL_RATE, NEW_CATEGORIES, LOST_CATEGORIES -> 1;
            case ROW_COUNT -> Rule.Drift.MOST_DEVIATIONS;
            case POPULATION_STABILITY_INDEX, WASSERSTEIN, CARDINALITY -> Double.MAX_VALUE;
        };
    }

    private Optional<Rule.Baseline> against(YamlMap drift) {
        Optional<YamlMap> map = drift.map(AGAINST);
        if (map.isEmpty()) {
            return drift.has(AGAINST) && !drift.textOrEmpty(AGAINST).equals("last-release")
                    ? Optional.empty()
                    : Optional.of(new Rule.Baseline.LastRelease());
        }
        if (map.get().has("release")) {
            return number(map.get(), "release").map(Rule.Baseline.Release::new);
        }
        return number(map.get(), WINDOW).map(Rule.Baseline.Window::new);
    }

    private Optional<Integer> number(YamlMap node, String key) {
        Optional<YamlScalar> written = node.scalar(key);
        Optional<BigInteger> whole = written.flatMap(YamlScalar::whole).filter(number -> number.signum() > 0);
        if (whole.isPresent() && whole.get().bitLength() >= Integer.SIZE) {
            problems.add(
                    Code.INVALID_VALUE,
                    written.orElseThrow().place(),
                    "'" + key + "' of a drift is " + whole.get(),
                    "releases are counted up to " + Integer.MAX_VALUE,
                    "write the number of a release that there is");
            return Optional.empty();
        }
        return whole.map(BigInteger::intValue); // the file's check has told of any other
    }

    /** Whether a number of rows is compared with enough of them, and nothing else has seasons. */
    private boolean forecasts(YamlMap drift, Rule.Measure measure, Rule.Baseline against) {
        if (measure != Rule.Measure.ROW_COUNT) {
            if (drift.has(SEASON)) {
                problems.add(
                        Code.INVALID_RULE,
                        drift.placeOf(SEASON),
                        "a drift by " + measure + " has a season",
                        "only numbers of rows are forecast, with season or without",
                        "take 'season' out, or measure row-count");
            }
            return !drift.has(SEASON);
        }
        boolean weekly = seasons(drift).contains(Rule.Season.WEEKDAY);
        int needed = weekly ? FEWEST * WEEKDAYS : FEWEST;
        if (against instanceof Rule.Baseline.Window window && window.releases() >= needed) {
            return true;
        }
        problems.add(
                Code.INVALID_RULE,
                drift.placeOf(AGAINST),
                "the row-count is compared with "
                        + (against instanceof Rule.Baseline.Window window
                                ? "a window of " + window.releases() + " releases"
                                : "one release"),
                "it is forecast from several releases" + (weekly ? " of each weekday" : "") + ", " + needed
                        + " at the fewest",
                "write 'against: { window: " + (weekly ? 8 * WEEKDAYS : 10) + " }'");
        return false;
    }
}
