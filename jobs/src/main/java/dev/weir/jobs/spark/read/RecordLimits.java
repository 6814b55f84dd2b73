package dev.weir.jobs.spark.read;

import java.io.Serializable;

/**
 * How large a record may be, so that neither memory nor time depends on what a broken file holds.
 *
 * @param recordBytes a longer record, in UTF-8, is unreadable
 * @param spanBytes how far past its first line a field in quotes may reach
 * @param spanLines how many lines a record may have
 */
public record RecordLimits(int recordBytes, int spanBytes, int spanLines) implements Serializable {
    /** 4 MiB for a record, of which all but the first line at most 1 MiB and 1,000 lines. */
    public static final RecordLimits USUAL = new RecordLimits(4 << 20, 1 << 20, 1_000);

    public RecordLimits {
        if (recordBytes < 1 || recordBytes > 1 << 29 || spanBytes < 0 || spanLines < 1) {
            throw new IllegalArgumentException("A record may have 1 byte to 512 MiB and at least one line.");
        }
    }
}
