package dev.weir.jobs.draft;

import java.util.List;

/**
 * A change of a contract that is proposed, and not made.
 *
 * @param file of the contract, from the workspace's root
 * @param table that gets columns
 * @param columns that it gets
 * @param diff the change, as {@code git apply} and {@code patch -p1} take it
 */
public record ContractChange(String file, String table, List<Drafted.DraftedColumn> columns, String diff) {

    public ContractChange {
        columns = List.copyOf(columns);
    }
}
