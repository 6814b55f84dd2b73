package dev.weir.contracts.dqdl;

/** A DQDL rule that does not parse. */
public final class DqdlSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /**
     * @param message what the parser found, in one sentence without its full stop
     * @param line counted from 1 within the rule
     * @param column counted from 1
     */
    public DqdlSyntaxException(String message, int line, int column) {
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
