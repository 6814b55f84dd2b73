package dev.weir.jobs.engine.history;

import dev.weir.releases.log.ReleaseLog;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The releases that drift and dynamic rules learn from: published ones, but for those that a later one has repaired.
 *
 * @param repairing the one that the run at hand repairs, which it does not learn from either
 */
public record Baselines(ReleaseLog log, String product, Optional<Long> repairing) {

    static Baselines of(ReleaseLog log, String product) {
        return new Baselines(log, product, Optional.empty());
    }

    /** Their numbers, rising. */
    List<Long> numbers() {
        Set<Long> repaired = log.latest(product)
                .map(manifest -> manifest.history().repaired())
                .orElse(Set.of());
        return log.numbers(product)
                .filter(number -> !repaired.contains(number) && !repairing.equals(Optional.of(number)))
                .boxed()
                .toList();
    }
}
