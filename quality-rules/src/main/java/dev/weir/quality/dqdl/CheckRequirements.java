package dev.weir.quality.dqdl;

/** What it takes to answer a DQDL check. */
public enum CheckRequirements {
    /** States that the writing pass gathers row by row: it costs no further look at the data. */
    STATES,
    /** A look at the rows once they are there, for a part of it at least. */
    STAGED
}
