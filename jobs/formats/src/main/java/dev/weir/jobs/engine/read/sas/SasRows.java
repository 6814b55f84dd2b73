package dev.weir.jobs.engine.read.sas;

import java.io.IOException;

/** The observations of a part of a file, one after the other. */
abstract class SasRows {
    /** What holds the current observation, until the next call of {@link #next}. */
    byte[] bytes;

    /** Where it begins in {@link #bytes}. */
    int from;

    SasRows(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Goes to the next one; false if there is none. */
    abstract boolean next() throws IOException;
}
