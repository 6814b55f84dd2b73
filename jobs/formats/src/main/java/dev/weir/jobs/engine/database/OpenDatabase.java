package dev.weir.jobs.engine.database;

import dev.weir.contracts.Code;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A database that a run reads, at one state of it where the server can lend one to several connections: PostgreSQL can. The state
 * is held by the connection here, so it lasts until this is closed; a process that dies lets it go.
 */
public final class OpenDatabase implements AutoCloseable {

    private static final Pattern SNAPSHOT = Pattern.compile("[0-9A-Za-z-]+");

    private final String name;
    private final DatabaseLogin login;
    private final Connection connection;
    private final ServerKind kind;
    private final String product;
    private final String quote;
    private final Instant opened;
    private final Optional<String> snapshot;
    private final String state;

    private OpenDatabase(String name, DatabaseLogin login, Connection connection, Instant opened) throws SQLException {
        this.name = name;
        this.login = login;
        this.connection = connection;
        this.opened = opened;
        this.kind = ServerKind.of(connection);
        this.product = connection.getMetaData().getDatabaseProductName() + " "
                + connection.getMetaData().getDatabaseProductVersion();
        this.quote = connection.getMetaData().getIdentifierQuoteString().strip();
        prepare(connection, kind, Optional.empty());
        if (kind == ServerKind.POSTGRESQL) {
            List<String> lent = row("SELECT pg_export_snapshot(), CAST(pg_current_snapshot() AS text)");
            this.snapshot =
                    Optional.of(lent.get(0)).filter(id -> SNAPSHOT.matcher(id).matches());
            this.state = lent.get(1);
        } else {
            this.snapshot = Optional.empty();
            this.state = "";
        }
    }

    /**
     * Opens one.
     *
     * @param name by which contracts call it
     * @throws UnreadableTableException when it does not answer, or refuses the user
     */
    public static OpenDatabase of(String name, DatabaseLogin login, Instant now) {
        Connection connection = login.open();
        try {
            return new OpenDatabase(name, login, connection, now);
        } catch (SQLException e) {
            UnreadableTableException unreadable = UnreadableTableException.connecting(name, e);
            try {
                connection.close();
            } catch (SQLException second) {
                unreadable.addSuppressed(new IllegalStateException("The connection could not be closed"));
            }
            throw unreadable;
        }
    }

    /**
     * Makes a new connection read, and nothing else, and write values in forms that do not depend on how the server is set.
     *
     * @param snapshot the state to read at; a state of its own when empty
     */
    static void prepare(Connection connection, ServerKind kind, Optional<String> snapshot) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (kind == ServerKind.POSTGRESQL) {
                statement.execute("SET bytea_output TO 'hex'");
                statement.execute("SET IntervalStyle TO 'iso_8601'");
                statement.execute("SET TimeZone TO 'UTC'");
            }
            connection.setReadOnly(true);
            // on others a state that stays the same may be one that no other client can write
            if (kind != ServerKind.OTHER) {
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            }
            connection.setAutoCommit(false);
            if (snapshot.isPresent()) {
                statement.execute("SET TRANSACTION SNAPSHOT '" + snapshot.get() + "'");
            }
        }
    }

    /** How contracts call it. */
    String name() {
        return name;
    }

    DatabaseLogin login() {
        return login;
    }

    ServerKind kind() {
        return kind;
    }

    /** What the server calls itself. */
    public String product() {
        return product;
    }

    /** When it was opened. */
    Instant opened() {
        return opened;
    }

    /** The state that other connections can read at. */
    Optional<String> snapshot() {
        return snapshot;
    }

    /** The server's name for that state; empty where there is none. */
    String state() {
        return state;
    }

    /**
     * A name as it stands in a query, whatever it consists of.
     *
     * @throws UnreadableTableException when the server knows no quotes, and the name needs some
     */
    String quoted(String identifier) {
        if (identifier.indexOf('\0') >= 0 || (quote.isEmpty() && !identifier.matches("[A-Za-z_][A-Za-z0-9_]*"))) {
            throw new UnreadableTableException(
                    Code.SOURCE_MISSING,
                    name,
                    "a name in the contract is none that the database could have",
                    "correct 'physicalName' of the table or column");
        }
        return quote + identifier.replace(quote, quote + quote) + quote;
    }

    public TableListing listing() {
        return new TableListing(this, connection);
    }

    /** The columns of a table, as a query of all of them has them. */
    List<FoundColumn> columns(String table, String shown) {
        return asked(shown, () -> {
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                try (ResultSet none = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
                    ResultSetMetaData found = none.getMetaData();
                    List<FoundColumn> columns = new ArrayList<>();
                    for (int i = 1; i <= found.getColumnCount(); i++) {
                        columns.add(new FoundColumn(
                                found.getColumnLabel(i),
                                found.getColumnType(i),
                                found.getColumnTypeName(i),
                                found.getPrecision(i),
                                found.getScale(i)));
                    }
                    return columns;
                }
            }
        });
    }

    /**
     * The one row of a query about a table, each value in its form; null for NULL.
     *
     * @param shown the table, for messages
     */
    List<Optional<String>> ask(PartQuery query, List<ColumnForm> forms, String shown) {
        return asked(shown, () -> {
            try (PreparedStatement statement = query.prepare(connection);
                    ResultSet rows = statement.executeQuery()) {
                rows.next();
                List<Optional<String>> values = new ArrayList<>();
                for (int i = 0; i < forms.size(); i++) {
                    values.add(Optional.ofNullable(forms.get(i).text(rows, i + 1)));
                }
                return values;
            }
        });
    }

    /** Something that is asked of a table. */
    private interface Question<T> {
        T ask() throws SQLException;
    }

    /** A query that fails would end PostgreSQL's transaction, and the state with it, so the connection goes back to before it. */
    private <T> T asked(String shown, Question<T> question) {
        try {
            Savepoint before = kind == ServerKind.POSTGRESQL ? connection.setSavepoint() : null;
            try {
                T answer = question.ask();
                if (before != null) {
                    connection.releaseSavepoint(before);
                }
                return answer;
            } catch (SQLException e) {
                goBack(before, e);
                throw e;
            }
        } catch (SQLException e) {
            throw UnreadableTableException.reading(shown, e);
        }
    }

    private void goBack(@Nullable Savepoint before, SQLException failure) {
        try {
            if (before != null) {
                connection.rollback(before);
            }
        } catch (SQLException second) {
            failure.addSuppressed(second); // the connection is gone
        }
    }

    private List<String> row(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                values.add(String.valueOf(rows.getString(i)));
            }
            return values;
        }
    }

    /** Lets the state go. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw UnreadableTableException.connecting(name, e);
        }
    }
}
