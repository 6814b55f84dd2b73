package dev.weir.contracts.sql;

/** A piece of SQL that does not parse. */
public final class SqlSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /**
     * @param message what the parser found, in one sentence
     * @param line counted from 1 within the SQL
     * @param column counted from 1
     */
    public SqlSyntaxException(String message, int line, int column) {
        super(message);
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
