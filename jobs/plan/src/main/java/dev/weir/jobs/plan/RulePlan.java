package dev.weir.jobs.plan;

import dev.weir.contracts.Rule;
import java.util.List;

/**
 * How one rule is answered.
 *
 * @param rule the rule
 * @param answer where its verdict comes from
 * @param reason why there, and what it costs: a sentence without its full stop
 * @param ofParent columns of the parent that its predicate names
 * @param others the tables beside its own that a check looks into, each once
 */
public record RulePlan(Rule rule, VerdictSource answer, String reason, List<String> ofParent, List<Input> others) {

    public RulePlan {
        ofParent = List.copyOf(ofParent);
        others = List.copyOf(others);
    }

    /** A rule that looks at no parent's columns. */
    public RulePlan(Rule rule, VerdictSource answer, String reason) {
        this(rule, answer, reason, List.of(), List.of());
    }

    /** The rule's id. */
    public String id() {
        return rule.id();
    }
}
