package dev.weir.jobs.release.catalogue;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of Iceberg's JDBC catalogue, past Iceberg. It commits a table by comparing and setting its row in {@code
 * iceberg_tables}; here the rows of several tables are compared and set together, in one transaction (Iceberg 1.12 has no call
 * for it). The contract test holds this against Iceberg's own reading.
 */
public record SqlRows(Database database) {

    /** The tables as Iceberg makes them. */
    public static final List<String> TABLES = List.of(
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
    private static final List<String> COLUMNS = List.of(
            "catalog_name",
            "table_namespace",
            "table_name",
            "metadata_location",
            "previous_metadata_location",
            "iceberg_type");

    private static final String MOVE = "UPDATE iceberg_tables SET metadata_location = ?, previous_metadata_location = ?"
            + " WHERE catalog_name = ? AND table_namespace = ? AND table_name = ? AND metadata_location = ?"
            + " AND (iceberg_type = 'TABLE' OR iceberg_type IS NULL)";
    private static final String WHERE = "SELECT metadata_location FROM iceberg_tables"
            + " WHERE catalog_name = ? AND table_namespace = ? AND table_name = ?";

    public SqlRows {
        requireNonNull(database, "database");
    }

    /** What databases do differently. Each connection is its own: none is held while a run computes. */
    public interface Database {

        Connection toRead() throws SQLException;

        Connection toChange() throws SQLException;

        /** What makes a reader wait for the end of a change whose answer was lost, behind its SELECT. */
        String waiting();
    }

    /** The texts in the first column of what a query finds. */
    static Set<String> texts(Connection connection, String query) throws SQLException {
        Set<String> texts = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                texts.add(found.getString(1));
            }
        }
        return texts;
    }

    /** Why a table of tables with these columns cannot be used; empty where it can. */
    static Optional<String> lack(Set<String> columns) {
        List<String> missing =
                COLUMNS.stream().filter(column -> !columns.contains(column)).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("its table 'iceberg_tables' lacks " + String.join(", ", missing));
    }

    /** Puts rows in, or in the place of those that are there, with their namespaces. */
    static void put(Connection connection, List<TableRow> tables) throws SQLException {
        try (PreparedStatement table = connection.prepareStatement("INSERT INTO iceberg_tables(catalog_name,"
                        + " table_namespace, table_name, metadata_location, previous_metadata_location, iceberg_type)"
                        + " VALUES (?, ?, ?, ?, NULL, 'TABLE') ON CONFLICT (catalog_name, table_namespace, table_name)"
                        + " DO UPDATE SET metadata_location = excluded.metadata_location,"
                        + " previous_metadata_location = NULL, iceberg_type = 'TABLE'");
                PreparedStatement namespace = connection.prepareStatement("INSERT INTO iceberg_namespace_properties("
                        + "catalog_name, namespace, property_key, property_value)"
                        + " VALUES (?, ?, 'exists', 'true') ON CONFLICT DO NOTHING")) {
            for (TableRow found : tables) {
                table.setString(1, Catalogue.NAME);
                table.setString(2, found.namespace());
                table.setString(3, found.name());
                table.setString(4, found.metadata());
                table.executeUpdate();
                namespace.setString(1, Catalogue.NAME);
                namespace.setString(2, found.namespace());
                namespace.executeUpdate();
            }
        }
    }

    /** All tables, by name. */
    public List<TableRow> list() throws SQLException {
        try (Connection connection = database.toRead()) {
            return list(connection);
        }
    }

    static List<TableRow> list(Connection connection) throws SQLException {
        List<TableRow> rows = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT table_namespace, table_name, metadata_location"
                        + " FROM iceberg_tables WHERE catalog_name = ? AND metadata_location IS NOT NULL"
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

    public Moved move(List<Head> heads) {
        if (heads.isEmpty()) {
            return Moved.of(Moved.Ending.ALL);
        }
        boolean asked = false; // for the commit: before that nothing has moved, and nothing will
        try (Connection connection = database.toChange()) {
            connection.setAutoCommit(false);
            for (Head head : heads) {
                if (!move(connection, head)) {
                    connection.rollback();
                    return Moved.of(Moved.Ending.CHANGED);
                }
            }
            asked = true;
            connection.commit();
            return Moved.of(Moved.Ending.ALL);
        } catch (SQLException e) {
            return asked ? settle(heads, e) : Moved.of(Moved.Ending.REFUSED, e);
        }
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

    /**
     * The answer was lost or bad: what the rows say now is how it ended. They moved together or not at all, and since then
     * others may have moved each of them on: one alone proves nothing.
     */
    private Moved settle(List<Head> heads, SQLException answer) {
        boolean isNext = false;
        int old = 0;
        try (Connection connection = database.toRead()) {
            for (Head head : heads) {
                String found = find(connection, head.namespace(), head.name()).orElse("");
                isNext |= found.equals(head.next());
                old += found.equals(head.old()) ? 1 : 0;
            }
        } catch (SQLException e) {
            answer.addSuppressed(e);
            return Moved.of(Moved.Ending.UNKNOWN, answer);
        }
        if (isNext && old == 0) {
            return Moved.of(Moved.Ending.ALL);
        }
        return Moved.of(old == heads.size() ? Moved.Ending.REFUSED : Moved.Ending.UNKNOWN, answer);
    }

    /** What a table's row names, once no client is at work on it. */
    private Optional<String> find(Connection connection, String namespace, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(WHERE + database.waiting())) {
            select.setString(1, Catalogue.NAME);
            select.setString(2, namespace);
            select.setString(3, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        }
    }

    /**
     * Puts another root in the place of the one that a row begins with.
     *
     * @param place of the catalogue, for people
     * @throws ProblemsException with {@link Code#CONFLICT} where the row has gone, or names something else by now
     */
    public void repoint(Place place, TableRow row, String former, String present) throws SQLException {
        int rest =
                former.codePointCount(0, former.length()) + 1; // databases count characters, Java counts halves of some
        try (Connection connection = database.toRead();
                PreparedStatement update = connection.prepareStatement("UPDATE iceberg_tables SET"
                        + " metadata_location = ? || substr(metadata_location, ?),"
                        + " previous_metadata_location = ? || substr(previous_metadata_location, ?)"
                        + " WHERE catalog_name = ? AND table_namespace = ? AND table_name = ?"
                        + " AND metadata_location = ?")) {
            update.setString(1, present);
            update.setInt(2, rest);
            update.setString(3, present);
            update.setInt(4, rest);
            update.setString(5, Catalogue.NAME);
            update.setString(6, row.namespace());
            update.setString(7, row.name());
            update.setString(8, row.metadata());
            if (update.executeUpdate() == 0) {
                requireRepointed(place, row, present, find(connection, row.namespace(), row.name()));
            }
        }
    }

    private static void requireRepointed(Place place, TableRow row, String present, Optional<String> found) {
        if (found.filter(metadata -> metadata.startsWith(present + "/")).isEmpty()) {
            throw ProblemsException.of(
                    Code.CONFLICT,
                    place,
                    "Table '" + row.identifier() + "' is not repointed",
                    found.map(metadata -> "its row names '" + metadata + "' by now")
                                    .orElse("its row has gone") + ", and named '" + row.metadata() + "'",
                    "See who else is at work in the catalogue; when they have ended, run 'weir relocate' again.");
        }
    }
}
