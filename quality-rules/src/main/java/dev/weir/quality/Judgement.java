package dev.weir.quality;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Rule;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.quality.wording.VerdictNumbers;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * Every planned rule with its one verdict.
 *
 * @param verdicts in the order in which the rules were planned
 */
public record Judgement(List<Verdict> verdicts) {

    public Judgement {
        verdicts = List.copyOf(verdicts);
    }

    /**
     * Puts together what the parts of a run said.
     *
     * @param planned every rule of the product, in its order; ids are unique
     * @param counts for the rules that were judged row by row in the pass
     * @param others for the rules that were judged in another way: table checks, keys, references, source columns
     * @throws IllegalStateException when the rules planned are not those judged: one is missing, judged twice or unknown
     */
    public static Judgement of(List<Rule> planned, List<RowCount> counts, List<Verdict> others) {
        Map<String, Rule> open = new LinkedHashMap<>();
        for (Rule rule : planned) {
            if (open.put(rule.id(), rule) != null) {
                throw new IllegalStateException("Rule '" + rule.id() + "' is planned twice");
            }
        }
        Map<String, Verdict> judged = new LinkedHashMap<>();
        for (RowCount count : counts) {
            Rule rule = take(open, judged, count.rule());
            judged.put(rule.id(), verdict(rule, count));
        }
        for (Verdict verdict : others) {
            Rule rule = take(open, judged, verdict.rule().id());
            if (!rule.equals(verdict.rule())) {
                throw new IllegalStateException("Rule '" + rule.id() + "' was not judged as it was planned");
            }
            judged.put(rule.id(), verdict);
        }
        if (!open.isEmpty()) {
            throw new IllegalStateException("Rules planned but not judged: " + open.keySet());
        }
        return new Judgement(planned.stream()
                .map(rule -> requireNonNull(judged.get(rule.id()), "each is judged"))
                .toList());
    }

    /**
     * The same verdicts, where a rule has failed under the waiver that lets it. An error is not waived; of two waivers the
     * one that ends last is shown.
     *
     * @param inForce the product's waivers that hold on the day of the run
     */
    public Judgement waivedBy(List<Waiver> inForce) {
        Map<String, Waiver> byRule = new HashMap<>();
        inForce.forEach(waiver ->
                byRule.merge(waiver.rule(), waiver, BinaryOperator.maxBy(Comparator.comparing(Waiver::until))));
        return new Judgement(verdicts.stream()
                .map(verdict -> {
                    Waiver waiver = byRule.get(verdict.rule().id());
                    return waiver != null && verdict.answer() == Answer.FAILED ? verdict.waivedBy(waiver) : verdict;
                })
                .toList());
    }

    /**
     * The same verdicts, without a number of rows where it would tell values that a mask hides. That every row is as asked, is
     * what the verdict alone says of a rule that bears no failing row.
     *
     * @param rules the ids of those of which no number may be said
     */
    public Judgement unsaid(Set<String> rules) {
        return new Judgement(verdicts.stream()
                .map(verdict -> rules.contains(verdict.rule().id()) ? unsaid(verdict) : verdict)
                .toList());
    }

    private static Verdict unsaid(Verdict verdict) {
        Rule rule = verdict.rule();
        boolean isOfSome = RowVerdict.isAboutSome(rule);
        boolean isJudged = verdict.answer() == Answer.PASSED || verdict.answer() == Answer.FAILED;
        boolean isPlain = !isOfSome
                && verdict.answer() == Answer.PASSED
                && rule.terms().threshold().isEmpty();
        return isPlain || !isJudged
                ? verdict
                : verdict.unsaid((isOfSome ? "The rows that it is about" : "The rows")
                        + (verdict.answer() == Answer.PASSED ? " are as asked" : " are not as asked"));
    }

    /** Whether these verdicts let the release be made. */
    public Decision decision() {
        return Decision.of(verdicts);
    }

    private static Rule take(Map<String, Rule> open, Map<String, Verdict> judged, String id) {
        Rule rule = open.remove(id);
        if (rule == null) {
            throw new IllegalStateException(
                    "Rule '" + id + "' was judged " + (judged.containsKey(id) ? "twice" : "but not planned"));
        }
        return rule;
    }

    private static String notEvaluated(RowCount count) {
        if (count.notEvaluated() == 0) {
            return "";
        }
        return count.notEvaluated() == count.failed()
                ? ", where it could not be evaluated"
                : "; in " + count.notEvaluated() + " of them it could not be evaluated";
    }

    private static Verdict verdict(Rule rule, RowCount count) {
        return RowVerdict.of(
                rule,
                count.evaluated(),
                count.failed(),
                "Broken by " + VerdictNumbers.rows(count.failed(), count.evaluated())
                        + (RowVerdict.isAboutSome(rule) ? " that it is about" : "")
                        + notEvaluated(count)
                        + (rule.takesRowsOut() ? ", which went to quarantine" : ""));
    }
}
