package dev.weir.quality.history;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of one release.
 *
 * @param number its number
 * @param run the id of the run that made it
 * @param releasedAt when
 * @param tables by name, in the product's order
 */
public record PastRelease(long number, String run, Instant releasedAt, Map<String, TableSummary> tables) {

    public PastRelease {
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    }

    /** One table; empty when the release had none of that name. */
    public Optional<TableSummary> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }
}
