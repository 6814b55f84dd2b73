package dev.weir.contracts.read.rules;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKind;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.standard.Shape;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlNode;
import dev.weir.contracts.yaml.YamlScalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads {@code drift}: how far a table may have moved from the releases before. */
final class DriftReader {

    private static final FieldKind<BigInteger> RELEASES = FieldKinds.POSITION.with("maximum", Integer.MAX_VALUE);
    private static final FieldKind<String> LAST_RELEASE = FieldKinds.oneOf("last-release");

    private static final Field<BigInteger> RELEASE = Field.optional("release", RELEASES, "The release of this number.");
    private static final Field<BigInteger> WINDOW =
            Field.optional("window", RELEASES, "The last so many releases together.");
    private static final Shape BASELINE =
            Shape.of("'against' of a drift", RuleFiles.BOOK, RELEASE, WINDOW).oneOf(RELEASE, WINDOW);

    private static final Field<Rule.Measure> MEASURE = Field.required("measure", FieldKinds.oneOf(Rule.Measure.class));
    private static final Field<String> COLUMN = Field.optional("column", FieldKinds.SOMETHING);
    private static final Field<YamlNode> AGAINST = Field.optional(
            "against",
            FieldKinds.either(LAST_RELEASE, FieldKinds.object(BASELINE)),
            "What it is compared with; last-release when left out.");
    private static final Field<List<Rule.Season>> SEASON = Field.optional(
            "season",
            FieldKinds.oneOrMore(FieldKinds.oneOf(Rule.Season.class)),
            "How days are grouped: releases of days of one kind are compared. For row-count.");
    private static final Field<BigDecimal> AT_MOST = Field.optional("atMost", FieldKinds.NUMBER);
    private static final Field<BigDecimal> AT_LEAST =
            Field.optional("atLeast", FieldKinds.NUMBER, "Of chi-square, whose value is a p-value.");
    private static final Field<Integer> ALARM = Field.optional(
            "alarm",
            FieldKinds.like(
                            "^once in ([2-9]|[1-9][0-9]{1,5}) releases$",
                            "how often chance may raise it, such as 'once in 100 releases'")
                    .map(text -> Integer.valueOf(text.replaceAll("[^0-9]", ""))),
            "How often the product's drift rules with an alarm may fail by chance; once in 100 releases where no bound is"
                    + " given.");

    static final Field<YamlMap> DRIFT = Field.optional(
            "drift",
            FieldKinds.object(Shape.of("a drift", RuleFiles.BOOK)
                    .with(MEASURE, COLUMN, AGAINST, SEASON, AT_MOST, AT_LEAST, ALARM)
                    .further(
                            DriftReader::checkBound,
                            Map.of(
                                    "not",
                                    Shape.having(AT_MOST, AT_LEAST),
                                    "if",
                                    Map.of(
                                            "properties",
                                            Map.of(
                                                    MEASURE.name(),
                                                    Map.of("const", FieldKinds.word(Rule.Measure.ROW_COUNT)))),
                                    "then",
                                    Map.of(
                                            "required",
                                            List.of(AT_MOST.name()),
                                            "properties",
                                            Map.of(ALARM.name(), false))))),
            "How far the table may have moved from earlier releases.");

    /** How often chance may raise an alarm where nothing else is said: once in so many releases. */
    private static final int USUAL_ALARM = 100;

    /** The fewest numbers of rows that have a deviation worth the name. */
    private static final int FEWEST = 3;

    private static final int WEEKDAYS = 7;

    private final TableColumns columns;
    private final Problems problems;

    DriftReader(Table table, ReadContext reading) {
        this.columns = new TableColumns(table, reading);
        this.problems = reading.problems();
    }

    /** The check; empty when it cannot be made, which is then among the problems. */
    Optional<Rule.Check> read(YamlMap drift) {
        Optional<Rule.Measure> measure = MEASURE.in(drift);
        if (measure.isEmpty()) {
            return Optional.empty(); // the file's check has reported it
        }
        Optional<String> column = column(drift, measure.get());
        Optional<Rule.Bound> bound = bound(drift, measure.get());
        Optional<Rule.Baseline> against = against(drift);
        boolean placed = column.isPresent() == measure.get().isOfColumn();
        boolean bounded = AT_MOST.isIn(drift) || AT_LEAST.isIn(drift);
        OptionalInt alarm = alarm(drift, measure.get(), bounded);
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
        List<Rule.Season> written = SEASON.or(drift, List.of());
        return Stream.of(Rule.Season.values()).filter(written::contains).toList();
    }

    /** The number in {@code once in 100 releases}; the usual one where the rule has no bound either. */
    private static OptionalInt alarm(YamlMap drift, Rule.Measure measure, boolean bounded) {
        if (measure == Rule.Measure.ROW_COUNT || (bounded && !ALARM.isIn(drift))) {
            return OptionalInt.empty();
        }
        return ALARM.isIn(drift)
                ? ALARM.in(drift).stream().mapToInt(Integer::intValue).findFirst()
                : OptionalInt.of(USUAL_ALARM);
    }

    private Optional<String> column(YamlMap drift, Rule.Measure measure) {
        Optional<YamlScalar> written = COLUMN.written(drift);
        if (!measure.isOfColumn()) {
            if (COLUMN.isIn(drift)) {
                problems.add(
                        Code.INVALID_RULE,
                        COLUMN.place(drift),
                        "a drift of the " + measure + " names a column",
                        "it is about the whole table",
                        "take 'column' out");
            }
            return written.map(YamlScalar::text);
        }
        if (written.isEmpty()) {
            if (!COLUMN.isIn(drift)) {
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
        Field<BigDecimal> right = isTest ? AT_LEAST : AT_MOST;
        Field<BigDecimal> wrong = isTest ? AT_MOST : AT_LEAST;
        if (wrong.isIn(drift)) {
            if (!right.isIn(drift)) {
                problems.add(
                        Code.INVALID_RULE,
                        wrong.placeOfKey(drift),
                        "the measure " + measure + " has '" + wrong + "'",
                        isTest
                                ? "its value is a p-value, which is small where two releases differ"
                                : "it grows as two releases differ more",
                        isTest ? "write such as 'atLeast: 0.01'" : "write 'atMost'");
            }
            return Optional.empty();
        }
        Optional<YamlScalar> written = drift.scalar(right.name());
        if (written.isEmpty()) {
            return Optional.empty(); // the file's check has reported it
        }
        double value = right.in(drift).map(BigDecimal::doubleValue).orElse(Double.NaN);
        double greatest = greatest(measure);
        if (!(value >= 0 && value <= greatest)) {
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
        if (greatest == 1 && (value == 1 || (isTest && value == 0))) {
            problems.add(
                    Code.INVALID_RULE,
                    written.get().place(),
                    "'" + right + "' of the measure " + measure + " is "
                            + written.get().describe(),
                    isTest && value == 1
                            ? "only two equal distributions have a p-value of 1: the rule would fail in nearly every release"
                            : "its values lie between 0 and 1, so the rule could never fail",
                    isTest ? "write such as 'atLeast: 0.01'" : "write a share such as 0.05");
            return Optional.empty();
        }
        return Optional.of(new Rule.Bound(isTest ? Rule.Bound.Side.AT_LEAST : Rule.Bound.Side.AT_MOST, value));
    }

    private static double greatest(Rule.Measure measure) {
        return switch (measure) {
            case KOLMOGOROV_SMIRNOV, JENSEN_SHANNON, CHI_SQUARE, NULL_RATE, NEW_CATEGORIES, LOST_CATEGORIES -> 1;
            case ROW_COUNT -> Rule.Drift.MOST_DEVIATIONS;
            case POPULATION_STABILITY_INDEX, WASSERSTEIN, CARDINALITY -> Double.MAX_VALUE;
        };
    }

    private Optional<Rule.Baseline> against(YamlMap drift) {
        Optional<YamlNode> written = AGAINST.in(drift);
        if (written.isEmpty()) {
            return AGAINST.isIn(drift) ? Optional.empty() : Optional.of(new Rule.Baseline.LastRelease());
        }
        if (!(written.get() instanceof YamlMap map)) {
            return LAST_RELEASE.value().apply(written.get()).map(word -> new Rule.Baseline.LastRelease());
        }
        return RELEASE.isIn(map)
                ? number(map, RELEASE).map(Rule.Baseline.Release::new)
                : number(map, WINDOW).map(Rule.Baseline.Window::new);
    }

    private Optional<Integer> number(YamlMap node, Field<BigInteger> key) {
        Optional<BigInteger> whole = key.in(node);
        if (whole.isPresent() && whole.get().bitLength() >= Integer.SIZE) {
            problems.add(
                    Code.INVALID_VALUE,
                    key.place(node),
                    "'" + key + "' of a drift is " + whole.get(),
                    "releases are counted up to " + Integer.MAX_VALUE,
                    "write the number of a release that there is");
            return Optional.empty();
        }
        return whole.map(BigInteger::intValue); // the file's check has reported any other
    }

    /** One bound at most; a row-count is forecast, so that chance does not apply. */
    private static void checkBound(YamlMap drift, Problems problems) {
        if (AT_MOST.isIn(drift) && AT_LEAST.isIn(drift)) {
            problems.add(
                    Code.INVALID_VALUE,
                    AT_LEAST.placeOfKey(drift),
                    "a drift has 'atMost' and 'atLeast'",
                    RuleFiles.BOOK + " asks for one of them",
                    "take one of them out");
        }
        if (!MEASURE.in(drift).equals(Optional.of(Rule.Measure.ROW_COUNT))) {
            return;
        }
        if (ALARM.isIn(drift)) {
            problems.add(
                    Code.INVALID_RULE,
                    ALARM.placeOfKey(drift),
                    "a drift by row-count has an 'alarm'",
                    "numbers of rows follow no law of chance that is known: they are forecast",
                    "write such as 'atMost: 3', in standard deviations");
        } else if (!AT_MOST.isIn(drift) && !AT_LEAST.isIn(drift)) {
            problems.add(
                    Code.MISSING_FIELD,
                    drift.place(),
                    "a drift by row-count has no 'atMost'",
                    "it says how many standard deviations from the forecast are right",
                    "add such as 'atMost: 3'");
        }
    }

    /** Whether a number of rows is compared with enough of them, and nothing else has seasons. */
    private boolean forecasts(YamlMap drift, Rule.Measure measure, Rule.Baseline against) {
        if (measure != Rule.Measure.ROW_COUNT) {
            if (SEASON.isIn(drift)) {
                problems.add(
                        Code.INVALID_RULE,
                        SEASON.place(drift),
                        "a drift by " + measure + " has a season",
                        "only numbers of rows are forecast, with season or without",
                        "take 'season' out, or measure row-count");
            }
            return !SEASON.isIn(drift);
        }
        boolean weekly = seasons(drift).contains(Rule.Season.WEEKDAY);
        int needed = weekly ? FEWEST * WEEKDAYS : FEWEST;
        if (against instanceof Rule.Baseline.Window window && window.releases() >= needed) {
            return true;
        }
        problems.add(
                Code.INVALID_RULE,
                AGAINST.place(drift),
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
