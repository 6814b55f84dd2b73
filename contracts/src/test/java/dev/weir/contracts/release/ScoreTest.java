package dev.weir.contracts.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.contracts.release.json.ScoreJson;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ScoreTest {

    private static final double DIGITS = 1e-9;

    @Provide
    Arbitrary<List<Verdict>> verdicts() {
        return verdict().list().ofMaxSize(9);
    }

    @Provide
    Arbitrary<Verdict> verdict() {
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c", "d"),
                        Arbitraries.of("patients", "encounters", "raw.x"),
                        Arbitraries.of(Dimension.class),
                        Arbitraries.of(Severity.class),
                        Arbitraries.of(Answer.class),
                        Arbitraries.longs().between(0, 1000),
                        Arbitraries.longs().between(0, 1200))
                .as((id, table, dimension, severity, answer, evaluated, failed) ->
                        verdict(id, table, dimension, severity, answer, evaluated, failed));
    }

    @Provide
    Arbitrary<List<SourceCount>> sources() {
        return Combinators.combine(
                        Arbitraries.of("raw.x", "raw.y"),
                        Arbitraries.longs().between(0, 50),
                        Arbitraries.longs().between(0, 50))
                .as((table, parsed, unreadable) ->
                        new SourceCount(table, List.of(), parsed + unreadable, parsed, unreadable))
                .list()
                .ofMaxSize(2)
                .uniqueElements(SourceCount::table);
    }

    @Property
    void pointsAndLossesMakeAHundred(
            @ForAll("verdicts") List<Verdict> verdicts, @ForAll("sources") List<SourceCount> sources) {
        Score score = score(verdicts, sources);
        double lost = score.losses().stream().mapToDouble(Score.Loss::points).sum();
        if (score.points().isEmpty()) {
            assertThat(score.losses()).isEmpty();
            return;
        }
        assertThat(score.points().getAsDouble()).isBetween(0.0, 100.0).isCloseTo(100 - lost, within(DIGITS));
        assertThat(score.points().getAsDouble() == 100).isEqualTo(lost == 0);
        assertThat(score.losses()).extracting(Score.Loss::points).isSortedAccordingTo(Collections.reverseOrder());
    }

    @Property
    void aRuleThatPassesNeverLowersIt(
            @ForAll("verdicts") List<Verdict> verdicts,
            @ForAll("sources") List<SourceCount> sources,
            @ForAll("verdict") Verdict any) {
        Score before = score(verdicts, sources);
        Score after = score(with(verdicts, as(any, Answer.PASSED, any.rows().evaluated() + 1, 0)), sources);
        assertThat(after.points()).isPresent();
        assertThat(after.points().getAsDouble())
                .isGreaterThanOrEqualTo(before.points().orElse(0) - DIGITS);
    }

    @Property
    void aRuleThatFailsInFullNeverRaisesIt(
            @ForAll("verdicts") List<Verdict> verdicts,
            @ForAll("sources") List<SourceCount> sources,
            @ForAll("verdict") Verdict any) {
        Score before = score(verdicts, sources);
        Score after = score(with(verdicts, as(any, Answer.FAILED, 0, 0)), sources);
        assertThat(after.points().getAsDouble())
                .isLessThanOrEqualTo(before.points().orElse(100) + DIGITS);
        Score error = score(with(verdicts, as(any, Answer.ERROR, 0, 0)), sources);
        assertThat(error.points()).isEqualTo(after.points());
    }

    @Property
    void moreBadRowsNeverRaiseIt(
            @ForAll("verdicts") List<Verdict> verdicts,
            @ForAll("sources") List<SourceCount> sources,
            @ForAll("verdict") Verdict any,
            @ForAll @LongRange(min = 0, max = 1000) long more) {
        long evaluated = any.rows().evaluated() + 1;
        long failed = Math.min(evaluated, Math.max(1, any.rows().failed()));
        Score fewer = score(with(verdicts, as(any, Answer.FAILED, evaluated, failed)), sources);
        Score worse =
                score(with(verdicts, as(any, Answer.FAILED, evaluated, Math.min(evaluated, failed + more))), sources);
        assertThat(worse.points().getAsDouble())
                .isLessThanOrEqualTo(fewer.points().getAsDouble() + DIGITS);
    }

    @Property
    void aGraverRuleCostsNoLess(@ForAll("verdicts") List<Verdict> verdicts, @ForAll("verdict") Verdict any) {
        double last = Double.MAX_VALUE;
        for (Severity severity : List.of(Severity.BLOCK, Severity.QUARANTINE, Severity.WARN)) {
            Verdict failing = verdict(
                    "the-rule", any.rule().table(), any.rule().standing().dimension(), severity, Answer.FAILED, 0, 0);
            double lost = score(with(verdicts, failing), List.of()).losses().stream()
                    .filter(loss -> loss.rule().equals("the-rule"))
                    .findFirst()
                    .orElseThrow()
                    .points();
            assertThat(lost).isLessThanOrEqualTo(last + DIGITS);
            last = lost;
        }
    }

    @Property
    void theOrderOfRulesChangesNoDigit(
            @ForAll("verdicts") List<Verdict> verdicts,
            @ForAll("sources") List<SourceCount> sources,
            @ForAll long seed) {
        List<Verdict> shuffled = new ArrayList<>(verdicts);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(score(shuffled, sources).points())
                .isEqualTo(score(verdicts, sources).points());
        assertThat(score(shuffled, sources).tables())
                .isEqualTo(score(verdicts, sources).tables());
    }

    @Property
    void whatIsNotInForceCountsNothing(@ForAll("verdicts") List<Verdict> verdicts, @ForAll("verdict") Verdict any) {
        assertThat(score(with(verdicts, as(any, Answer.DORMANT, 0, 0)), List.of()))
                .isEqualTo(score(verdicts, List.of()));
    }

    @Property
    void aWaiverChangesNoPoint(
            @ForAll("verdicts") List<Verdict> verdicts, @ForAll("sources") List<SourceCount> sources) {
        List<Verdict> waived = verdicts.stream()
                .map(verdict -> verdict.waivedBy(new Waiver(
                        "clinical",
                        verdict.rule().id(),
                        LocalDate.EPOCH,
                        "a steward",
                        "It is known.",
                        Place.of("waivers.yaml"))))
                .toList();
        Score score = score(waived, sources);
        assertThat(score.points()).isEqualTo(score(verdicts, sources).points());
        assertThat(score.losses())
                .filteredOn(loss -> !loss.rule().endsWith(".unreadable"))
                .allMatch(loss -> loss.standing() == Score.Standing.WAIVED);
    }

    @Test
    void theFormulaByHand() {
        Score score = score(
                List.of(
                        // completeness of encounters: (4 × 1 + 2 × 0.9) / 6 = 29/30; consistency: 0.5; weights 2 and 3
                        verdict("one", "encounters", Dimension.COMPLETENESS, Severity.BLOCK, Answer.PASSED, 100, 0),
                        verdict(
                                "two",
                                "encounters",
                                Dimension.COMPLETENESS,
                                Severity.QUARANTINE,
                                Answer.FAILED,
                                100,
                                10),
                        verdict("three", "encounters", Dimension.CONSISTENCY, Severity.WARN, Answer.FAILED, 8, 4),
                        verdict("four", "patients", Dimension.UNIQUENESS, Severity.BLOCK, Answer.PASSED, 8, 0)),
                List.of(new SourceCount("raw.x", List.of(), 10, 8, 2), new SourceCount("raw.y", List.of(), 10, 10, 0)));

        double encounters = (2 * (100 * 29 / 30.0) + 3 * 50) / 5;
        assertThat(score.points().getAsDouble()).isCloseTo(((encounters + 100) / 2 + encounters) / 2, within(DIGITS));
        assertThat(score.worst())
                .hasValueSatisfying(worst -> assertThat(worst.table()).isEqualTo("encounters"));
        assertThat(score.tables())
                .extracting(Score.TableScore::table)
                .containsExactly("encounters", "patients", "raw.x", "raw.y");
        assertThat(score.losses()).extracting(Score.Loss::rule).containsExactly("three", "two");
    }

    /** Sources that are whole make up for no table, and neither does another table. */
    @Test
    void theWorstTableShows() {
        List<Verdict> verdicts = List.of(
                verdict("a", "one", Dimension.ACCURACY, Severity.WARN, Answer.FAILED, 100, 75),
                verdict("b", "two", Dimension.ACCURACY, Severity.WARN, Answer.FAILED, 100, 90));
        SourceCount whole = new SourceCount("raw.x", List.of(), 10, 10, 0);

        assertThat(score(verdicts, List.of(whole)).points().getAsDouble()).isCloseTo((17.5 + 10) / 2, within(DIGITS));
        assertThat(score(verdicts, List.of()).points().getAsDouble()).isCloseTo((17.5 + 10) / 2, within(DIGITS));
    }

    @Test
    void aSourceThatIsWorseThanAllTablesShows() {
        Score score = score(
                List.of(verdict("a", "one", Dimension.ACCURACY, Severity.WARN, Answer.PASSED, 100, 0)),
                List.of(new SourceCount("raw.x", List.of(), 10, 6, 4), new SourceCount("raw.y", List.of(), 10, 9, 1)));

        assertThat(score.points().getAsDouble()).isCloseTo((100 + 60) / 2.0, within(DIGITS));
        assertThat(score.losses()).extracting(Score.Loss::rule).containsExactly("raw.x.unreadable");
        assertThat(score.losses().get(0).found()).isEqualTo("4 of 10 records cannot be read");
    }

    /** From nothing but what {@code run.json} has of tables. */
    @Property
    void itCanBeComputedAgainFromItsTables(
            @ForAll("verdicts") List<Verdict> verdicts, @ForAll("sources") List<SourceCount> sources) {
        JsonNode json = ScoreJson.node(score(verdicts, sources));
        List<Double> all = new ArrayList<>();
        List<Double> own = new ArrayList<>();
        for (JsonNode table : json.get("tables")) {
            all.add(table.get("points").asDouble());
            if (table.get("of").asText().equals("product")) {
                own.add(table.get("points").asDouble());
            }
        }
        if (all.isEmpty()) {
            assertThat(json.has("points")).isFalse();
            return;
        }
        double worst = Collections.min(all);
        double mean = own.stream().mapToDouble(points -> points).average().orElse(worst);
        assertThat(json.get("points").asDouble()).isCloseTo((mean + worst) / 2, within(DIGITS));
    }

    @Test
    void nothingJudgedIsNoScore() {
        assertThat(score(List.of(), List.of()).points()).isEmpty();
        assertThat(score(List.of(), List.of()).words()).isEqualTo("–");
    }

    @Test
    void onlyWhatIsWholeIsAHundred() {
        assertThat(Score.words(100)).isEqualTo("100.0");
        assertThat(Score.words(100.0 * 530_020 / 530_021)).isEqualTo("99.9");
        assertThat(Score.words(0)).isEqualTo("0.0");
        assertThat(Score.words(60.59999999999998)).as("303/5, summed").isEqualTo("60.6");
        assertThat(Score.words(99.9999999999)).isEqualTo("99.9");
    }

    @Test
    void whatHadNothingToJudgeHasNoMarkAndIsNamed() {
        Score score = score(
                List.of(
                        verdict("rows", "empty", Dimension.ACCURACY, Severity.BLOCK, Answer.PASSED, 0, 0),
                        of("fresh", new Rule.Freshness("c", Duration.ofDays(1)), Answer.PASSED),
                        of("nulls", dqdl("Completeness \"RowCount\" > 0.5"), Answer.PASSED),
                        of("drift", drift(Rule.Measure.NULL_RATE, Optional.of("c")), Answer.PASSED)),
                List.of(new SourceCount("raw.x", List.of(), 0, 0, 0)),
                List.of(new TableCount("empty", 5, 0, 5, 0)));

        assertThat(score.points()).isEmpty();
        assertThat(score.tables()).isEmpty();
        assertThat(score.unjudged())
                .extracting(Score.Unjudged::rule)
                .containsExactly("rows", "fresh", "nulls", "drift", "raw.x.unreadable");
    }

    @Test
    void rowsOutsideTheIntervalAreNothingToJudge() {
        List<Verdict> verdicts =
                List.of(of("produced", new Rule.Dqdl("IsComplete \"c\"", Rule.Of.PRODUCED), Answer.PASSED));
        TableCount outside = new TableCount("empty", 5, 0, 0, 0, ExcludedRows.outside(5), TableCount.Ages.UNKNOWN);
        assertThat(score(verdicts, List.of(), List.of(outside)).unjudged())
                .extracting(Score.Unjudged::rule)
                .containsExactly("produced");
    }

    @Test
    void whatSaysSomethingOfAnEmptyTableIsJudged() {
        List<Verdict> verdicts = List.of(
                of("empty", new Rule.NotEmpty(), Answer.FAILED),
                of("count", dqdl("RowCount < 10"), Answer.PASSED),
                of("produced", new Rule.Dqdl("IsComplete \"c\"", Rule.Of.PRODUCED), Answer.PASSED),
                of("mean", dqdl("Mean \"c\" > 1"), Answer.FAILED),
                of("rows", drift(Rule.Measure.ROW_COUNT, Optional.empty()), Answer.PASSED));
        Score score = score(verdicts, List.of(), List.of(new TableCount("empty", 5, 0, 5, 0)));

        assertThat(score.unjudged()).isEmpty();
        assertThat(score.losses()).extracting(Score.Loss::rule).containsExactlyInAnyOrder("empty", "mean");
    }

    @Test
    void aSourceThatNoRuleJudgesHasAMarkAllTheSame() {
        Score score = new RunRecord(
                        new RunRecord.Run("1", "clinical", "0.1.0", Instant.EPOCH, Instant.EPOCH),
                        new RunRecord.Ending(Outcome.RELEASED, OptionalLong.of(1), List.of()),
                        List.of(new SourceCount("raw.x", List.of(), 4, 3, 1)),
                        List.of(),
                        List.of())
                .score();

        assertThat(score.points()).hasValue(75);
        assertThat(score.losses()).extracting(Score.Loss::rule).containsExactly("raw.x.unreadable");
    }

    private static Rule.Dqdl dqdl(String rule) {
        return new Rule.Dqdl(rule, Rule.Of.RELEASED);
    }

    private static Rule.Drift drift(Rule.Measure measure, Optional<String> column) {
        return new Rule.Drift(
                measure,
                column,
                new Rule.Baseline.LastRelease(),
                List.of(),
                new Rule.Bound(Rule.Bound.Side.AT_MOST, 1));
    }

    /** Of the table {@code empty}. */
    private static Verdict of(String id, Rule.Check check, Answer answer) {
        Rule.Standing standing = new Rule.Standing(Rule.Author.STEWARD, Dimension.COVERAGE, "", "");
        return new Verdict(
                new Rule(id, "empty", check, Severity.BLOCK, standing, Place.of("rules.yaml")), answer, 0, 0, "");
    }

    private static Score score(List<Verdict> verdicts, List<SourceCount> sources) {
        return score(verdicts, sources, List.of());
    }

    /** Each source with the rule on its unreadable records, which takes them out. */
    private static Score score(List<Verdict> verdicts, List<SourceCount> sources, List<TableCount> tables) {
        List<Verdict> all = new ArrayList<>(verdicts);
        for (SourceCount source : sources) {
            Rule.Standing standing = new Rule.Standing(Rule.Author.CONTRACT, Dimension.CONFORMITY, "", "");
            Rule rule = new Rule(
                    source.table() + ".unreadable",
                    source.table(),
                    new Rule.ReadableShare(),
                    Severity.BLOCK,
                    standing,
                    Place.of("contracts/raw/x.odcs.yaml"));
            all.add(new Verdict(
                    rule,
                    source.unreadable() == 0 ? Answer.PASSED : Answer.FAILED,
                    source.records(),
                    source.unreadable(),
                    source.unreadable() + " of " + source.records() + " records cannot be read"));
        }
        return new RunRecord(
                        new RunRecord.Run("1", "clinical", "0.1.0", Instant.EPOCH, Instant.EPOCH),
                        new RunRecord.Ending(Outcome.RELEASED, OptionalLong.of(1), List.of()),
                        sources,
                        tables,
                        all)
                .score();
    }

    private static List<Verdict> with(List<Verdict> verdicts, Verdict more) {
        List<Verdict> all = new ArrayList<>(verdicts);
        all.add(more);
        return all;
    }

    private static Verdict as(Verdict verdict, Answer answer, long evaluated, long failed) {
        return new Verdict(
                verdict.rule(), answer, new Verdict.JudgedRows(evaluated, failed), "", Map.of(), Optional.empty());
    }

    private static Verdict verdict(
            String id,
            String table,
            Dimension dimension,
            Severity severity,
            Answer answer,
            long evaluated,
            long failed) {
        Rule rule = new Rule(
                id,
                table,
                new Rule.Row("true", List.of()),
                severity,
                new Rule.Standing(Rule.Author.STEWARD, dimension, "", ""),
                Place.of("rules.yaml"));
        return new Verdict(rule, answer, evaluated, failed, "");
    }
}
