package dev.weir.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class JudgementTest {

    /** A rule and what the run found of it. */
    record Case(Severity severity, boolean byRow, Answer answer, long failed) {

        Rule rule(int i) {
            Rule.Check check =
                    byRow ? new Rule.Row("a > " + i, List.of("a")) : new Rule.Dqdl("RowCount > " + i, Rule.Of.RELEASED);
            return Rules.of("rule-" + i, check, severity);
        }

        boolean holds() {
            boolean failing = byRow ? failed > 0 : answer == Answer.FAILED;
            return (failing && severity == Severity.BLOCK) || (!byRow && answer == Answer.ERROR);
        }
    }

    @Provide
    Arbitrary<List<Case>> cases() {
        return Combinators.combine(
                        Arbitraries.of(Severity.class),
                        Arbitraries.of(true, false),
                        Arbitraries.of(Answer.class),
                        Arbitraries.longs().between(0, 3))
                .as(Case::new)
                .list()
                .ofMaxSize(12);
    }

    @Property
    void givesEveryRuleOneVerdictInTheOrderOfTheRules(@ForAll("cases") List<Case> cases, @ForAll Random random) {
        List<Rule> planned = rules(cases);

        Judgement judgement = judge(cases, planned, random);

        assertThat(judgement.verdicts()).extracting(Verdict::rule).isEqualTo(planned);
    }

    @Property
    void holdsExactlyWhenABlockFailsOrAnythingIsAnError(@ForAll("cases") List<Case> cases, @ForAll Random random) {
        Decision decision = judge(cases, rules(cases), random).decision();

        assertThat(decision.isHeld()).isEqualTo(cases.stream().anyMatch(Case::holds));
    }

    @Property
    void neverReleasesForAFurtherFailingBlock(@ForAll("cases") List<Case> cases, @ForAll Random random) {
        List<Case> more = new ArrayList<>(cases);
        more.add(random.nextInt(cases.size() + 1), new Case(Severity.BLOCK, random.nextBoolean(), Answer.FAILED, 1));

        assertThat(judge(more, rules(more), random).decision().isHeld()).isTrue();
    }

    @Property
    void tellsAReasonForEachRuleThatHolds(@ForAll("cases") List<Case> cases, @ForAll Random random) {
        Judgement judgement = judge(cases, rules(cases), random);

        assertThat(judgement.decision().reasons())
                .hasSize((int) cases.stream().filter(Case::holds).count());
    }

    @Property
    void refusesWhenARuleWasNotJudged(@ForAll("cases") List<Case> cases, @ForAll Random random) {
        List<Rule> planned = new ArrayList<>(rules(cases));
        planned.add(
                random.nextInt(planned.size() + 1), Rules.of("forgotten", new Rule.Row("a", List.of()), Severity.WARN));

        assertThatThrownBy(() -> judge(cases, planned, random))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("planned but not judged: [forgotten]");
    }

    @Test
    void refusesARuleJudgedTwiceOrNeverPlanned() {
        Rule rule = Rules.of("r", new Rule.Row("a", List.of()), Severity.WARN);
        RowCount count = new RowCount("r", 1, 0);

        assertThatThrownBy(() -> Judgement.of(List.of(rule), List.of(count, count), List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Rule 'r' was judged twice");
        assertThatThrownBy(() -> Judgement.of(List.of(), List.of(count), List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Rule 'r' was judged but not planned");
        assertThatThrownBy(() -> Judgement.of(List.of(rule, rule), List.of(count), List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Rule 'r' is planned twice");
    }

    @Test
    void refusesAVerdictOnAnotherRuleOfThatName() {
        Rule.Dqdl check = new Rule.Dqdl("RowCount > 1", Rule.Of.RELEASED);
        Rule rule = Rules.of("r", check, Severity.BLOCK);
        Verdict verdict = new Verdict(Rules.of("r", check, Severity.WARN), Answer.FAILED, 0, 0, "");

        assertThatThrownBy(() -> Judgement.of(List.of(rule), List.of(), List.of(verdict)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Rule 'r' was not judged as it was planned");
    }

    @Test
    void keepsQuarantinedRowsFromHoldingTheRelease() {
        Rule rule = Rules.of("r", new Rule.Row("a", List.of()), Severity.QUARANTINE);

        Judgement judgement = Judgement.of(List.of(rule), List.of(new RowCount("r", 1200, 3)), List.of());

        assertThat(judgement.decision().isHeld()).isFalse();
        assertThat(judgement.verdicts())
                .containsExactly(new Verdict(
                        rule, Answer.FAILED, 1200, 3, "Broken by 3 of 1,200 rows, which went to quarantine"));
    }

    /** The verdict holds the release as it would, and tells no number. */
    @Test
    void saysTheVerdictAloneWhereANumberWouldTellMaskedValues() {
        for (double threshold : new double[] {0.4, 0.6}) {
            Rule rule = threshold(Severity.QUARANTINE, threshold);

            Judgement judgement = Judgement.of(List.of(rule), List.of(new RowCount("r", 2, 1)), List.of())
                    .unsaid(Set.of("r"));

            Verdict verdict = judgement.verdicts().get(0);
            assertThat(judgement.decision().isHeld()).isEqualTo(threshold > 0.5);
            assertThat(verdict.answer()).isEqualTo(Answer.FAILED);
            assertThat(verdict.rows()).isEqualTo(Verdict.JudgedRows.NONE);
            assertThat(verdict.explanation()).isEqualTo("The rows are not as asked");
        }
    }

    /** A rule that bears failing rows says no more of none than of some; nor does a condition that selects no row. */
    @Test
    void saysTheSameOfNoRowAndOfSome() {
        Rule bearing = threshold(Severity.WARN, 0.5);
        Rule some = Rules.of("r", new Rule.Row("a", Optional.of("b"), List.of(), Optional.empty()), Severity.WARN);
        Rule plain = Rules.of("r", new Rule.Row("a", List.of()), Severity.WARN);

        assertThat(unsaid(bearing, 30, 0)).isEqualTo(unsaid(bearing, 30, 15)).isEqualTo("The rows are as asked");
        assertThat(unsaid(some, 30, 0))
                .isEqualTo(unsaid(some, 0, 0))
                .isEqualTo("The rows that it is about are as asked");
        assertThat(unsaid(plain, 30, 0)).isEqualTo("No row breaks it");
    }

    private static String unsaid(Rule rule, long evaluated, long failed) {
        return Judgement.of(List.of(rule), List.of(new RowCount("r", evaluated, failed)), List.of())
                .unsaid(Set.of("r"))
                .verdicts()
                .get(0)
                .explanation();
    }

    @Property
    void aThresholdBearsExactlyTheShareThatItNames(
            @ForAll Severity severity,
            @ForAll @LongRange(min = 1, max = 60) long evaluated,
            @ForAll @LongRange(min = 0, max = 60) long drawn,
            @ForAll @IntRange(min = 1, max = 20) int twentieths) {
        long failed = Math.min(drawn, evaluated);
        boolean enough = failed == 0 || (evaluated - failed) * 20 >= twentieths * evaluated;
        Rule rule = threshold(severity, twentieths / 20.0);

        Judgement judgement = Judgement.of(List.of(rule), List.of(new RowCount("r", evaluated, failed)), List.of());

        boolean passes = severity == Severity.QUARANTINE ? failed == 0 : enough;
        assertThat(judgement.verdicts().get(0).answer()).isEqualTo(passes ? Answer.PASSED : Answer.FAILED);
        assertThat(judgement.decision().isHeld()).isEqualTo(severity != Severity.WARN && !enough);
    }

    @Test
    void tellsWhatAThresholdBears() {
        assertThat(explanation(0.95, 3))
                .isEqualTo("Broken by 3 of 1,200 rows; a share of 0.9975 passes, and 0.95 is enough");
        assertThat(explanation(0.999, 3))
                .isEqualTo("Broken by 3 of 1,200 rows; a share of 0.9975 passes, but 0.999 has to");
    }

    private static String explanation(double threshold, long failed) {
        return Judgement.of(
                        List.of(threshold(Severity.BLOCK, threshold)),
                        List.of(new RowCount("r", 1200, failed)),
                        List.of())
                .verdicts()
                .get(0)
                .explanation();
    }

    @Property
    void aWaiverLetsAFailureThroughAndNothingElse(@ForAll("cases") List<Case> cases, @ForAll Random random) {
        List<Waiver> waivers = rules(cases).stream()
                .filter(rule -> random.nextBoolean())
                .map(rule -> waiver(rule.id(), LocalDate.EPOCH))
                .toList();
        Set<String> waived = waivers.stream().map(Waiver::rule).collect(Collectors.toSet());
        Judgement strict = judge(cases, rules(cases), random);

        Judgement lenient = strict.waivedBy(waivers);

        for (int i = 0; i < cases.size(); i++) {
            Verdict before = strict.verdicts().get(i);
            Verdict after = lenient.verdicts().get(i);
            boolean lets = before.answer() == Answer.FAILED
                    && waived.contains(before.rule().id());
            assertThat(after.answer()).isEqualTo(before.answer());
            assertThat(after.waiver().isPresent()).isEqualTo(lets);
            assertThat(after.holds()).isEqualTo(before.holds() && !lets);
        }
    }

    @Test
    void tellsTheWaiverThatEndsLast() {
        Rule rule = Rules.of("r", new Rule.Row("a", List.of()), Severity.BLOCK);
        Waiver longer = waiver("r", LocalDate.EPOCH.plusDays(2));

        Judgement judgement = Judgement.of(List.of(rule), List.of(new RowCount("r", 2, 1)), List.of())
                .waivedBy(List.of(waiver("r", LocalDate.EPOCH), longer, waiver("r", LocalDate.EPOCH.plusDays(1))));

        assertThat(judgement.verdicts().get(0).waiver()).contains(longer);
    }

    private static Waiver waiver(String rule, LocalDate until) {
        return new Waiver("clinical", rule, until, "steward@example.org", "We know.", Rules.PLACE);
    }

    private static Rule threshold(Severity severity, double share) {
        Rule rule = Rules.of("r", new Rule.Row("a", List.of()), severity);
        Rule.Terms terms = new Rule.Terms(Optional.empty(), Optional.empty(), OptionalDouble.of(share), List.of());
        return new Rule(rule.id(), rule.table(), rule.check(), severity, rule.standing(), terms, rule.place());
    }

    private static List<Rule> rules(List<Case> cases) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            rules.add(cases.get(i).rule(i));
        }
        return rules;
    }

    private static Judgement judge(List<Case> cases, List<Rule> planned, Random random) {
        List<RowCount> counts = new ArrayList<>();
        List<Verdict> others = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Case one = cases.get(i);
            if (one.byRow()) {
                counts.add(new RowCount("rule-" + i, 3, one.failed()));
            } else {
                others.add(new Verdict(one.rule(i), one.answer(), 0, 0, "as found"));
            }
        }
        Collections.shuffle(counts, random);
        Collections.shuffle(others, random);
        return Judgement.of(planned, counts, others);
    }
}
