package dev.weir.jobs.release.iceberg;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.Profile;
import dev.weir.jobs.release.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * The Iceberg catalogue that needs no server: Iceberg's JDBC catalogue, named {@value #NAME}, in the SQLite file {@code
 * <warehouse>/catalog.db}. Its tables have the shape that PyIceberg's {@code SqlCatalog} reads under the same name.
 *
 * <p>SQLite's rollback journal is kept on purpose: with a write-ahead log the file alone would hold no tables.
 */
public final class EmbeddedCatalogue {

    /** The catalogue's name in Spark, in its own rows and for every other reader. */
    public static final String NAME = "weir";

    private static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS iceberg_tables("
                    + "catalog_name VARCHAR(255) NOT NULL, table_namespace VARCHAR(255) NOT NULL,"
                    + " table_name VARCHAR(255) NOT NULL, metadata_location VARCHAR(1000),"
                    + " previous_metadata_location VARCHAR(1000), iceberg_type VARCHAR(5),"
                    + " PRIMARY KEY (catalog_name, table_namespace, table_name))",
            "CREATE TABLE IF NOT EXISTS iceberg_namespace_properties("
                    + "catalog_name VARCHAR(255) NOT NULL, namespace VARCHAR(255) NOT NULL,"
                    + " property_key VARCHAR(255), property_value VARCHAR(1000),"
                    + " PRIMARY KEY (catalog_name, namespace, property_key))");

    private static final Set<String> COLUMNS = new LinkedHashSet<>(List.of(
            "catalog_name",
            "table_namespace",
            "table_name",
            "metadata_location",
            "previous_metadata_location",
            "iceberg_type"));

    private final Warehouse warehouse;

    private EmbeddedCatalogue(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /**
     * The catalogue that the profile asks for; nothing is made yet.
     *
     * @throws ProblemsException with {@link Code#UNSUPPORTED} when it asks for another kind; with {@link Code#INVALID_VALUE}
     *     when the warehouse's path cannot be part of SQLite's address
     */
    public static EmbeddedCatalogue of(Profile profile, Warehouse warehouse) {
        requireNonNull(warehouse, "warehouse");
        String type = profile.catalogue().getOrDefault("type", "sqlite");
        if (!type.equals("sqlite")) {
            throw ProblemsException.of(
                    Code.UNSUPPORTED,
                    Place.of("weir.yaml"),
                    "The catalogue type '" + type + "' of profile '" + profile.name() + "' is not known",
                    "this version has the embedded catalogue only",
                    "Write 'type: sqlite', or leave the catalogue out.");
        }
        if (warehouse.root().toString().contains("?")) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    Place.of("weir.yaml"),
                    "The path of the warehouse '" + warehouse.root() + "' has a question mark",
                    "SQLite's address ends there",
                    "Choose a path without it.");
        }
        return new EmbeddedCatalogue(warehouse);
    }

    /**
     * Makes the warehouse and the catalogue's tables when they are not there, and looks whether they are right. Done here in
     * one transaction because Iceberg's own first start is not safe when two processes make it.
     *
     * @throws ProblemsException with {@link Code#NOT_WRITABLE} or {@link Code#STORE_UNREACHABLE}
     */
    public void open() {
        warehouse.open();
        requireWhole();
        make(uri());
    }

    /** Makes the catalogue's tables in a file, where they are not there; where they are, nobody who writes is waited for. */
    void make(String address) {
        try (Connection connection = DriverManager.getConnection(address);
                Statement statement = connection.createStatement()) {
            if (isMade(statement)) {
                requireColumns(columns(connection));
                return;
            }
            statement.execute("BEGIN IMMEDIATE");
            for (String table : TABLES) {
                statement.execute(table);
            }
            statement.execute("COMMIT");
            requireColumns(columns(connection));
        } catch (SQLException e) {
            throw unusable(String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean isMade(Statement statement) throws SQLException {
        try (ResultSet tables = statement.executeQuery("SELECT count(*) FROM sqlite_master WHERE type = 'table'"
                + " AND name IN ('iceberg_tables', 'iceberg_namespace_properties')")) {
            return tables.next() && tables.getInt(1) == TABLES.size();
        }
    }

    /**
     * A catalogue that has lost tables would make them again, and their history would go on twice.
     *
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE}
     */
    public void requireWhole() {
        Map<String, String> lost = lost();
        if (!lost.isEmpty()) {
            Map.Entry<String, String> first = lost.entrySet().iterator().next();
            throw unusable(
                    lost.size() + (lost.size() == 1 ? " table is" : " tables are")
                            + " not in it as the warehouse has them, such as '" + first.getKey() + "': "
                            + first.getValue(),
                    null);
        }
    }

    /**
     * Tables that the warehouse's folders have and the catalogue has not, or has as they were before: why, by the table's
     * name. The catalogue was deleted, emptied, put back from an older copy, or is another workspace's.
     *
     * @throws ProblemsException with {@link Code#STORE_UNREACHABLE} when the file is no catalogue
     */
    public Map<String, String> lost() {
        // the folders first: what a run that is at work has committed by now is in a row that is read later
        List<TableFolders.TableFolder> folders = TableFolders.in(warehouse);
        Map<String, String> rows = rows();
        Map<String, String> lost = new LinkedHashMap<>();
        for (TableFolders.TableFolder folder : folders) {
            String row = rows.get(folder.identifier());
            MetadataFile newest = folder.newest();
            if (row == null) {
                if (isReleased(newest)) {
                    lost.put(folder.identifier(), "it has no row, and '" + newest.path() + "' is there");
                }
            } else {
                MetadataFile.named(Path.of(row))
                        .flatMap(known -> beyond(known, folder))
                        .ifPresent(later -> lost.put(
                                folder.identifier(),
                                "its row names '" + row + "', and the table has gone on to '" + later.path() + "'"));
            }
        }
        return lost;
    }

    /**
     * The newest metadata that a table has beyond what its row can know. A commit that died leaves one file beyond the
     * row's, and never two; and a table that was made anew before anybody saw it leaves files that say nothing of this one. A
     * row names what was written to its end: a file that is cut off, as a full disk leaves it, was never a table's.
     */
    private static Optional<MetadataFile> beyond(MetadataFile known, TableFolders.TableFolder folder) {
        List<MetadataFile> later = folder.files().stream()
                .filter(file -> known.version() + 1 < file.version())
                .toList();
        if (later.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> table = said(known).map(MetadataFile.Said::uuid);
        return later.stream()
                .filter(file -> said(file)
                        .filter(found -> found.newest().isPresent()
                                || table.isEmpty()
                                || table.get().equals(found.uuid()))
                        .isPresent())
                .findFirst();
    }

    /**
     * A table that nobody has seen yet is made anew; one that cannot be read is not. Its first file is written before anybody can
     * see the table: where that cannot be read, it is being written, or was when its process died.
     */
    private static boolean isReleased(MetadataFile newest) {
        return said(newest).map(found -> found.newest().isPresent()).orElse(newest.version() > 0);
    }

    /** Empty where it cannot be read. */
    private static Optional<MetadataFile.Said> said(MetadataFile file) {
        try {
            return Optional.of(file.read());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Where each table's metadata is, by the table's name; nothing is made where there is no catalogue. */
    private Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        Path file = file();
        try {
            if (!Files.exists(file) || Files.size(file) == 0) {
                return rows;
            }
        } catch (IOException e) {
            throw Warehouse.notWritable(file, e);
        }
        try (Connection connection = DriverManager.getConnection(uri())) {
            Set<String> columns = columns(connection);
            if (columns.isEmpty()) {
                return rows;
            }
            requireColumns(columns);
            try (PreparedStatement select = connection.prepareStatement("SELECT table_namespace, table_name,"
                    + " metadata_location FROM iceberg_tables WHERE catalog_name = ?")) {
                select.setString(1, NAME);
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        rows.put(found.getString(1) + "." + found.getString(2), found.getString(3));
                    }
                }
            }
        } catch (SQLException e) {
            throw unusable(String.valueOf(e.getMessage()), e);
        }
        return rows;
    }

    /** None where the table is not there. */
    private static Set<String> columns(Connection connection) throws SQLException {
        Set<String> found = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet columns = statement.executeQuery("PRAGMA table_info(iceberg_tables)")) {
            while (columns.next()) {
                found.add(columns.getString("name"));
            }
        }
        return found;
    }

    private void requireColumns(Set<String> columns) {
        Set<String> missing = new LinkedHashSet<>(COLUMNS);
        missing.removeAll(columns);
        if (!missing.isEmpty()) {
            throw unusable("its table 'iceberg_tables' lacks " + String.join(", ", missing), null);
        }
    }

    /** Whether anybody has made it. */
    public boolean exists() {
        return Files.isRegularFile(file());
    }

    /** Spark's settings for the catalogue {@value #NAME}, by their full keys. */
    public Map<String, String> sparkSettings() {
        String prefix = "spark.sql.catalog." + NAME;
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(prefix, "org.apache.iceberg.spark.SparkCatalog");
        settings.put(prefix + ".type", "jdbc");
        settings.put(prefix + ".uri", uri());
        settings.put(prefix + ".warehouse", warehouse.root().toString());
        settings.put(prefix + ".jdbc.schema-version", "V1");
        // commits that go past Spark must be seen by its next query
        settings.put(prefix + ".cache-enabled", "false");
        return settings;
    }

    /** Its file. */
    Path file() {
        return warehouse.root().resolve("catalog.db");
    }

    /** JDBC's address; a writer that finds the file busy waits half a minute. */
    String uri() {
        return uri(file());
    }

    static String uri(Path file) {
        return "jdbc:sqlite:" + file + "?busy_timeout=30000";
    }

    ProblemsException unusable(String why, @Nullable SQLException cause) {
        if (cause != null && cause.getErrorCode() == SQLiteErrorCode.SQLITE_BUSY.code) {
            return new ProblemsException(
                    List.of(new Problem(
                            Code.STORE_UNREACHABLE,
                            Place.of(file().toString()),
                            "The catalogue cannot be used now",
                            "another process has had it locked for half a minute",
                            "Run again when that process has ended; the catalogue is as it was.")),
                    cause);
        }
        return new ProblemsException(
                List.of(new Problem(
                        Code.STORE_UNREACHABLE,
                        Place.of(file().toString()),
                        "The catalogue cannot be used",
                        why,
                        "'weir doctor --rebuild-catalogue' makes it anew from the tables' own metadata; or restore the"
                                + " newest copy of the file, or free space on its disk.")),
                cause);
    }
}
