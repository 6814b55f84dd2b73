package dev.weir.jobs.engine.quarantine;

import dev.weir.contracts.Load;
import dev.weir.contracts.release.RunRecord;
import java.util.List;

/**
 * What would become, on the sources as they lie and by the rules as they are, of the rows that a run left outside.
 *
 * @param open the run
 * @param trial what a run now would say; its outcome is held where nothing would get in
 * @param parts by table
 */
public record RetryResult(RunRecord open, RunRecord trial, List<Part> parts) {

    public RetryResult {
        parts = List.copyOf(parts);
    }

    /** Rows that would get in, of all tables whose rows that run would make. */
    public long in(By run) {
        return parts.stream()
                .filter(part -> part.by() == run)
                .mapToLong(part -> part.counts().in())
                .sum();
    }

    /** Which run makes a table's rows again. */
    public enum By {
        /** Each: the table is made from the whole of its sources. */
        NEXT("next-run"),
        /** One for the interval that they are of. */
        INTERVAL("interval"),
        /** One with {@code --full}: their files were read, and are not read again. */
        FULL("full");

        private final String word;

        By(String word) {
            this.word = word;
        }

        /** How documents write it. */
        public String word() {
            return word;
        }

        /** That of a table with this load. */
        public static By of(Load load) {
            return load.match(
                    replace -> NEXT,
                    append -> INTERVAL,
                    incremental -> FULL,
                    merge -> merge.source().isPresent() ? FULL : NEXT);
        }
    }

    /**
     * A table's part.
     *
     * @param table its name; {@code contract-id.table} of a source
     * @param by which run would let them in
     * @param counts of its rows
     * @param in the first rows that would get in
     * @param gone the first rows that are not there any more
     * @param causes why the others are still out
     */
    public record Part(
            String table,
            By by,
            Counts counts,
            List<QuarantinedTable.Example> in,
            List<QuarantinedTable.Example> gone,
            List<QuarantinedTable.Cause> causes) {
        public Part {
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
