package dev.weir.contracts.release;

import java.util.List;
import java.util.Map;

/**
 * Single rows and records that people are shown beside a run's counts.
 *
 * @param failing by rule, the first rows that break it, by file and line; rules whose rows cannot be identified are not there
 * @param unreadable the records that could not be read, by cause
 */
public record ShownRows(Map<String, List<FailingRow>> failing, List<UnreadableRecords> unreadable) {

    /** No row at all. */
    public static final ShownRows NONE = new ShownRows(Map.of(), List.of());

    public ShownRows {
        failing = Map.copyOf(failing);
        unreadable = List.copyOf(unreadable);
    }

    public List<FailingRow> of(String rule) {
        return failing.getOrDefault(rule, List.of());
    }
}
