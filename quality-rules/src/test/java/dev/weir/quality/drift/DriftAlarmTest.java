package dev.weir.quality.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Rule.Measure;
import dev.weir.contracts.Severity;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.quality.history.PastRelease;
import dev.weir.quality.history.TableSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often drift rules alarm, over releases whose distributions stay and over such as have moved. */
@Tag("torture")
class DriftAlarmTest {

    private static final int RELEASES = 40;
    private static final double NULLS = 0.1;
    private static final Measure SPREAD = Measure.POPULATION_STABILITY_INDEX;
    private static final Measure FILLED = Measure.NULL_RATE;

    /** By itself each rule keeps its rate, of every measure over every kind of column; they share nothing here. */
    @ParameterizedTest
    @CsvSource({"200, 200", "500, 500", "5000, 5000", "200, 5000", "5000, 200"})
    void anUnchangedDistributionAlarmsOnceInAHundredRuleReleasesAtMost(int before, int now, TestReporter reporter) {
        Map<String, Tally> tallies = new TreeMap<>();
        SplittableRandom random = new SplittableRandom(before + 13L * now);
        TableSummary last = DriftColumns.release(random, before, 0, NULLS);
        for (int release = 0; release < RELEASES; release++) {
            TableSummary next = DriftColumns.release(random, now, 0, NULLS);
            judge(last, next, Optional.empty(), OptionalInt.of(100), 1, tallies);
            last = before == now ? next : DriftColumns.release(random, before, 0, NULLS);
        }
        print(reporter, "unchanged, once in 100, n = " + before + " and " + now, tallies);

        assertThat(rate(tallies)).isLessThanOrEqualTo(0.01);
        // of 160 rule-releases or more; seven of 160 would be once in 23, and happens to a rate of 0.01 once in 1,000
        tallies.forEach(
                (name, tally) -> assertThat(tally.rate()).as(name).isLessThanOrEqualTo(name.contains(" ") ? 1 : 0.04));
    }

    /** By the bounds that people take: 0.2 for the population stability index, 0.2 for a distance. */
    @ParameterizedTest
    @CsvSource({"200", "500", "5000"})
    void theUsualBoundsAlarmAsRarely(int rows, TestReporter reporter) {
        Map<String, Tally> tallies = new TreeMap<>();
        SplittableRandom random = new SplittableRandom(rows);
        TableSummary last = DriftColumns.release(random, rows, 0, NULLS);
        for (int release = 0; release < RELEASES; release++) {
            TableSummary next = DriftColumns.release(random, rows, 0, NULLS);
            judge(last, next, Optional.of(0.2), OptionalInt.empty(), 1, tallies);
            last = next;
        }
        tallies.keySet()
                .removeIf(name -> !name.startsWith(Measure.POPULATION_STABILITY_INDEX.toString())
                        && !name.startsWith(Measure.JENSEN_SHANNON.toString())
                        && !name.startsWith(Measure.KOLMOGOROV_SMIRNOV.toString())
                        && !name.startsWith(Measure.NULL_RATE.toString()));
        print(reporter, "unchanged, at most 0.2, n = " + rows, tallies);

        assertThat(rate(tallies)).isLessThanOrEqualTo(0.01);
    }

    /** With 24 rules that share their rate, as many as are proposed for twelve columns. */
    @Test
    void aShiftOfHalfAStandardDeviationIsFoundAmongFiveHundred(TestReporter reporter) {
        Map<String, Tally> tallies = new TreeMap<>();
        SplittableRandom random = new SplittableRandom(500);
        for (int release = 0; release < 3 * RELEASES; release++) {
            judge(
                    DriftColumns.release(random, 500, 0, NULLS),
                    DriftColumns.release(random, 500, 0.5, NULLS),
                    Optional.empty(),
                    OptionalInt.of(100),
                    24,
                    tallies);
        }
        print(reporter, "moved by half a standard deviation, once in 100 shared by 24, n = 500", tallies);

        for (DriftColumns column : DriftColumns.values()) {
            // Of 150 codes none is proposed: there are too many.
            assertThat(tally(tallies, Measure.POPULATION_STABILITY_INDEX + " " + column)
                            .rate())
                    .as(column.toString())
                    .isGreaterThanOrEqualTo(column == DriftColumns.DIAGNOSIS ? 0.9 : 0.95);
        }
    }

    /** What {@code weir suggest} proposes of twelve columns: 24 rules, each with the bound of what is called small. */
    @ParameterizedTest
    @CsvSource({"200", "500", "5000"})
    void proposedRulesAlarmAsRarelyAndFindWhatHasMoved(int rows, TestReporter reporter) {
        Map<String, Tally> unchanged = new TreeMap<>();
        Map<String, Tally> moved = new TreeMap<>();
        SplittableRandom random = new SplittableRandom(2L * rows);
        TableSummary last = DriftColumns.release(random, rows, 0, NULLS);
        for (int release = 0; release < RELEASES; release++) {
            TableSummary next = DriftColumns.release(random, rows, 0, NULLS);
            TableSummary other = DriftColumns.release(random, rows, 0.5, NULLS);
            TableSummary emptier = DriftColumns.release(random, rows, 0, 0.3);
            for (DriftColumns column : DriftColumns.values()) {
                propose(last, next, column, SPREAD, unchanged);
                propose(last, next, column, FILLED, unchanged);
                propose(last, other, column, SPREAD, moved);
                propose(last, emptier, column, FILLED, moved);
            }
            last = next;
        }
        print(reporter, "proposed, unchanged, n = " + rows, unchanged);
        print(reporter, "proposed, moved by half a standard deviation and NULL from 0.1 to 0.3, n = " + rows, moved);

        assertThat(rate(unchanged)).isLessThanOrEqualTo(0.01);
        if (rows >= 500) {
            assertThat(tally(moved, SPREAD.toString()).rate()).isGreaterThanOrEqualTo(0.95);
            assertThat(tally(moved, FILLED.toString()).rate()).isGreaterThanOrEqualTo(0.95);
        }
    }

    private static void propose(
            TableSummary before, TableSummary now, DriftColumns column, Measure measure, Map<String, Tally> tallies) {
        Optional<Double> small = Optional.of(measure == SPREAD ? 0.1 : 0.05);
        judge(before, now, column, measure, small, OptionalInt.of(100), 24, tallies);
    }

    private static void judge(
            TableSummary before,
            TableSummary now,
            Optional<Double> bound,
            OptionalInt alarm,
            int alarms,
            Map<String, Tally> tallies) {
        for (DriftColumns column : DriftColumns.values()) {
            for (Measure measure : column.measures()) {
                judge(before, now, column, measure, bound, alarm, alarms, tallies);
            }
        }
    }

    private static void judge(
            TableSummary before,
            TableSummary now,
            DriftColumns column,
            Measure measure,
            Optional<Double> bound,
            OptionalInt alarm,
            int alarms,
            Map<String, Tally> tallies) {
        Verdict verdict = DriftJudge.judge(
                rule(measure, column.toString(), bound, alarm),
                Optional.of(column.type()),
                now,
                new ReferenceReleases(List.of(new PastRelease(1, "run", Instant.EPOCH, Map.of("t", before)))),
                alarms);
        assertThat(verdict.answer()).as(verdict.explanation()).isNotEqualTo(Answer.ERROR);
        boolean alarmed = verdict.answer() == Answer.FAILED;
        tally(tallies, measure.toString()).add(alarmed);
        tally(tallies, measure + " " + column).add(alarmed);
    }

    private static Rule rule(Measure measure, String column, Optional<Double> bound, OptionalInt alarm) {
        Rule.Bound.Side side = measure == Measure.CHI_SQUARE ? Rule.Bound.Side.AT_LEAST : Rule.Bound.Side.AT_MOST;
        return new Rule(
                measure + "-" + column,
                "t",
                new Rule.Drift(
                        measure,
                        Optional.of(column),
                        new Rule.Baseline.LastRelease(),
                        List.of(),
                        bound.map(value -> new Rule.Bound(side, value)),
                        alarm),
                Severity.WARN,
                new Rule.Standing(Rule.Author.STEWARD, Dimension.CONSISTENCY, "owner", "because"),
                Rule.Terms.ALWAYS,
                Place.of("rules.yaml"));
    }

    private static Tally tally(Map<String, Tally> tallies, String name) {
        return tallies.computeIfAbsent(name, key -> new Tally());
    }

    private static double rate(Map<String, Tally> tallies) {
        Tally all = new Tally();
        tallies.forEach((name, tally) -> {
            if (!name.contains(" ")) {
                all.alarms += tally.alarms;
                all.releases += tally.releases;
            }
        });
        return all.rate();
    }

    /** For the one who asks: {@code -Dweir.test.figures=true}. */
    private static void print(TestReporter reporter, String what, Map<String, Tally> tallies) {
        List<String> lines = new ArrayList<>();
        lines.add(what + String.format(Locale.ROOT, ": %.4f", rate(tallies)));
        tallies.forEach((name, tally) ->
                lines.add(String.format(Locale.ROOT, "  %-50s %4d of %5d", name, tally.alarms, tally.releases)));
        if (Boolean.getBoolean("weir.test.figures")) {
            reporter.publishEntry(String.join("\n", lines));
        }
    }

    private static final class Tally {
        private long alarms;
        private long releases;

        void add(boolean alarmed) {
            releases++;
            alarms += alarmed ? 1 : 0;
        }

        double rate() {
            return (double) alarms / releases;
        }
    }
}
