package dev.weir.jobs.engine.read.sdf;

import static java.util.Objects.requireNonNull;

import dev.weir.jobs.engine.read.lines.RecordLines;

/** A record is none as the CTfile formats have it. Its message has the place and what is wrong there, never what stands there. */
final class NotSdfException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Of the record as a whole. */
    NotSdfException(String why) {
        super(why, null, false, false); // its stack trace is not used
    }

    /** On the line at hand. */
    static NotSdfException at(RecordLines lines, String why) {
        return new NotSdfException(why + ", at line " + lines.number());
    }

    String why() {
        return requireNonNull(getMessage());
    }
}
