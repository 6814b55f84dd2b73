package dev.weir.jobs.plan;

/**
 * A table that a query reads, or a check looks into.
 *
 * @param written as it is named there
 * @param origin where it comes from
 * @param name {@code contract-id.table} of a source ({@link SourceRead#name}), the name of a table of the product, or
 *     {@code product.table} or {@code product.table@number} of a release
 */
public record Input(String written, Origin origin, String name) {
    /** Where an input comes from. */
    public enum Origin {
        /** A source's files. */
        SOURCE,
        /** A table of the same product, staged before by the same run. */
        TABLE,
        /** A table of a release that is there already, of this product or another. */
        RELEASE
    }
}
