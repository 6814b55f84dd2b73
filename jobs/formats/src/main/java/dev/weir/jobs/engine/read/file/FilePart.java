package dev.weir.jobs.engine.read.file;

import java.io.Serializable;

/**
 * A part of a file that one reader reads on its own: whole records, of which the first begins with the range.
 *
 * @param start first byte of the range
 * @param end behind its last byte
 * @param firstLine the number in the file, from 1, of the first line
 */
public record FilePart(long start, long end, long firstLine) implements Serializable {

    /** All of a file. */
    public static FilePart whole(SourceFile file) {
        return new FilePart(0, file.bytes(), 1);
    }
}
