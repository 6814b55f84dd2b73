package dev.weir.jobs.engine.database;

import java.util.List;
import java.util.Optional;

/**
 * Keys of a table as its database declares them. Columns are called as they are there.
 *
 * @param primary the columns of the primary key, in its order; none where there is none
 * @param unique columns of which no two rows have the same values, whatever the other rows; the primary key is none of them
 * @param foreign what refers to other tables
 */
public record DeclaredKeys(List<String> primary, List<List<String>> unique, List<ForeignKey> foreign) {

    /** A table without keys. */
    public static final DeclaredKeys NONE = new DeclaredKeys(List.of(), List.of(), List.of());

    public DeclaredKeys {
        primary = List.copyOf(primary);
        unique = unique.stream().map(List::copyOf).toList();
        foreign = List.copyOf(foreign);
    }

    /**
     * Columns that refer to a row of another table.
     *
     * @param columns that refer
     * @param schema of the other table; empty where the server has none
     * @param table that they refer to
     * @param keys its columns, in the same order
     */
    public record ForeignKey(List<String> columns, Optional<String> schema, String table, List<String> keys) {
        public ForeignKey {
            columns = List.copyOf(columns);
            keys = List.copyOf(keys);
        }

        /** Whether it refers to a table. */
        public boolean isTo(FoundTable other) {
            return other.name().equals(table) && other.schema().equals(schema);
        }
    }
}
