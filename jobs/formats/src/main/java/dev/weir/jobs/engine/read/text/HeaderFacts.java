package dev.weir.jobs.engine.read.text;

import java.io.Serializable;
import java.util.List;

/**
 * The header of a file.
 *
 * @param names the fields of the header, in order; empty if there is none
 * @param presence whether there is one
 * @param dataLine the line, from 1, after the header and the skipped lines
 * @param reason why it is unreadable, a sentence without its full stop; empty where it is not
 * @param declared what else the file declares of its records as a whole, in the format's own words, for who reads its parts
 */
public record HeaderFacts(List<String> names, Presence presence, long dataLine, String reason, List<String> declared)
        implements Serializable {
    /** Whether a file has a header. */
    public enum Presence {
        FOUND,
        /** None is expected. */
        NOT_EXPECTED,
        /** The file has no record at all. */
        NO_HEADER,
        /** The line where it should be is no record, or no text in the file's encoding. */
        UNREADABLE
    }

    public HeaderFacts {
        names = List.copyOf(names);
        declared = List.copyOf(declared);
    }

    /** A header that declares nothing more. */
    public HeaderFacts(List<String> names, Presence presence, long dataLine, String reason) {
        this(names, presence, dataLine, reason, List.of());
    }

    /** A header that is not unreadable. */
    public HeaderFacts(List<String> names, Presence presence, long dataLine) {
        this(names, presence, dataLine, "");
    }
}
