package dev.weir.jobs.release.catalogue.apart;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.read.settings.CatalogueKeys;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.catalogue.CatalogueOpener;
import dev.weir.jobs.release.catalogue.Head;
import dev.weir.jobs.release.catalogue.HeadCatalogue;
import dev.weir.jobs.release.catalogue.LostTables;
import dev.weir.jobs.release.catalogue.Moved;
import dev.weir.jobs.release.catalogue.SqlRows;
import dev.weir.jobs.release.catalogue.TableRow;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A catalogue that is added to Weir's own: a SQLite file apart from the warehouse, {@code { type: apart, file: /… }}. */
final class ApartCatalogue implements HeadCatalogue {

    private static final String TYPE = "apart";
    private static final String FILE = "file";

    private final Warehouse warehouse;
    private final Path file;
    private final SqlRows rows;

    ApartCatalogue(Path file, Warehouse warehouse) {
        this.warehouse = warehouse;
        this.file = file;
        this.rows = new SqlRows(new Database(address()));
    }

    /** The contract's half: it knows no engine. */
    public static final class Keys implements CatalogueKeys {

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public CatalogueSettings read(YamlMap catalogue, Map<String, String> filled, Problems problems) {
            String file = filled.getOrDefault(FILE, "");
            if (!Path.of(file).isAbsolute()) {
                problems.add(
                        Code.INVALID_VALUE,
                        catalogue.placeOf(FILE),
                        "'file' of the catalogue is '" + file + "'",
                        "a catalogue of the type 'apart' lies in a file outside the workspace",
                        "write an absolute path");
            }
            return new CatalogueSettings(TYPE, file, Optional.empty(), Optional.empty());
        }
    }

    /** The engine's half. */
    public static final class Opener implements CatalogueOpener {

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public Catalogue open(CatalogueSettings settings, Warehouse warehouse) {
            return new ApartCatalogue(Path.of(settings.address()), warehouse);
        }
    }

    private record Database(String address) implements SqlRows.Database {

        @Override
        public Connection toRead() throws SQLException {
            return DriverManager.getConnection(address);
        }

        @Override
        public Connection toChange() throws SQLException {
            return DriverManager.getConnection(address + "&transaction_mode=IMMEDIATE");
        }

        @Override
        public String waiting() {
            return "";
        }
    }

    private String address() {
        return "jdbc:sqlite:" + file + "?busy_timeout=30000";
    }

    @Override
    public Map<String, String> sparkSettings() {
        String prefix = "spark.sql.catalog." + NAME;
        return Map.of(
                prefix,
                "org.apache.iceberg.spark.SparkCatalog",
                prefix + ".type",
                "jdbc",
                prefix + ".uri",
                address(),
                prefix + ".warehouse",
                warehouse.root(),
                prefix + ".jdbc.schema-version",
                "V1",
                prefix + ".cache-enabled",
                "false");
    }

    @Override
    public void open() {
        warehouse.open();
        requireWhole();
        try (Connection connection = DriverManager.getConnection(address());
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            for (String table : SqlRows.TABLES) {
                statement.execute(table);
            }
            statement.execute("COMMIT");
        } catch (SQLException e) {
            throw unusable(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public boolean exists() {
        return file.toFile().length() > 0; // SQLite makes the file, and then its tables
    }

    @Override
    public List<TableRow> rows() {
        try {
            return rows.list();
        } catch (SQLException e) {
            throw unusable(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Moved move(List<Head> heads) {
        return rows.move(heads);
    }

    @Override
    public void repoint(TableRow row, String former, String present) {
        try {
            rows.repoint(Place.of(file.toString()), row, former, present);
        } catch (SQLException e) {
            throw unusable(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Map<String, String> lost() {
        return LostTables.of(warehouse, () -> exists() ? rows() : List.of());
    }

    @Override
    public void requireWhole() {
        Map<String, String> lost = lost();
        if (!lost.isEmpty()) {
            throw unusable(LostTables.sentence(lost));
        }
    }

    @Override
    public Optional<String> rebuild(List<TableRow> tables) {
        Path kept = file.resolveSibling(file.getFileName() + ".before");
        try (Connection connection = DriverManager.getConnection(address())) {
            Files.deleteIfExists(kept);
            Files.copy(file, kept);
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO iceberg_tables VALUES ('" + NAME + "', ?, ?, ?, NULL, 'TABLE')")) {
                statement.execute("DELETE FROM iceberg_tables");
                for (TableRow table : tables) {
                    insert.setString(1, table.namespace());
                    insert.setString(2, table.name());
                    insert.setString(3, table.metadata());
                    insert.executeUpdate();
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw unusable(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(kept.toString());
    }

    private ProblemsException unusable(String why) {
        return ProblemsException.of(
                Code.STORE_UNREACHABLE,
                Place.of(file.toString()),
                "The catalogue cannot be used",
                why,
                "'weir doctor --rebuild-catalogue' makes it anew.");
    }
}
