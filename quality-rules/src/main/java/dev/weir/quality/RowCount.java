package dev.weir.quality;

import static java.util.Objects.requireNonNull;

/**
 * What the pass that wrote a table counted for one rule about rows.
 *
 * @param rule the rule's id
 * @param evaluated rows it looked at: all that the transformation produced
 * @param failed those that break it
 */
public record RowCount(String rule, long evaluated, long failed) {

    public RowCount {
        requireNonNull(rule, "rule");
        if (failed < 0 || evaluated < failed) {
            throw new IllegalArgumentException(
                    "Rule '" + rule + "': " + failed + " of " + evaluated + " rows cannot have failed");
        }
    }
}
