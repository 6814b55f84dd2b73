package dev.weir.releases.storage;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A table of a database, {@value #TABLE}, with one row for each file: PostgreSQL and SQLite. Its primary key is what makes a
 * creation exclusive. Each call takes a connection of its own: none is held while a run computes.
 */
public final class SqlStorage implements LogStorage {

    /** The table; made when it is not there. */
    public static final String TABLE = "weir_releases";

    private static final int SECONDS = 30;

    private final String address;
    private final Properties properties;
    private boolean made;

    /**
     * A table of the database at an address of JDBC; nothing is opened yet.
     *
     * @param user empty where the database needs none
     * @param password the same
     */
    public SqlStorage(String address, Optional<String> user, Optional<String> password) {
        this.address = requireNonNull(address, "address");
        this.properties = new Properties();
        user.ifPresent(value -> properties.setProperty("user", value));
        password.ifPresent(value -> properties.setProperty("password", value));
        if (address.startsWith("jdbc:postgresql:")) {
            properties.setProperty("connectTimeout", "10");
            properties.setProperty("socketTimeout", Integer.toString(2 * SECONDS));
        } else {
            properties.setProperty("busy_timeout", Integer.toString(SECONDS * 1000));
        }
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        return query("SELECT content FROM " + TABLE + " WHERE folder = ? AND name = ?", name, (statement, file) -> {
            statement.setString(1, file.folder());
            statement.setString(2, file.name());
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? Optional.of(found.getBytes(1)) : Optional.empty();
            }
        });
    }

    @Override
    public List<String> list(String folder) throws IOException {
        return query("SELECT name FROM " + TABLE + " WHERE folder = ?", folder, (statement, file) -> {
            statement.setString(1, folder);
            return texts(statement);
        });
    }

    @Override
    public List<String> folders(String folder) throws IOException {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        return query("SELECT DISTINCT folder FROM " + TABLE, folder, (statement, file) -> texts(statement)).stream()
                .filter(found -> found.startsWith(prefix) && found.length() > prefix.length())
                .map(found -> found.substring(prefix.length()).split("/", 2)[0])
                .distinct()
                .toList();
    }

    @Override
    public boolean create(String name, byte[] content) throws IOException {
        return insert(name, content, "NOTHING") == 1;
    }

    @Override
    public void replace(String name, byte[] content) throws IOException {
        insert(name, content, "UPDATE SET content = excluded.content");
    }

    private int insert(String name, byte[] content, String onConflict) throws IOException {
        String insert = "INSERT INTO " + TABLE
                + " (folder, name, content) VALUES (?, ?, ?) ON CONFLICT (folder, name) DO " + onConflict;
        return query(insert, name, (statement, file) -> {
            statement.setString(1, file.folder());
            statement.setString(2, file.name());
            statement.setBytes(3, content);
            return statement.executeUpdate();
        });
    }

    @Override
    public void delete(String name) throws IOException {
        query("DELETE FROM " + TABLE + " WHERE folder = ? AND name = ?", name, (statement, file) -> {
            statement.setString(1, file.folder());
            statement.setString(2, file.name());
            return statement.executeUpdate();
        });
    }

    @Override
    public String place(String name) {
        int parameters = address.indexOf('?');
        return (parameters < 0 ? address : address.substring(0, parameters)) + "#" + name;
    }

    /** What a statement does with the file that it is about. */
    private interface Work<R> {
        R on(PreparedStatement statement, File file) throws SQLException;
    }

    private <R> R query(String sql, String name, Work<R> work) throws IOException {
        try (Connection connection = connect()) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setQueryTimeout(SECONDS);
                return work.on(statement, File.of(name));
            } catch (SQLException e) {
                throw new IOException(e.getMessage(), e);
            }
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private synchronized Connection connect() throws IOException {
        Connection connection;
        try {
            connection = DriverManager.getConnection(address, properties);
        } catch (SQLException e) {
            throw new CertainlyNothing(new IOException(e.getMessage(), e));
        }
        try {
            if (!made) {
                make(connection);
                made = true;
            }
            return connection;
        } catch (SQLException e) {
            try {
                connection.close();
            } catch (SQLException closing) {
                e.addSuppressed(closing);
            }
            throw new CertainlyNothing(new IOException(e.getMessage(), e));
        }
    }

    /** Makes the table when it is not there; of two who do at once, one may learn that it is there by then. */
    private void make(Connection connection) throws SQLException {
        if (isThere(connection)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            String bytes = address.startsWith("jdbc:postgresql:") ? "BYTEA" : "BLOB";
            statement.execute("CREATE TABLE IF NOT EXISTS " + TABLE
                    + " (folder VARCHAR(400) NOT NULL, name VARCHAR(200) NOT NULL, content " + bytes
                    + " NOT NULL, PRIMARY KEY (folder, name))");
        } catch (SQLException e) {
            if (!isThere(connection)) {
                throw e;
            }
        }
    }

    private static boolean isThere(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1 FROM " + TABLE + " WHERE 1 = 0")) {
            return !rows.next();
        } catch (SQLException e) {
            return false; // the statement that makes the table reports what is wrong
        }
    }

    private static List<String> texts(PreparedStatement statement) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                texts.add(found.getString(1));
            }
        }
        return texts;
    }

    /** A file's name, in two. */
    private record File(String folder, String name) {
        static File of(String name) {
            int slash = name.lastIndexOf('/');
            return new File(slash < 0 ? "" : name.substring(0, slash), name.substring(slash + 1));
        }
    }
}
