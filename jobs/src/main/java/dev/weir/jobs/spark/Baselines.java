package dev.weir.jobs.spark;

import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.release.ReleaseLog;
import java.util.List;
import java.util.Set;

/** The releases that drift and dynamic rules learn from: published ones, but for those that a later one has repaired. */
final class Baselines {

    private Baselines() {}

    /** Their numbers, rising. */
    static List<Long> of(ReleaseLog log, String product) {
        Set<Long> repaired = log.latest(product).map(Manifest::repaired).orElse(Set.of());
        return log.numbers(product)
                .filter(number -> !repaired.contains(number))
                .boxed()
                .toList();
    }
}
