package dev.weir.jobs.engine.read.text;

import dev.weir.contracts.format.TextStorage;
import java.io.Serializable;

/**
 * How large a record may be, so that memory does not depend on what a broken file holds.
 *
 * @param recordBytes a longer record, in UTF-8, is unreadable
 */
public record RecordLimits(int recordBytes) implements Serializable {
    /** What a record may have where nothing else is said. */
    public static final RecordLimits USUAL = new RecordLimits(TextStorage.USUAL_RECORD_BYTES);

    public RecordLimits {
        if (recordBytes < 1 || recordBytes > TextStorage.MOST_RECORD_BYTES) {
            throw new IllegalArgumentException("A record may have 1 byte to 512 MiB.");
        }
    }
}
