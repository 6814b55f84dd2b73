package dev.weir.jobs.engine.read.avro;

import dev.weir.jobs.engine.read.file.UnsoundFileException;

/** A file is none of Avro, or not all of one. */
final class AvroFormatException extends UnsoundFileException {
    private static final long serialVersionUID = 1L;

    AvroFormatException(String problem, String remedy) {
        super(problem, remedy);
    }

    /** Its bytes are not what they should be. */
    static AvroFormatException damaged(String why) {
        return new AvroFormatException("is damaged: " + why + ".", "Fetch or write it again.");
    }

    /** The same, found in a record. */
    AvroFormatException at(long record) {
        AvroFormatException fault =
                new AvroFormatException(problem().replaceFirst("\\.$", ", in record " + record + "."), remedy());
        fault.initCause(this);
        return fault;
    }
}
