package dev.weir.jobs.plan;

import static java.util.Objects.requireNonNull;

/**
 * A table that a query reads.
 *
 * @param written as the query names it
 * @param origin where it comes from
 * @param name {@code contract-id.table} of a source ({@link SourceRead#name}), or the name of a table of the product
 */
public record Input(String written, Origin origin, String name) {

    public Input {
        requireNonNull(written, "written");
        requireNonNull(origin, "origin");
        requireNonNull(name, "name");
    }

    /** Where an input comes from. */
    public enum Origin {
        /** A source's files. */
        SOURCE,
        /** A table of the same product, staged before by the same run. */
        TABLE
    }
}
