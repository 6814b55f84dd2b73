package dev.weir.jobs.plan;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Rule;

/**
 * How one rule is answered.
 *
 * @param rule the rule
 * @param answer where its verdict comes from
 * @param reason why there, and what it costs: a sentence without its full stop
 */
public record RulePlan(Rule rule, Answer answer, String reason) {

    public RulePlan {
        requireNonNull(rule, "rule");
        requireNonNull(answer, "answer");
        requireNonNull(reason, "reason");
    }

    /** The rule's id. */
    public String id() {
        return rule.id();
    }
}
