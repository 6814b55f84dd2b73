package dev.weir.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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

        assertThat(decision instanceof Decision.Held).isEqualTo(cases.stream().anyMatch(Case::holds));
    }

    @Property
    void neverReleasesForAFurtherFailingBlock(@ForAll("cases") List<Case> cases, @ForAll Random random) {
        List<Case> more = new ArrayList<>(cases);
        more.add(random.nextInt(cases.size() + 1), new Case(Severity.BLOCK, random.nextBoolean(), Answer.FAILED, 1));

        assertThat(judge(more, rules(more), random).decision()).isInstanceOf(Decision.Held.class);
    }

    @Property
    void tellsAReasonForEachRuleThatHolds(@ForAll("cases") List<Case> cases, @ForAll Random random) {
        Judgement judgement = judge(cases, rules(cases), random);

        List<String> reasons = judgement.decision().match(new Decision.Cases<List<String>>() {
            @Override
            public List<String> released(Decision.Released decision) {
                return List.of();
            }

            @Override
            public List<String> held(Decision.Held decision) {
                return decision.reasons();
            }
        });

        assertThat(reasons).hasSize((int) cases.stream().filter(Case::holds).count());
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
        Rule rule = Rules.of("r", new Rule.Dqdl("RowCount > 1", Rule.Of.RELEASED), Severity.BLOCK);
        Verdict verdict = new Verdict(rule.withSeverity(Severity.WARN), Answer.FAILED, 0, 0, "");

        assertThatThrownBy(() -> Judgement.of(List.of(rule), List.of(), List.of(verdict)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Rule 'r' was not judged as it was planned");
    }

    @Test
    void keepsQuarantinedRowsFromHoldingTheRelease() {
        Rule rule = Rules.of("r", new Rule.Row("a", List.of()), Severity.QUARANTINE);

        Judgement judgement = Judgement.of(List.of(rule), List.of(new RowCount("r", 1200, 3)), List.of());

        assertThat(judgement.decision()).isEqualTo(new Decision.Released());
        assertThat(judgement.verdicts())
                .containsExactly(new Verdict(
                        rule, Answer.FAILED, 1200, 3, "Broken by 3 of 1,200 rows, which went to quarantine"));
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
