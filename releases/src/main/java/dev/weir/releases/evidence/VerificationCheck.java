package dev.weir.releases.evidence;

import dev.weir.contracts.Problem;
import java.util.List;

/**
 * One thing that a verification looked at.
 *
 * @param name such as {@code chain}
 * @param looked how many were looked at, and what they are: {@code 12 manifests}
 * @param broken what is not as it was, each with its place; empty when all is well
 * @param notes what was not looked at, and why; one sentence each
 * @param expired whether it is about rows that {@code weir clean} let go, so that they cannot be compared any more
 */
public record VerificationCheck(String name, String looked, List<Problem> broken, List<String> notes, boolean expired) {

    public VerificationCheck {
        broken = List.copyOf(broken);
        notes = List.copyOf(notes);
    }

    /** Whether nothing is broken, and nothing was let go. */
    public boolean isWhole() {
        return broken.isEmpty() && !expired;
    }
}
