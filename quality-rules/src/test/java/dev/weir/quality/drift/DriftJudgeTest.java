package dev.weir.quality.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.contracts.DataType;
import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Rule.Measure;
import dev.weir.contracts.Severity;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.quality.history.ColumnSummary;
import dev.weir.quality.history.PastRelease;
import dev.weir.quality.history.TableSummary;
import dev.weir.quality.state.FrequencyState;
import dev.weir.quality.state.MetricRequest;
import dev.weir.quality.state.QuantileState;
import dev.weir.quality.state.RowCollector;
import dev.weir.quality.state.Statistic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DriftJudgeTest {

    private static final Map<String, Long> BEFORE = Map.of("a", 120L, "b", 80L, "c", 40L, "d", 10L);
    private static final Map<String, Long> NOW = Map.of("a", 90L, "b", 100L, "c", 30L, "d", 30L);

    @Test
    void theFirstReleasePassesAndSaysSo() {
        Verdict verdict = judge(Measure.POPULATION_STABILITY_INDEX, 0, table(counted(NOW)), List.of());

        assertThat(verdict.answer()).isEqualTo(Answer.PASSED);
        assertThat(verdict.subject()).as("a mark in the score").isEqualTo(Verdict.Subject.NOTHING);
        assertThat(verdict.explanation()).isEqualTo("There is no release to compare with yet");
        assertThat(verdict.metrics()).isEmpty();
    }

    /** A distribution of no rows is none: neither equal to another nor far from it. */
    @ParameterizedTest
    @EnumSource(value = Measure.class, mode = EnumSource.Mode.EXCLUDE, names = "ROW_COUNT")
    void whereNoRowHasComeThereIsNothingToJudge(Measure measure) {
        Verdict now = judge(measure, 0.5, table(counted(Map.of())), releases(counted(BEFORE)));
        Verdict before = judge(measure, 0.5, table(counted(NOW)), releases(counted(Map.of())));

        assertThat(List.of(now, before)).allSatisfy(verdict -> {
            assertThat(verdict.answer()).isEqualTo(Answer.PASSED);
            assertThat(verdict.subject()).isEqualTo(Verdict.Subject.NOTHING);
        });
        assertThat(now.explanation()).isEqualTo("There were no rows to compare with release 1");
        assertThat(before.explanation()).isEqualTo("There were no rows in release 1 to compare with");
    }

    @Test
    void aVerdictTellsValueBoundAndReference() {
        Verdict failed = judge(Measure.POPULATION_STABILITY_INDEX, 0.1, table(counted(NOW)), releases(counted(BEFORE)));
        Verdict passed = judge(Measure.POPULATION_STABILITY_INDEX, 0.2, table(counted(NOW)), releases(counted(BEFORE)));

        assertThat(failed.answer()).isEqualTo(Answer.FAILED);
        assertThat(failed.explanation())
                .isEqualTo("Column 'x' has a population-stability-index of 0.15177 against release 1, above 0.1");
        assertThat(failed.metrics()).containsOnlyKeys("Column.x.population-stability-index");
        assertThat(failed.metrics().get("Column.x.population-stability-index"))
                .isCloseTo(0.1517695987908, within(1e-12));
        assertThat(passed.answer()).isEqualTo(Answer.PASSED);
        assertThat(passed.explanation()).endsWith("against release 1, not above 0.2");
    }

    @Test
    void anAlarmFollowsFromChance() {
        Verdict alone = alarm(Optional.empty(), 1);
        assertThat(alone.answer()).isEqualTo(Answer.FAILED);
        assertThat(alone.explanation())
                .isEqualTo("Column 'x' has a population-stability-index of 0.15177 against release 1, above 0.0950491,"
                        + " beyond which chance alone goes once in 100 releases");
        assertThat(alarm(Optional.empty(), 12).answer()).isEqualTo(Answer.FAILED);
        assertThat(alarm(Optional.empty(), 12).explanation())
                .endsWith("once in 1,200 releases (once in 100, shared by 12 rules)");

        Verdict beside = alarm(Optional.of(0.3), 1);
        assertThat(beside.answer()).isEqualTo(Answer.PASSED);
        assertThat(beside.explanation())
                .endsWith("not above 0.3; chance alone goes beyond 0.0950491 once in 100 releases");
        assertThat(alarm(Optional.of(0.01), 1).explanation()).isEqualTo(alone.explanation());
    }

    /** As far apart as can be, however few rows there were: chance explains no side without a value. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "POPULATION_STABILITY_INDEX",
                "JENSEN_SHANNON",
                "KOLMOGOROV_SMIRNOV",
                "WASSERSTEIN",
                "NULL_RATE",
                "CARDINALITY"
            })
    void aColumnThatIsEmptyNowIsAnAlarm(Measure measure) {
        ColumnSummary before = emptied(numbers(1, 2, 3), 3, 3);
        ColumnSummary now = emptied(numbers(), 30, 0);
        Verdict verdict = DriftJudge.judge(
                rule(new Rule.Drift(
                        measure,
                        Optional.of("x"),
                        new Rule.Baseline.LastRelease(),
                        List.of(),
                        Optional.empty(),
                        OptionalInt.of(100))),
                Optional.of(new DataType.Real()),
                table(now),
                new ReferenceReleases(releases(before)),
                1);
        assertThat(verdict.answer()).as(verdict.explanation()).isEqualTo(Answer.FAILED);
    }

    private static ColumnSummary emptied(ColumnSummary numbers, long rows, long values) {
        return summary(rows, values, OptionalDouble.of((double) values), Optional.empty(), numbers.quantiles());
    }

    private static Verdict alarm(Optional<Double> bound, int alarms) {
        return DriftJudge.judge(
                rule(new Rule.Drift(
                        Measure.POPULATION_STABILITY_INDEX,
                        Optional.of("x"),
                        new Rule.Baseline.LastRelease(),
                        List.of(),
                        bound.map(value -> new Rule.Bound(Rule.Bound.Side.AT_MOST, value)),
                        OptionalInt.of(100))),
                Optional.of(new DataType.Text()),
                table(counted(NOW)),
                new ReferenceReleases(releases(counted(BEFORE))),
                alarms);
    }

    @Test
    void aPValueHasToBeLargeEnough() {
        assertThat(judge(Measure.CHI_SQUARE, 0.01, table(counted(NOW)), releases(counted(BEFORE)))
                        .answer())
                .isEqualTo(Answer.FAILED);
        assertThat(judge(Measure.CHI_SQUARE, 0.0001, table(counted(NOW)), releases(counted(BEFORE)))
                        .explanation())
                .endsWith("a chi-square of 0.000453313 against release 1, not below 0.0001");
    }

    @Test
    void newAndLostValuesAreCountedNotNamed() {
        ColumnSummary before = counted(Map.of("secret", 20L, "b", 80L));
        ColumnSummary now = counted(Map.of("b", 90L, "hidden", 10L));
        Verdict fresh = judge(Measure.NEW_CATEGORIES, 0.05, table(now), releases(before));
        Verdict lost = judge(Measure.LOST_CATEGORIES, 0.5, table(now), releases(before));

        assertThat(fresh.answer()).isEqualTo(Answer.FAILED);
        assertThat(fresh.explanation())
                .isEqualTo("Column 'x' has 1 new values; their share of the rows is 0.1 against release 1, above 0.05");
        assertThat(lost.answer()).isEqualTo(Answer.PASSED);
        assertThat(lost.explanation()).contains("lost 1 values", "0.2").doesNotContain("secret");
    }

    @Test
    void aWindowPoolsItsReleases() {
        ColumnSummary half = counted(Map.of("a", 60L, "b", 40L, "c", 20L, "d", 5L));
        Verdict pooled = judge(Measure.JENSEN_SHANNON, 1, table(counted(NOW)), releases(half, half));
        Verdict single = judge(Measure.JENSEN_SHANNON, 1, table(counted(NOW)), releases(counted(BEFORE)));

        assertThat(pooled.metrics()).isEqualTo(single.metrics());
        assertThat(pooled.explanation()).contains("the last 2 releases (1 to 2)");
    }

    @Test
    void nullsAreSharesOfTheRowsAndDifferentValuesAreComparedWithTheMean() {
        ColumnSummary now = summary(100, 70, OptionalDouble.of(30), Optional.empty(), Optional.empty());
        ColumnSummary before = summary(100, 90, OptionalDouble.of(10), Optional.empty(), Optional.empty());
        ColumnSummary earlier = summary(300, 270, OptionalDouble.of(30), Optional.empty(), Optional.empty());

        assertThat(value(judge(Measure.NULL_RATE, 1, table(now), releases(earlier, before))))
                .isCloseTo(0.2, within(1e-12));
        assertThat(value(judge(Measure.CARDINALITY, 1, table(now), releases(earlier, before))))
                .isEqualTo(0.5);
    }

    @Test
    void numbersAreComparedByTheirSketches() {
        Verdict verdict = judge(Measure.WASSERSTEIN, 1, table(numbers(3, 4, 5, 6)), releases(numbers(1, 2, 3, 4)));

        assertThat(verdict.answer()).isEqualTo(Answer.FAILED);
        assertThat(verdict.explanation()).contains("a wasserstein distance of 2 against");
        assertThat(value(judge(
                        Measure.KOLMOGOROV_SMIRNOV, 1, table(numbers(3, 4, 5, 6)), releases(numbers(1, 2, 3, 4)))))
                .isEqualTo(0.5);
        assertThat(judge(
                                Measure.POPULATION_STABILITY_INDEX,
                                1,
                                table(numbers(IntStream.range(40, 100)
                                        .asDoubleStream()
                                        .toArray())),
                                releases(numbers(
                                        IntStream.range(0, 60).asDoubleStream().toArray())))
                        .answer())
                .isEqualTo(Answer.FAILED);
        assertThat(judge(
                                Measure.POPULATION_STABILITY_INDEX,
                                1,
                                table(numbers(3, 4, 5, 6)),
                                releases(numbers(1, 2, 3, 4)))
                        .explanation())
                .isEqualTo(
                        "Column 'x' has too few rows of any value to compare with release 1: it takes 5 on either side");
    }

    /** Each of a hundred ages was a class: 44 of 44 releases of the same 500 people's like were alarms. */
    @ParameterizedTest
    @CsvSource({"POPULATION_STABILITY_INDEX, 0.2", "JENSEN_SHANNON, 0.2"})
    void agesThatHaveNotChangedRaiseNoAlarm(Measure measure, double bound) {
        SplittableRandom random = new SplittableRandom(13);
        DataType ages = new DataType.Int64();
        ColumnSummary before = counted(ages(random, 0));
        for (int release = 0; release < 44; release++) {
            ColumnSummary now = counted(ages(random, 0));
            assertThat(DriftJudge.judge(
                                    rule(measure, bound),
                                    Optional.of(ages),
                                    table(now),
                                    new ReferenceReleases(releases(before)),
                                    1)
                            .answer())
                    .isEqualTo(Answer.PASSED);
            before = now;
        }
        assertThat(DriftJudge.judge(
                                rule(measure, bound),
                                Optional.of(ages),
                                table(counted(ages(random, 12))),
                                new ReferenceReleases(releases(before)),
                                1)
                        .answer())
                .isEqualTo(Answer.FAILED);
    }

    private static Map<String, Long> ages(SplittableRandom random, int older) {
        Map<String, Long> ages = new TreeMap<>();
        for (int i = 0; i < 500; i++) {
            int age = (random.nextInt(100) + random.nextInt(100)) / 2 + older;
            ages.merge(Integer.toString(age), 1L, Long::sum);
        }
        return ages;
    }

    @Test
    void distancesOfMomentsAreSecondsAndOfDaysDays() {
        Rule rule = rule(Measure.WASSERSTEIN, 1);
        DataType moments = new DataType.Timestamp(DataType.Clock.INSTANT, Optional.empty(), Optional.empty());
        Verdict seconds = DriftJudge.judge(
                rule, Optional.of(moments), table(numbers(5e6)), new ReferenceReleases(releases(numbers(2e6))), 1);
        Verdict days = DriftJudge.judge(
                rule,
                Optional.of(new DataType.Date(Optional.empty())),
                table(counted(Map.of("2024-03-01", 4L), numbers(19_783))),
                new ReferenceReleases(releases(counted(Map.of("2024-02-28", 9L), numbers(19_781)))),
                1);

        assertThat(seconds.explanation()).contains("distance of 3 seconds");
        assertThat(days.explanation()).contains("distance of 2 days");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"POPULATION_STABILITY_INDEX", "JENSEN_SHANNON", "CHI_SQUARE", "NEW_CATEGORIES", "LOST_CATEGORIES"})
    void tooManyValuesOnBothSidesAreAnError(Measure measure) {
        ColumnSummary many =
                summary(900, 900, OptionalDouble.of(500), Optional.of(FrequencyState.ofTooMany()), Optional.empty());

        assertThat(judge(measure, 1, table(many), releases(many)).answer()).isEqualTo(Answer.ERROR);
        assertThat(judge(measure, 1, table(many), releases(many)).holds()).isTrue();
    }

    @Test
    void tooManyValuesWhereThereWereFewIsDrift() {
        ColumnSummary many =
                summary(900, 900, OptionalDouble.of(500), Optional.of(FrequencyState.ofTooMany()), Optional.empty());
        Verdict verdict = judge(Measure.CHI_SQUARE, 0.01, table(many), releases(counted(BEFORE)));

        assertThat(verdict.answer()).isEqualTo(Answer.FAILED);
        assertThat(verdict.explanation()).contains("more different values than can be counted");
    }

    @Test
    void anotherKeyIsNoReference() {
        ColumnSummary here = pseudonyms(NOW, "key one");
        Verdict verdict = judge(Measure.CHI_SQUARE, 0.01, table(here), releases(pseudonyms(BEFORE, "key two")));

        assertThat(verdict.answer()).isEqualTo(Answer.PASSED);
        assertThat(verdict.explanation()).contains("under another key");
        assertThat(judge(Measure.CHI_SQUARE, 0.01, table(here), releases(pseudonyms(BEFORE, "key one")))
                        .answer())
                .isEqualTo(Answer.FAILED);
    }

    @Test
    void aColumnThatWasNotThereBeforePasses() {
        PastRelease without = new PastRelease(1, "run", Instant.EPOCH, Map.of("t", new TableSummary(5, Map.of())));
        Verdict verdict = judge(Measure.CHI_SQUARE, 0.01, table(counted(NOW)), List.of(without));

        assertThat(verdict.answer()).isEqualTo(Answer.PASSED);
        assertThat(verdict.explanation()).isEqualTo("Column 'x' is not in release 1");
    }

    @Test
    void quantilesThatAreNotKeptAreAnError() {
        assertThat(judge(Measure.WASSERSTEIN, 1, table(counted(NOW)), releases(counted(BEFORE)))
                        .answer())
                .isEqualTo(Answer.ERROR);
    }

    @Test
    void quantilesThatAreKeptFromNowOnPass() {
        Verdict verdict = judge(Measure.WASSERSTEIN, 1, table(numbers(1, 2)), releases(counted(BEFORE)));

        assertThat(verdict.answer()).isEqualTo(Answer.PASSED);
        assertThat(verdict.explanation()).contains("release 1 keeps no quantiles yet");
    }

    private static double value(Verdict verdict) {
        return verdict.metrics().values().iterator().next();
    }

    private static Verdict judge(Measure measure, double bound, TableSummary current, List<PastRelease> past) {
        return DriftJudge.judge(
                rule(measure, bound), Optional.of(new DataType.Text()), current, new ReferenceReleases(past), 1);
    }

    private static Rule rule(Measure measure, double bound) {
        return rule(new Rule.Drift(
                measure,
                measure.isOfColumn() ? Optional.of("x") : Optional.empty(),
                new Rule.Baseline.LastRelease(),
                List.of(),
                new Rule.Bound(
                        measure == Measure.CHI_SQUARE ? Rule.Bound.Side.AT_LEAST : Rule.Bound.Side.AT_MOST, bound)));
    }

    private static Rule rule(Rule.Drift drift) {
        return new Rule(
                "drifts",
                "t",
                drift,
                Severity.WARN,
                new Rule.Standing(Rule.Author.STEWARD, Dimension.CONSISTENCY, "owner", "because"),
                Rule.Terms.ALWAYS,
                Place.of("rules.yaml"));
    }

    private static TableSummary table(ColumnSummary column) {
        return new TableSummary(column.rows(), Map.of("x", column));
    }

    private static List<PastRelease> releases(ColumnSummary... columns) {
        List<PastRelease> releases = new ArrayList<>();
        for (ColumnSummary column : columns) {
            releases.add(new PastRelease(
                    releases.size() + 1, "run-" + releases.size(), Instant.EPOCH, Map.of("t", table(column))));
        }
        return releases;
    }

    private static ColumnSummary counted(Map<String, Long> counts) {
        long rows = counts.values().stream().mapToLong(Long::longValue).sum();
        return summary(
                rows, rows, OptionalDouble.of(counts.size()), Optional.of(FrequencyState.of(counts)), Optional.empty());
    }

    private static ColumnSummary counted(Map<String, Long> counts, ColumnSummary numbers) {
        long rows = counts.values().stream().mapToLong(Long::longValue).sum();
        return summary(
                rows,
                rows,
                OptionalDouble.of(counts.size()),
                Optional.of(FrequencyState.of(counts)),
                numbers.quantiles());
    }

    private static ColumnSummary pseudonyms(Map<String, Long> counts, String key) {
        ColumnSummary clear = counted(counts);
        return new ColumnSummary(
                clear.rows(),
                clear.nonNull(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new ColumnSummary.Values(
                        clear.values().distinct(),
                        Optional.empty(),
                        clear.values().frequencies(),
                        Optional.of(key)));
    }

    private static ColumnSummary numbers(double... numbers) {
        RowCollector collector = new RowCollector(
                StructType.fromDDL("x DOUBLE"), MetricRequest.countsOnly().with("x", Statistic.QUANTILES));
        Arrays.stream(numbers).forEach(number -> collector.add(new GenericInternalRow(new Object[] {number})));
        return summary(
                numbers.length,
                numbers.length,
                OptionalDouble.empty(),
                Optional.empty(),
                collector.state().column("x").quantiles());
    }

    private static ColumnSummary summary(
            long rows,
            long nonNull,
            OptionalDouble distinct,
            Optional<FrequencyState> frequencies,
            Optional<QuantileState> quantiles) {
        return new ColumnSummary(
                rows,
                nonNull,
                Optional.empty(),
                Optional.empty(),
                quantiles,
                new ColumnSummary.Values(distinct, Optional.empty(), frequencies, Optional.empty()));
    }
}
