package dev.weir.jobs.spark.read;

import org.apache.spark.unsafe.types.UTF8String;

/** A text is no value of the type that it is read as. One for all texts of a reader: it knows neither the text nor a place. */
public final class NoValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient UTF8String expectation;

    NoValueException(String expectation) {
        super(expectation, null, false, false);
        this.expectation = UTF8String.fromString(expectation);
    }

    /** What the text is not, such as {@code not an integer of 64 bits}. */
    public UTF8String expectation() {
        return expectation;
    }
}
