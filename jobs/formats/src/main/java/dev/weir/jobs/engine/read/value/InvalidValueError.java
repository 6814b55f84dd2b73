package dev.weir.jobs.engine.read.value;

import org.apache.spark.unsafe.types.UTF8String;

/**
 * A text is no value of the type that it is read as. One for all texts of a reader: it knows neither the text nor a place. An
 * error and no exception, since {@code try_add} and its like make NULL of every exception within, and this one has to get
 * through.
 */
public final class InvalidValueError extends Error {
    private static final long serialVersionUID = 1L;

    private final transient UTF8String expectation;

    public InvalidValueError(String expectation) {
        super(expectation, null, false, false);
        this.expectation = UTF8String.fromString(expectation);
    }

    /** What the text is not, such as {@code not an integer of 64 bits}. */
    public UTF8String expectation() {
        return expectation;
    }
}
