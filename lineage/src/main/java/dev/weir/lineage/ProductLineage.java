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
 * @param queries the texts of the tables' queries; none where they are not known
 */
public record ProductLineage(List<TableLineage> tables, List<ReadTable> read, List<TableQuery> queries) {

    /** Of a release whose lineage is not known. */
    public static final ProductLineage UNKNOWN = new ProductLineage(List.of(), List.of());

    public ProductLineage {
        tables = List.copyOf(tables);
        read = List.copyOf(read);
        queries = List.copyOf(queries);
    }

    /** Of tables whose queries' texts are not known. */
    public ProductLineage(List<TableLineage> tables, List<ReadTable> read) {
        this(tables, read, List.of());
    }

    /** The same with the texts of the queries. */
    public ProductLineage by(List<TableQuery> texts) {
        return new ProductLineage(tables, read, texts);
    }

    /** How the table of that full name is made; empty where that is not known. */
    Optional<TableLineage> of(String table) {
        return tables.stream().filter(made -> made.table().equals(table)).findFirst();
    }

    /** The query that makes the table of that full name; empty where it is not known. */
    Optional<TableQuery> query(String table) {
        return queries.stream().filter(query -> query.table().equals(table)).findFirst();
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

    /**
     * The query that makes a table.
     *
     * @param table its full name
     * @param sql without literals and comments, which may hold what stands in rows
     * @param inputs the full names of the tables that it reads
     */
    public record TableQuery(String table, String sql, List<String> inputs) {
        public TableQuery {
            inputs = List.copyOf(inputs);
        }
    }
}
