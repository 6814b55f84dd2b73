package dev.weir.jobs.cli.terminal;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Rule;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.Verdict;
import java.util.List;

/** The rules that stopped a run, as problems: where each is written, what was measured, what to do. */
final class BlockingRules {

    private BlockingRules() {}

    static List<Problem> of(RunRecord record) {
        return record.verdicts().stream()
                .filter(Verdict::holds)
                .map(BlockingRules::problem)
                .toList();
    }

    private static Problem problem(Verdict verdict) {
        Rule rule = verdict.rule();
        String named = "Rule '" + rule.id() + "' of '" + rule.table() + "' ";
        if (verdict.answer() == Verdict.Answer.ERROR) {
            return new Problem(
                    Code.NOT_EVALUATED,
                    rule.place(),
                    named + "could not be evaluated",
                    verdict.explanation(),
                    "put the rule right: a check that was not made is no check that passed");
        }
        boolean isDrift = rule.check() instanceof Rule.SourceColumns;
        return new Problem(
                isDrift ? Code.SOURCE_DRIFT : Code.RULE_FAILED,
                rule.place(),
                named + "failed",
                verdict.explanation(),
                remedy(rule.check()));
    }

    private static String remedy(Rule.Check check) {
        if (check instanceof Rule.SourceColumns) {
            return "have the files delivered as the contract says, or change the contract or the rule's severity";
        }
        if (check instanceof Rule.ReadableShare) {
            return "have the files delivered as the contract says, or mend the contract; where so many unreadable records"
                    + " are to be borne, write 'weirUnreadable: { atMost: … }' on the source's table";
        }
        if (check instanceof Rule.NotEmpty) {
            return "see in the report where the rows were lost; where an empty table is meant, write 'weirEmpty: allow' on"
                    + " the table";
        }
        return check instanceof Rule.NoneLeftOut
                ? "run the interval that the rows are of, mend the source, or write 'leftOut: warn' in weirLoad"
                : "mend the source, or agree on another rule with its owner; the report shows more";
    }
}
