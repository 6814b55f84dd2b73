package dev.weir.jobs.engine.read.text;

import java.io.Serializable;
import java.util.List;

/**
 * What a file's header says.
 *
 * @param names the fields of the header, in order; empty if there is none
 * @param presence whether there is one
 * @param dataLine the line, from 1, after the header and the skipped lines
 * @param reason why it is unreadable, a sentence without its full stop; empty where it is not
 */
public record HeaderFacts(List<String> names, Presence presence, long dataLine, String reason) implements Serializable {
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
    }

    /** A header that is not unreadable. */
    public HeaderFacts(List<String> names, Presence presence, long dataLine) {
        this(names, presence, dataLine, "");
    }
}
