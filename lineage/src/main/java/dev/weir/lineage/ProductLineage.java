package dev.weir.lineage;

import dev.weir.contracts.lineage.TableLineage;
import java.util.List;
import java.util.Optional;

/**
 * What the tables of a release are made of. Tables have their full names here: {@code product.table} of this product or of another
 * one's release, {@code contract-id.table} of a source.
 *
 * @param tables of the release, each by its query
 * @param read what the queries read that the product does not make
 */
public record ProductLineage(List<TableLineage> tables, List<ReadTable> read) {

    /** Of a release whose lineage is not known. */
    public static final ProductLineage UNKNOWN = new ProductLineage(List.of(), List.of());

    public ProductLineage {
        tables = List.copyOf(tables);
        read = List.copyOf(read);
    }

    /** How the table of that full name is made; empty where that is not known. */
    Optional<TableLineage> of(String table) {
        return tables.stream().filter(made -> made.table().equals(table)).findFirst();
    }

    /** The columns of a table that was read; none where they are not known. */
    List<ReadColumn> columns(String table) {
        return read.stream()
                .filter(one -> one.name().equals(table))
                .flatMap(one -> one.columns().stream())
                .toList();
    }

    /**
     * A table that a query reads.
     *
     * @param name its full name
     * @param columns that a query may read
     */
    public record ReadTable(String name, List<ReadColumn> columns) {
        public ReadTable {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A column of it.
     *
     * @param type as {@link dev.weir.contracts.DataType#display()} has it
     */
    public record ReadColumn(String name, String type) {}
}
