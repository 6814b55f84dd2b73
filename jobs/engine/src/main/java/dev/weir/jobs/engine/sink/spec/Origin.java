package dev.weir.jobs.engine.sink.spec;

/** Whether file and line of a row go into the product with it. */
public enum Origin {
    /** No: what is released. */
    LEFT_OUT,
    /** Yes, as its last two columns: what is landed, to be read by transformations. */
    KEPT
}
