package dev.weir.jobs.engine.read;

/** What becomes of the records of a file whose header lacks a column. */
public enum MissingColumnPolicy {
    /** Each is unreadable, with {@code unreadable.missing-column}. */
    UNREADABLE,
    /** The column is NULL in each. */
    NULL
}
