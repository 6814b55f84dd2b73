package dev.weir.contracts.release;

import static java.util.Objects.requireNonNull;

/**
 * How long a stage took.
 *
 * @param stage such as {@code write}
 * @param subject the table or source; empty for the run as a whole
 * @param rows that came through; -1 where that means nothing
 * @param millis of wall time
 */
public record StageTime(String stage, String subject, long rows, long millis) {

    public StageTime {
        requireNonNull(stage, "stage");
        requireNonNull(subject, "subject");
    }
}
