package dev.weir.contracts.sql;

import java.util.List;
import java.util.Optional;

/**
 * What a piece of SQL does, as far as its text tells.
 *
 * @param tables the tables it reads, as written and in their order, without those it defines itself by WITH
 * @param columns the column names it mentions, without qualifiers, in their order, each once
 * @param mentions the same with all their parts, as they are written: {@code [parent, born_on]} is a column of the
 *     relation {@code parent}, or a field of the column {@code parent}
 * @param calls the functions it calls, in their order
 * @param shape what stands between an input row and an output row
 * @param output the columns that it gives
 */
public record SqlFacts(
        List<String> tables,
        List<String> columns,
        List<List<String>> mentions,
        List<SqlCall> calls,
        Shape shape,
        Output output) {

    public SqlFacts {
        tables = List.copyOf(tables);
        columns = List.copyOf(columns);
        mentions = mentions.stream().map(List::copyOf).toList();
        calls = List.copyOf(calls);
    }

    /**
     * What a query gives, as far as its text tells. Where its columns come from, {@link SqlOrigins} say.
     *
     * @param columns all output columns, without qualifiers, when each is a column under its own name; {@code *} alone for
     *     all. None for any other query, and for an expression
     * @param casts what the columns of a query, or an expression, read as another type
     */
    public record Output(List<String> columns, List<Cast> casts) {

        public Output {
            columns = List.copyOf(columns);
            casts = List.copyOf(casts);
        }
    }

    /**
     * A cast to a type that is no text, or a function that reads text so. Whether it is text that is read, types alone tell.
     *
     * @param output the output column that it is written for; empty in an expression
     * @param operand the column that is read, without qualifiers, where it is one and nothing more
     * @param line where it stands, counted from 1 within the SQL
     * @param column counted from 1
     */
    public record Cast(String output, Optional<String> operand, int line, int column) {}

    /** What stands between an input row and an output row. */
    public enum Shape {
        /** One table, projection and filter only: each output row comes from one input row. */
        ROW_WISE,
        /** A join, union, aggregate, window, DISTINCT, ORDER BY, LIMIT, sub-query or generator. */
        GENERAL
    }
}
