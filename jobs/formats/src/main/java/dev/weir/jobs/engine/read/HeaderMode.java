package dev.weir.jobs.engine.read;

/** What the first record of a file is. */
public enum HeaderMode {
    /** It names the columns; fields are found by these names. */
    BY_NAME,
    /** It names the columns, but fields are taken in the order of the contract. */
    BY_POSITION,
    /** There is none; fields are taken in the order of the contract. */
    ABSENT
}
