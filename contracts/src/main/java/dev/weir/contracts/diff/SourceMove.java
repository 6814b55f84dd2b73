package dev.weir.contracts.diff;

import java.util.List;

/**
 * A source whose files are others.
 *
 * @param table {@code contract-id.table}
 * @param recordsBefore read for the earlier release
 * @param recordsAfter read for the later one
 * @param added paths of files that only the later one read
 * @param removed paths of files that only the earlier one read
 * @param changed paths of files that both read, with other bytes
 */
public record SourceMove(
        String table,
        long recordsBefore,
        long recordsAfter,
        List<String> added,
        List<String> removed,
        List<String> changed) {

    public SourceMove {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
    }

    boolean isMove() {
        return recordsBefore != recordsAfter || !added.isEmpty() || !removed.isEmpty() || !changed.isEmpty();
    }
}
