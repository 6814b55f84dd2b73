package dev.weir.contracts.sql;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a piece of SQL does, as far as its text tells.
 *
 * @param tables the tables it reads, as written and in their order, without those it defines itself by WITH
 * @param columns the column names it mentions, without qualifiers, in their order, each once
 * @param mentions the same with all their parts, as they are written: {@code [parent, born_on]} is a column of the
 *     relation {@code parent}, or a field of the column {@code parent}
 * @param functions the functions it calls, in lower case, each once
 * @param shape what stands between an input row and an output row
 * @param plain the output columns that are a column of a table and nothing more, where that can be told from the text: of
 *     one SELECT without WITH, set operation or sub-query
 */
public record SqlFacts(
        List<String> tables,
        List<String> columns,
        List<List<String>> mentions,
        List<String> functions,
        Shape shape,
        List<Plain> plain) {

    public SqlFacts {
        tables = List.copyOf(tables);
        columns = List.copyOf(columns);
        mentions = mentions.stream().map(List::copyOf).toList();
        functions = List.copyOf(functions);
        requireNonNull(shape, "shape");
        plain = List.copyOf(plain);
    }

    /**
     * An output column that is an input column.
     *
     * @param output its name
     * @param table the table, as written
     * @param column the table's column, as written
     */
    public record Plain(String output, String table, String column) {
        public Plain {
            requireNonNull(output, "output");
            requireNonNull(table, "table");
            requireNonNull(column, "column");
        }
    }

    /** What stands between an input row and an output row. */
    public enum Shape {
        /** One table, projection and filter only: each output row comes from one input row. */
        ROW_WISE,
        /** A join, union, aggregate, window, DISTINCT, ORDER BY, LIMIT, sub-query or generator. */
        GENERAL
    }
}
