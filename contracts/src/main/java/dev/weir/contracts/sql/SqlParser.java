package dev.weir.contracts.sql;

/** Reads SQL without running it. Implementations are quick to start and safe for use by several threads. */
public interface SqlParser {

    /**
     * Reads one query.
     *
     * @throws SqlSyntaxException when it is not one SELECT
     */
    SqlFacts query(String sql) throws SqlSyntaxException;

    /**
     * Follows the output columns of a query to the tables that it reads.
     *
     * @throws SqlSyntaxException as {@link #query}
     */
    SqlOrigins origins(String sql, SqlOrigins.Tables tables) throws SqlSyntaxException;

    /**
     * Reads one expression, such as a rule's predicate.
     *
     * @throws SqlSyntaxException when it is not one expression
     */
    SqlFacts expression(String sql) throws SqlSyntaxException;
}
