package dev.weir.jobs.release.catalogue;

import dev.weir.releases.storage.WriteFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** The file that an embedded catalogue is kept in, as SQLite itself finds it. No engine is needed to ask. */
public final class SqliteFile {

    private static final String TABLE = "SELECT count(*) FROM pragma_table_info('iceberg_tables')";

    private SqliteFile() {}

    /**
     * What is wrong with the file; empty where nothing is. Nothing is written.
     *
     * @throws SQLException where it cannot be asked: another process keeps it locked for half a minute, or SQLite's library cannot be
     *     loaded
     */
    public static Optional<String> fault(Path file) throws SQLException {
        try (Connection connection = toRead(file)) {
            if (first(connection, TABLE).equals("0")) {
                return Optional.of("it has no tables of a catalogue");
            }
            return isSound(connection) ? Optional.empty() : Optional.of("its file is damaged");
        } catch (SQLException e) {
            if (e.getErrorCode() == SQLiteErrorCode.SQLITE_BUSY.code || isOfTheLibrary(e)) {
                throw e;
            }
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * All tables that a sound file has, by name. Nothing is written.
     *
     * @throws SQLException where it cannot be asked
     */
    public static List<TableRow> rows(Path file) throws SQLException {
        try (Connection connection = toRead(file)) {
            return SqlRows.list(connection);
        }
    }

    private static Connection toRead(Path file) throws SQLException {
        SQLiteConfig reading = new SQLiteConfig();
        reading.setReadOnly(true);
        return reading.createConnection(uri(file));
    }

    /** A file that was cut off, or changed by something other than SQLite, may still answer some queries. */
    static boolean isSound(Connection connection) throws SQLException {
        return first(connection, "PRAGMA quick_check(1)").equals("ok");
    }

    /** JDBC's address; a writer that finds the file busy waits half a minute. */
    static String uri(Path file) {
        return "jdbc:sqlite:" + file + "?busy_timeout=30000";
    }

    static boolean isOfTheLibrary(SQLException problem) {
        return WriteFailure.causes(problem)
                .anyMatch(each -> each instanceof NativeLibraryNotFoundException || each instanceof LinkageError);
    }

    private static String first(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            return found.next() ? String.valueOf(found.getString(1)) : "";
        }
    }
}
