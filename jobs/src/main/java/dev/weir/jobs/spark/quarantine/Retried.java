package dev.weir.jobs.spark.quarantine;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.release.RunRecord;
import java.util.List;

/**
 * What would become, on the sources as they lie and by the rules as they are, of the rows that a run left outside.
 *
 * @param open the run
 * @param trial what a run now would say; its outcome is held where nothing would get in
 * @param parts by table
 */
public record Retried(RunRecord open, RunRecord trial, List<Part> parts) {

    public Retried {
        requireNonNull(open, "open");
        requireNonNull(trial, "trial");
        parts = List.copyOf(parts);
    }

    /** Rows that would get in, of all tables. */
    public long in() {
        return parts.stream().mapToLong(part -> part.counts().in()).sum();
    }

    /**
     * A table's part.
     *
     * @param table its name; {@code contract-id.table} of a source
     * @param counts of its rows
     * @param in the first rows that would get in
     * @param gone the first rows that are not there any more
     * @param causes why the others are still out
     */
    public record Part(
            String table,
            Counts counts,
            List<PutAside.Example> in,
            List<PutAside.Example> gone,
            List<PutAside.Cause> causes) {
        public Part {
            requireNonNull(table, "table");
            requireNonNull(counts, "counts");
            in = List.copyOf(in);
            gone = List.copyOf(gone);
            causes = List.copyOf(causes);
        }
    }

    /**
     * Rows by what would become of them.
     *
     * @param in that were outside and would get in
     * @param out that were outside and still would be
     * @param gone that were outside and that the source does not make any more
     * @param fresh that were not outside and would be
     */
    public record Counts(long in, long out, long gone, long fresh) {}
}
