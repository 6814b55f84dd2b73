package dev.weir.jobs.engine.rollback;

import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.release.HarmlessFinding;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.engine.backtest.Backtest;
import dev.weir.jobs.engine.backtest.BacktestResult;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.Plan;
import dev.weir.quality.Judgement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Today's rules on the rows of an earlier release. A rule that stands as it stood keeps its verdict, under today's waivers; a
 * new or changed one is asked of the released rows. Where masks took its answer away, the verdict of the release's rule of
 * that id holds, and where there is none the rule counts as one that cannot be evaluated. A rule that takes rows out cannot
 * take any out of what is released already: where it would, it fails as one that blocks.
 */
record RollbackRules(WeirSession session) {
    /**
     * The verdicts.
     *
     * @param kept a sentence for each rule that keeps its verdict because nothing answers it any more
     */
    record Judged(Judgement judgement, List<String> kept, List<HarmlessFinding> harmless) {
        Judged {
            kept = List.copyOf(kept);
            harmless = List.copyOf(harmless);
        }
    }

    Judged judge(Plan plan, Manifest former, LocalDate today) {
        Product product = plan.product();
        BacktestResult.Tested tested = new Backtest(session).of(product, former, today);
        Map<String, BacktestResult.Ruled> asked = new HashMap<>();
        tested.rules().stream()
                .filter(ruled -> ruled.change() != BacktestResult.Change.REMOVED)
                .forEach(ruled -> asked.put(ruled.rule().id(), ruled));
        Map<String, Verdict> then = new HashMap<>();
        former.record().verdicts().forEach(verdict -> then.put(verdict.rule().id(), verdict));
        List<String> kept = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (Rule rule : product.rules()) {
            Optional<Verdict> before = Optional.ofNullable(then.get(rule.id()));
            BacktestResult.Ruled ruled = asked.get(rule.id());
            if (!rule.terms().inForce(today)) {
                verdicts.add(new Verdict(rule, Verdict.Answer.DORMANT, 0, 0, "Not in force today"));
            } else if (ruled == null) {
                verdicts.add(again(rule, before.orElseThrow()));
            } else {
                verdicts.add(asked(ruled, before, kept));
            }
        }
        List<Waiver> inForce = product.concessions().waivers().stream()
                .filter(waiver -> waiver.inForce(today))
                .toList();
        return new Judged(new Judgement(verdicts).waivedBy(inForce), kept, RollbackLaw.harmless(plan, former));
    }

    private static Verdict asked(BacktestResult.Ruled ruled, Optional<Verdict> before, List<String> kept) {
        Rule rule = ruled.rule();
        if (ruled.would().isPresent()) {
            return takesOut(rule, ruled.would().get(), before);
        }
        String why = ruled.why().orElse("nothing answers it any more");
        if (before.isPresent()) {
            kept.add("Rule '" + rule.id() + "' keeps its verdict of then, because " + why + ".");
            return again(rule, before.get());
        }
        return new Verdict(rule, Verdict.Answer.ERROR, 0, 0, "It cannot be asked of released rows: " + why);
    }

    /** Rows that today's rule would take out are released already: the release cannot be made. */
    private static Verdict takesOut(Rule rule, Verdict would, Optional<Verdict> before) {
        long taken = before.filter(verdict -> verdict.rule().severity() == Severity.QUARANTINE)
                .map(verdict -> verdict.rows().failed())
                .orElse(0L);
        if (rule.severity() == Severity.QUARANTINE && would.rows().failed() > taken) {
            return new Verdict(
                    rule,
                    Verdict.Answer.ERROR,
                    would.rows().evaluated(),
                    would.rows().failed(),
                    "It would take out " + (would.rows().failed() - taken) + " of the rows that a rollback releases");
        }
        return again(rule, would);
    }

    /** Without the waiver of then. */
    private static Verdict again(Rule rule, Verdict verdict) {
        return new Verdict(
                rule,
                verdict.answer(),
                verdict.rows(),
                verdict.explanation(),
                verdict.metrics(),
                Optional.empty(),
                verdict.subject());
    }
}
