package dev.weir.releases.journal;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * A run that died, and how it ended by the hand of who recovered it.
 *
 * @param began when it had the product's lock
 * @param manifest of the release that it made, if any
 * @param summary what was done, one sentence
 */
public record DeadRun(
        String product, String run, Instant began, Outcome outcome, Optional<Manifest> manifest, String summary) {
    /** The listener for dead runs; one of them may be reported twice. */
    @FunctionalInterface
    public interface Listener {
        /** Called when the run's work is finished or undone, before it is forgotten. */
        void on(DeadRun run);
    }
}
