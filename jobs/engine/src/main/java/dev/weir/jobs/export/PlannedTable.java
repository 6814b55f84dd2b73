package dev.weir.jobs.export;

import dev.weir.contracts.release.ReleasedTable;
import dev.weir.privacy.ledger.Transfer.SentTable;
import java.util.List;
import java.util.Optional;

/**
 * A released table and what becomes of it in a copy.
 *
 * @param released as the release has it
 * @param columns those that the release has not dropped
 * @param subject the column with the person of a row; empty where the release has none
 */
record PlannedTable(ReleasedTable released, List<PlannedColumn> columns, Optional<String> subject) {

    PlannedTable {
        columns = List.copyOf(columns);
    }

    String name() {
        return released.name();
    }

    Optional<PlannedColumn> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    List<PlannedColumn> sent() {
        return columns.stream().filter(PlannedColumn::sent).toList();
    }

    /** Whether the copy holds something about persons. */
    boolean personal() {
        return sent().stream().anyMatch(column -> column.kind().isPresent());
    }

    /** As the ledger keeps it. */
    SentTable described(long rows) {
        return new SentTable(
                name(), rows, sent().stream().map(PlannedColumn::described).toList());
    }
}
