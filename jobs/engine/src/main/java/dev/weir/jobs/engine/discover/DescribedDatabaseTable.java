package dev.weir.jobs.engine.discover;

import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.jobs.engine.database.DatabaseTable;
import dev.weir.jobs.engine.read.layout.Layout;

/**
 * A table of a database, as a contract describes it.
 *
 * @param layout that was found
 */
public record DescribedDatabaseTable(Source.InDatabase where, Table table, Layout layout) implements DescribedLayout {
    @Override
    public String name() {
        return DatabaseTable.name(where, table);
    }
}
