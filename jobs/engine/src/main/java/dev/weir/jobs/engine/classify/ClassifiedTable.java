package dev.weir.jobs.engine.classify;

import dev.weir.contracts.Contract;
import dev.weir.contracts.Table;
import java.util.List;

/**
 * A table whose columns were looked at.
 *
 * @param contract of a source, or of a product's output port
 * @param table one of its tables
 * @param rows how many rows the sample had
 * @param columns in the contract's order
 */
public record ClassifiedTable(Contract contract, Table table, long rows, List<ClassifiedColumn> columns) {

    public ClassifiedTable {
        columns = List.copyOf(columns);
    }

    /** {@code contract-id.table}. */
    public String name() {
        return contract.id() + "." + table.name();
    }
}
