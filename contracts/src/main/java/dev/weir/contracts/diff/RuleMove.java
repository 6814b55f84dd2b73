package dev.weir.contracts.diff;

import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.json.RuleFingerprint;
import java.util.Optional;

/**
 * A rule that said something else, or is another rule under the same name.
 *
 * @param before what it said; empty when it is new
 * @param after its answer; empty when it is gone
 */
public record RuleMove(String id, String table, Optional<Verdict> before, Optional<Verdict> after) {

    public RuleMove {
        if (before.isEmpty() && after.isEmpty()) {
            throw new IllegalArgumentException("Rule '" + id + "' is in neither release");
        }
    }

    /** Whether what decides of the rule itself was edited. */
    public boolean isEdited() {
        return before.isPresent()
                && after.isPresent()
                && !RuleFingerprint.of(before.get().rule())
                        .equals(RuleFingerprint.of(after.get().rule()));
    }

    /** Whether its answer, the rows that break it, or its waiver are others, or the rule itself. */
    boolean isMove() {
        return before.isEmpty()
                || after.isEmpty()
                || isEdited()
                || before.get().answer() != after.get().answer()
                || before.get().rows().failed() != after.get().rows().failed()
                || before.get().waiver().isPresent() != after.get().waiver().isPresent();
    }
}
