package dev.weir.jobs.engine.database;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/**
 * A table of a database cannot be read. No cause goes with it: a driver's message may hold values of rows, and what a task
 * throws stands in Spark's event log.
 */
public final class UnreadableTableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Code code;
    private final String table;
    private final String why;
    private final String remedy;
    private final String kind;

    UnreadableTableException(Code code, String table, String why, String remedy) {
        this(code, table, why, remedy, "");
    }

    private UnreadableTableException(Code code, String table, String why, String remedy, String kind) {
        super("'" + table + "' cannot be read: " + why + "; " + remedy);
        this.code = code;
        this.table = table;
        this.why = why;
        this.remedy = remedy;
        this.kind = kind;
    }

    /** What a server or a driver said when a connection was asked for; no row had been read. */
    static UnreadableTableException connecting(String database, SQLException failure) {
        String why;
        String remedy;
        switch (classOf(failure)) {
            case "28" -> {
                why = "the database refuses the user or the password";
                remedy = "correct 'user' and 'password' of the database in weir.yaml, or the variables that they name";
            }
            case "3D" -> {
                why = "the server has no database of that name";
                remedy = "correct 'url' of the database in weir.yaml";
            }
            default -> {
                why = "the database does not answer";
                remedy =
                        "see that it is up, that this machine reaches it and that 'url' in weir.yaml is right; then run again";
            }
        }
        return answered(Code.STORE_UNREACHABLE, database, why + state(failure), remedy);
    }

    /** What a server said of a query. */
    static UnreadableTableException reading(String table, SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (state.equals("42P01") || state.equals("42S02") || state.equals("3F000") || failure.getErrorCode() == 942) {
            return answered(
                    Code.SOURCE_MISSING,
                    table,
                    "the database has no such table, or hides it from this user" + state(failure),
                    "correct 'physicalName' of the table and 'schema' of the contract's server, as the database writes them");
        }
        boolean isForbidden = state.equals("42501");
        return answered(
                Code.SOURCE_UNREADABLE,
                table,
                (isForbidden ? "the user may not read it" : "the database ended the reading") + state(failure),
                isForbidden
                        ? "have SELECT granted to the user that weir.yaml names"
                        : "look into the server's log under that code, then run again");
    }

    /** @param why in words of our own, and in codes of the database */
    private static UnreadableTableException answered(Code code, String table, String why, String remedy) {
        return new UnreadableTableException(code, table, why, remedy, why);
    }

    private static String classOf(SQLException failure) {
        String state = failure.getSQLState();
        return state == null || state.length() < 2 ? "" : state.substring(0, 2).toUpperCase(Locale.ROOT);
    }

    /** Codes alone: the words may name values. */
    private static String state(SQLException failure) {
        return " (SQLSTATE " + failure.getSQLState()
                + (failure.getErrorCode() == 0 ? "" : ", code " + failure.getErrorCode()) + ")";
    }

    /** The one among an exception and its causes, where Spark has wrapped it. */
    public static Optional<UnreadableTableException> causing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableTableException unreadable) {
                return Optional.of(unreadable);
            }
        }
        return Optional.empty();
    }

    /** The same as a problem for people. */
    public ProblemsException toProblems(Place place, String what) {
        return ProblemsException.of(code, place, what, why, remedy, this);
    }

    public Code code() {
        return code;
    }

    /** The table, or the database where none was asked for yet. */
    public String table() {
        return table;
    }

    public String why() {
        return why;
    }

    /** What the database said, without any value; empty where it said nothing. */
    public Optional<String> kind() {
        return Optional.of(kind).filter(words -> !words.isEmpty());
    }

    public String remedy() {
        return remedy;
    }
}
