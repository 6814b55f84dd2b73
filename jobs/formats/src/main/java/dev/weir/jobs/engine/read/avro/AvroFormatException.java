package dev.weir.jobs.engine.read.avro;

import java.io.IOException;

/** A file is none of Avro, or not all of one. */
final class AvroFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    private AvroFormatException(String problem, String remedy) {
        super(problem);
        this.problem = problem;
        this.remedy = remedy;
    }

    /** Its bytes are not what they should be. */
    static AvroFormatException damaged(String why) {
        return new AvroFormatException("is damaged: " + why + ".", "Fetch or write it again.");
    }

    /** It is something that is not read. */
    static AvroFormatException unread(String problem, String remedy) {
        return new AvroFormatException(problem, remedy);
    }

    /** The same, found in a record. */
    AvroFormatException at(long record) {
        AvroFormatException fault =
                new AvroFormatException(problem.replaceFirst("\\.$", ", in record " + record + "."), remedy);
        fault.initCause(this);
        return fault;
    }

    /** What is wrong with the file, as a sentence about it. */
    String problem() {
        return problem;
    }

    String remedy() {
        return remedy;
    }
}
