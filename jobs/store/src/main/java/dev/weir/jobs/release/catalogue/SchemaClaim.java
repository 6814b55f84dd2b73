package dev.weir.jobs.release.catalogue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Whose a schema is: the one row of a table of its own names the warehouse's root. It is written with the catalogue's tables,
 * because rows of tables come later, and until then two warehouses would take the same schema for their own.
 */
final class SchemaClaim {

    private SchemaClaim() {}

    /** The root of the warehouse whose the schema is; empty when it has no owner yet. */
    static Optional<String> of(Connection connection) throws SQLException {
        return isThere(connection, "weir_warehouse")
                ? SqlRows.texts(connection, "SELECT root FROM weir_warehouse").stream()
                        .findFirst()
                : Optional.empty();
    }

    /** Whether the schema has a table of that name. */
    static boolean isThere(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet there = statement.executeQuery(
                        "SELECT to_regclass(quote_ident(current_schema()) || '." + table + "') IS NOT NULL")) {
            return there.next() && there.getBoolean(1);
        }
    }

    /** Makes it where there is none; the first to come keeps it. Who makes it has locked out the others. */
    static void make(Connection connection, String root) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS weir_warehouse("
                    + "single BOOLEAN DEFAULT TRUE PRIMARY KEY CHECK (single), root TEXT NOT NULL)");
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO weir_warehouse(root) VALUES (?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, root);
            insert.executeUpdate();
        }
    }

    /** It goes with a warehouse that was moved, where no other client has changed it. */
    static void move(Connection connection, String former, String present) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE weir_warehouse SET root = ? WHERE root = ?")) {
            update.setString(1, present);
            update.setString(2, former);
            update.executeUpdate();
        }
    }
}
