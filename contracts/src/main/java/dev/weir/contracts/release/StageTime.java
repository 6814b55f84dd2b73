package dev.weir.contracts.release;

import java.util.Set;

/**
 * How long a stage took.
 *
 * @param stage such as {@code write}
 * @param subject the table or source; empty for the run as a whole
 * @param rows that came through; -1 where that means nothing
 * @param millis of wall time
 */
public record StageTime(String stage, String subject, long rows, long millis) {

    private static final Set<String> SENTENCES = Set.of("note", "review", "warn", "stop");

    /** Whether it is a sentence for people, and no work that takes time. */
    public boolean isSentence() {
        return SENTENCES.contains(stage);
    }
}
