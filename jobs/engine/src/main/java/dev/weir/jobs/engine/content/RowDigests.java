package dev.weir.jobs.engine.content;

/** Adds up the digests of rows. For one thread. */
interface RowDigests {

    /** Takes in a row's canonical bytes: the first so many of an array. */
    void add(byte[] bytes, int length);

    /** What has been added so far. */
    byte[] sum();
}
