package dev.weir.contracts.release;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * The rows and records of a product that a run left outside, by the release in which each was outside first.
 *
 * @param parts by table, in the run's order, the oldest first
 */
public record QuarantineDebt(List<Part> parts) {

    public QuarantineDebt {
        parts = List.copyOf(parts);
    }

    /** The parts of one table, or of one source's table. */
    public List<Part> of(String table) {
        return parts.stream().filter(part -> part.table().equals(table)).toList();
    }

    /**
     * Rows of a table that are outside since the same release.
     *
     * @param table its name; {@code contract-id.table} of a source
     * @param release in which they were outside first; empty when no release was made without them
     * @param since when that release's run ended, or the run that was held
     * @param rows how many
     */
    public record Part(String table, OptionalLong release, Instant since, long rows) {
        /** How long they have been outside. */
        public Duration age(Instant now) {
            return Duration.between(since, now);
        }
    }
}
