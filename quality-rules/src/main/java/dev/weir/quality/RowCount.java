package dev.weir.quality;

/**
 * What the pass that wrote a table counted for one rule about rows.
 *
 * @param rule the rule's id
 * @param evaluated rows it looked at: all that the transformation produced, but for those that it is not about
 * @param failed those that break it
 * @param notEvaluated of these, those on which its predicate could not be evaluated
 */
public record RowCount(String rule, long evaluated, long failed, long notEvaluated) {

    /** A count of rows on all of which the predicate could be evaluated. */
    public RowCount(String rule, long evaluated, long failed) {
        this(rule, evaluated, failed, 0);
    }

    public RowCount {
        if (notEvaluated < 0 || failed < notEvaluated || evaluated < failed) {
            throw new IllegalArgumentException("Rule '" + rule + "': " + failed + " of " + evaluated
                    + " rows cannot have failed, and " + notEvaluated + " of these for want of an answer");
        }
    }
}
