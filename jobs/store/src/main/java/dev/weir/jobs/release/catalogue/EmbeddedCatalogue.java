package dev.weir.jobs.release.catalogue;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.releases.storage.FullDisk;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * The Iceberg catalogue that needs no server: Iceberg's JDBC catalogue, named {@value Catalogue#NAME}, in the SQLite file {@code
 * <warehouse>/catalog.db}. Its tables have the shape that PyIceberg's {@code SqlCatalog} reads under the same name.
 *
 * <p>SQLite's rollback journal is kept on purpose: with a write-ahead log the file alone would hold no tables.
 */
final class EmbeddedCatalogue implements HeadCatalogue {

    private final Warehouse warehouse;
    private final Path folder;
    private final SqlRows rows;

    private EmbeddedCatalogue(Warehouse warehouse, Path folder) {
        this.warehouse = warehouse;
        this.folder = folder;
        this.rows = new SqlRows(new File(SqliteFile.uri(file())));
    }

    /**
     * @throws ProblemsException with {@link Code#UNSUPPORTED} when the warehouse lies in a bucket; with {@link Code#INVALID_VALUE}
     *     when its path cannot be part of SQLite's address
     */
    static EmbeddedCatalogue in(Warehouse warehouse) {
        Path folder = warehouse.disk().orElseThrow(() -> inBucket(warehouse.root()));
        if (warehouse.root().contains("?")) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    Place.of("weir.yaml"),
                    "The path of the warehouse '" + warehouse.root() + "' has a question mark",
                    "SQLite's address ends there",
                    "Choose a path without it.");
        }
        return new EmbeddedCatalogue(warehouse, folder);
    }

    private static ProblemsException inBucket(String warehouse) {
        return ProblemsException.of(
                Code.UNSUPPORTED,
                Place.of("weir.yaml"),
                "The catalogue of the warehouse '" + warehouse + "' cannot be of type 'sqlite'",
                "SQLite's file lies in the warehouse, and a bucket has no files that can be changed in part",
                "Name a server under 'catalogue' in the profile, such as { type: postgresql, store:"
                        + " \"jdbc:postgresql://host/database\" }.");
    }

    public static final class Opener implements CatalogueOpener {

        @Override
        public String type() {
            return CatalogueSettings.SQLITE;
        }

        @Override
        public Catalogue open(CatalogueSettings settings, Warehouse warehouse) {
            return in(warehouse);
        }
    }

    record File(String address) implements SqlRows.Database {

        @Override
        public Connection toRead() throws SQLException {
            return DriverManager.getConnection(address);
        }

        /** IMMEDIATE: a read lock that has to grow into a write lock is refused whatever the time-out. */
        @Override
        public Connection toChange() throws SQLException {
            return DriverManager.getConnection(address + "&transaction_mode=IMMEDIATE");
        }

        /** A writer of the file has ended with its process, or has it locked. */
        @Override
        public String waiting() {
            return "";
        }
    }

    /**
     * Its tables are made here in one transaction because Iceberg's own first start is not safe when two processes make it.
     */
    @Override
    public void open() {
        warehouse.open();
        requireWhole();
        make(file());
    }

    /** Makes the catalogue's tables in a file, where they are not there; where they are, no writer is waited for. */
    private void make(Path file) {
        try (Connection connection = DriverManager.getConnection(SqliteFile.uri(file));
                Statement statement = connection.createStatement()) {
            if (isMade(statement)) {
                requireColumns(columns(connection));
                return;
            }
            statement.execute("BEGIN IMMEDIATE");
            for (String table : SqlRows.TABLES) {
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
            return tables.next() && tables.getInt(1) == SqlRows.TABLES.size();
        }
    }

    @Override
    public void requireWhole() {
        Map<String, String> lost = lost();
        if (!lost.isEmpty()) {
            throw unusable(LostTables.sentence(lost), null);
        }
    }

    @Override
    public Map<String, String> lost() {
        return LostTables.of(warehouse, this::known);
    }

    @Override
    public List<TableRow> rows() {
        try {
            return rows.list();
        } catch (SQLException e) {
            throw unusable(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Moved move(List<Head> heads) {
        return rows.move(heads);
    }

    @Override
    public void repoint(TableRow row, String former, String present) {
        try {
            rows.repoint(Place.of(file().toString()), row, former, present);
        } catch (SQLException e) {
            throw unusable(String.valueOf(e.getMessage()), e);
        }
    }

    /** All rows; nothing is made where there is no catalogue. */
    private List<TableRow> known() {
        Path file = file();
        try {
            if (!Files.exists(file) || Files.size(file) == 0) {
                return List.of();
            }
        } catch (IOException e) {
            throw Warehouse.notWritable(file, e);
        }
        try (Connection connection = DriverManager.getConnection(SqliteFile.uri(file))) {
            Set<String> columns = columns(connection);
            if (columns.isEmpty()) {
                return List.of();
            }
            requireColumns(columns);
            requireSound(connection);
        } catch (SQLException e) {
            throw unusable(String.valueOf(e.getMessage()), e);
        }
        return rows();
    }

    /** None where the table is not there. */
    private static Set<String> columns(Connection connection) throws SQLException {
        return SqlRows.texts(connection, "SELECT name FROM pragma_table_info('iceberg_tables')");
    }

    private void requireSound(Connection connection) throws SQLException {
        if (!SqliteFile.isSound(connection)) {
            throw unusable("its file is damaged", null);
        }
    }

    private void requireColumns(Set<String> columns) {
        SqlRows.lack(columns).ifPresent(why -> {
            throw unusable(why, null);
        });
    }

    @Override
    public boolean exists() {
        return Files.isRegularFile(file());
    }

    @Override
    public Map<String, String> sparkSettings() {
        return Catalogue.inSpark(HeadCatalogue.settings(SqliteFile.uri(file()), warehouse.root()));
    }

    private Path file() {
        return folder.resolve("catalog.db");
    }

    /** It dies without harm: the new file is complete before it takes the old one's place. */
    @Override
    public Optional<String> rebuild(List<TableRow> tables) {
        Path file = file();
        Path made = file.resolveSibling("catalog.db.new");
        try {
            Files.deleteIfExists(made);
            Files.deleteIfExists(made.resolveSibling("catalog.db.new-journal"));
            make(made);
            write(made, tables);
            Optional<String> kept = Optional.empty();
            if (Files.exists(file)) {
                Path former = file.resolveSibling("catalog.db.before-rebuild-" + free(file));
                Files.copy(file, former);
                kept = Optional.of(former.toString());
            }
            // what a dead writer left is meant for the former file, and would be played into the new one
            Files.deleteIfExists(file.resolveSibling("catalog.db-journal"));
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return kept;
        } catch (IOException e) {
            throw Warehouse.notWritable(file, e);
        }
    }

    private static int free(Path file) {
        int number = 1;
        while (Files.exists(file.resolveSibling("catalog.db.before-rebuild-" + number))) {
            number++;
        }
        return number;
    }

    private void write(Path file, List<TableRow> tables) {
        try (Connection connection = DriverManager.getConnection(SqliteFile.uri(file))) {
            connection.setAutoCommit(false);
            SqlRows.put(connection, tables);
            connection.commit();
        } catch (SQLException e) {
            throw unusable(String.valueOf(e.getMessage()), e);
        }
    }

    private ProblemsException unusable(String why, @Nullable SQLException cause) {
        Path file = file();
        if (cause != null && cause.getErrorCode() == SQLiteErrorCode.SQLITE_BUSY.code) {
            return ProblemsException.of(
                    Code.STORE_UNREACHABLE,
                    Place.of(file.toString()),
                    "The catalogue cannot be used now",
                    "another process has had it locked for half a minute",
                    "Run again when that process has ended; the catalogue is as it was.",
                    cause);
        }
        Optional<String> full = cause == null ? Optional.empty() : FullDisk.in(cause);
        if (full.isPresent()) {
            return ProblemsException.of(
                    Code.NOT_WRITABLE,
                    Place.of(file.toString()),
                    "The disk of the catalogue is full",
                    full.get(),
                    "Free some space, then run again; the catalogue is as it was.",
                    cause);
        }
        if (cause != null && SqliteFile.isOfTheLibrary(cause)) {
            return ProblemsException.of(
                    Code.STORE_UNREACHABLE,
                    Place.of(System.getProperty("java.io.tmpdir", "")),
                    "SQLite's library cannot be loaded",
                    "Java unpacks it into this folder, where no file may be written or no code may be run",
                    "Let /tmp be mounted with 'exec', or name another folder: WEIR_JAVA_OPTIONS=-Djava.io.tmpdir=FOLDER."
                            + " The catalogue is as it was.",
                    cause);
        }
        return ProblemsException.of(
                Code.STORE_UNREACHABLE,
                Place.of(file.toString()),
                "The catalogue cannot be used",
                why,
                "'weir doctor --rebuild-catalogue' makes it anew from the tables' own metadata; or restore the"
                        + " newest copy of the file, or free space on its disk.",
                cause);
    }
}
