package dev.weir.jobs.release.catalogue;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rows of Iceberg's JDBC catalogue, past Iceberg. It commits a table by comparing and setting its row in {@code
 * iceberg_tables}; here the rows of several tables are compared and set together, in one transaction (Iceberg 1.12 has no call
 * for it). The contract test holds this against Iceberg's own reading.
 */
final class SqlRows {

    /** The tables as Iceberg makes them. */
    static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS iceberg_tables("
                    + "catalog_name VARCHAR(255) NOT NULL, table_namespace VARCHAR(255) NOT NULL,"
                    + " table_name VARCHAR(255) NOT NULL, metadata_location VARCHAR(1000),"
                    + " previous_metadata_location VARCHAR(1000), iceberg_type VARCHAR(5),"
                    + " PRIMARY KEY (catalog_name, table_namespace, table_name))",
            "CREATE TABLE IF NOT EXISTS iceberg_namespace_properties("
                    + "catalog_name VARCHAR(255) NOT NULL, namespace VARCHAR(255) NOT NULL,"
                    + " property_key VARCHAR(255), property_value VARCHAR(1000),"
                    + " PRIMARY KEY (catalog_name, namespace, property_key))");

    /** What the table of tables has. */
    static final Set<String> COLUMNS = new LinkedHashSet<>(List.of(
            "catalog_name",
            "table_namespace",
            "table_name",
            "metadata_location",
            "previous_metadata_location",
            "iceberg_type"));

    private static final String MOVE = "UPDATE iceberg_tables SET metadata_location = ?, previous_metadata_location = ?"
            + " WHERE catalog_name = ? AND table_namespace = ? AND table_name = ? AND metadata_location = ?"
            + " AND (iceberg_type = 'TABLE' OR iceberg_type IS NULL)";
    private static final String WHERE = "SELECT metadata_location FROM iceberg_tables"
            + " WHERE catalog_name = ? AND table_namespace = ? AND table_name = ?";

    private final Database database;

    SqlRows(Database database) {
        this.database = requireNonNull(database, "database");
    }

    /** What databases do differently. Each connection is its own: none is held while a run computes. */
    interface Database {

        Connection toRead() throws SQLException;

        Connection toChange() throws SQLException;

        /** What makes a reader wait for the end of a change whose answer was lost, behind its SELECT. */
        String waiting();
    }

    /** All tables, by name. */
    List<TableRow> list() throws SQLException {
        List<TableRow> rows = new ArrayList<>();
        try (Connection connection = database.toRead();
                PreparedStatement select =
                        connection.prepareStatement("SELECT table_namespace, table_name, metadata_location"
                                + " FROM iceberg_tables WHERE catalog_name = ?"
                                + " AND (iceberg_type = 'TABLE' OR iceberg_type IS NULL)"
                                + " ORDER BY table_namespace, table_name")) {
            select.setString(1, Catalogue.NAME);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(new TableRow(found.getString(1), found.getString(2), found.getString(3)));
                }
            }
        }
        return rows;
    }

    Moved move(List<Head> heads) {
        if (heads.isEmpty()) {
            return Moved.of(Moved.Ending.ALL);
        }
        try (Connection connection = database.toChange()) {
            connection.setAutoCommit(false);
            boolean moved = true;
            for (Head head : heads) {
                moved = moved && move(connection, head);
            }
            if (moved) {
                connection.commit();
                return Moved.of(Moved.Ending.ALL);
            }
            connection.rollback();
        } catch (SQLException e) {
            return settle(heads, e);
        }
        return Moved.of(Moved.Ending.CHANGED);
    }

    private static boolean move(Connection connection, Head head) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MOVE)) {
            update.setString(1, head.next());
            update.setString(2, head.old());
            update.setString(3, Catalogue.NAME);
            update.setString(4, head.namespace());
            update.setString(5, head.name());
            update.setString(6, head.old());
            return update.executeUpdate() == 1;
        }
    }

    /** The answer was lost or bad: what the rows say now is how it ended. They moved together or not at all. */
    private Moved settle(List<Head> heads, SQLException answer) {
        Head first = heads.get(0);
        String found;
        try (Connection connection = database.toRead();
                PreparedStatement select = connection.prepareStatement(WHERE + database.waiting())) {
            select.setString(1, Catalogue.NAME);
            select.setString(2, first.namespace());
            select.setString(3, first.name());
            try (ResultSet row = select.executeQuery()) {
                found = row.next() ? row.getString(1) : "";
            }
        } catch (SQLException e) {
            answer.addSuppressed(e);
            return Moved.of(Moved.Ending.UNKNOWN, answer);
        }
        return first.next().equals(found) ? Moved.of(Moved.Ending.ALL) : Moved.of(Moved.Ending.REFUSED, answer);
    }

    void repoint(TableRow row, String former, String present) throws SQLException {
        try (Connection connection = database.toRead();
                PreparedStatement update = connection.prepareStatement("UPDATE iceberg_tables SET"
                        + " metadata_location = ? || substr(metadata_location, ?),"
                        + " previous_metadata_location = ? || substr(previous_metadata_location, ?)"
                        + " WHERE catalog_name = ? AND table_namespace = ? AND table_name = ?"
                        + " AND metadata_location = ?")) {
            update.setString(1, present);
            update.setInt(2, former.length() + 1);
            update.setString(3, present);
            update.setInt(4, former.length() + 1);
            update.setString(5, Catalogue.NAME);
            update.setString(6, row.namespace());
            update.setString(7, row.name());
            update.setString(8, row.metadata());
            update.executeUpdate();
        }
    }
}
