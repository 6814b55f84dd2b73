package dev.weir.jobs.release.iceberg;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Profile;
import dev.weir.jobs.release.Warehouse;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
        requireNotLost();
        try (Connection connection = DriverManager.getConnection(uri());
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            for (String table : TABLES) {
                statement.execute(table);
            }
            statement.execute("COMMIT");
            Set<String> missing = new LinkedHashSet<>(COLUMNS);
            try (ResultSet columns = statement.executeQuery("PRAGMA table_info(iceberg_tables)")) {
                while (columns.next()) {
                    missing.remove(columns.getString("name"));
                }
            }
            if (!missing.isEmpty()) {
                throw unusable("its table 'iceberg_tables' lacks " + String.join(", ", missing), null);
            }
        } catch (SQLException e) {
            throw unusable(String.valueOf(e.getMessage()), e);
        }
    }

    /** A new catalogue beside tables of an earlier one would know none of them, and the next run would make them again. */
    private void requireNotLost() {
        Path file = warehouse.root().resolve("catalog.db");
        try {
            Optional<Path> table = isMade(file) ? Optional.empty() : anyTable(warehouse.root());
            // somebody else's first start may have made it meanwhile, and a table with it
            if (table.isPresent() && !isMade(file)) {
                throw unusable("it is gone, and there are tables that it had, such as '" + table.get() + "'", null);
            }
        } catch (IOException e) {
            throw Warehouse.notWritable(file, e);
        }
    }

    private static boolean isMade(Path file) throws IOException {
        return Files.exists(file) && Files.size(file) > 0;
    }

    private static Optional<Path> anyTable(Path root) throws IOException {
        for (Path namespace : folders(root)) {
            for (Path table : folders(namespace)) {
                if (Files.isDirectory(table.resolve("metadata"))) {
                    return Optional.of(table);
                }
            }
        }
        return Optional.empty();
    }

    private static List<Path> folders(Path folder) throws IOException {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, Files::isDirectory)) {
            found.forEach(folders::add);
        }
        return folders;
    }

    /** Whether anybody has made it. */
    public boolean exists() {
        return Files.isRegularFile(warehouse.root().resolve("catalog.db"));
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

    /** JDBC's address; a writer that finds the file busy waits half a minute. */
    String uri() {
        return "jdbc:sqlite:" + warehouse.root().resolve("catalog.db") + "?busy_timeout=30000";
    }

    ProblemsException unusable(String why, @Nullable SQLException cause) {
        return new ProblemsException(
                List.of(new Problem(
                        Code.STORE_UNREACHABLE,
                        Place.of(warehouse.root().resolve("catalog.db").toString()),
                        "The catalogue cannot be used",
                        why,
                        "Restore the file from a copy, free space on its disk, or name another 'warehouse' in"
                                + " weir.yaml.")),
                cause);
    }
}
