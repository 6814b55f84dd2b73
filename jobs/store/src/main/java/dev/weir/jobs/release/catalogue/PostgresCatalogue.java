package dev.weir.jobs.release.catalogue;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.releases.warehouse.RecordedRoot;
import dev.weir.releases.warehouse.Warehouse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Iceberg's JDBC catalogue on a PostgreSQL server, in the schema that the address leads to. The schema is one warehouse's: two
 * that share it would take each other's tables for their own, so the first one claims it ({@link
 * SchemaClaim}), and any other is refused. Others may be at work in it at any time, from any machine: nothing is made, moved or
 * mended but in one transaction.
 */
final class PostgresCatalogue implements HeadCatalogue {

    private static final String FORMER = "iceberg_tables_before_rebuild_";

    /** A COMMIT whose answer was lost may still be at work on the server, and has its rows locked until it ends. */
    static final String WAITING = " FOR UPDATE";

    /**
     * PostgreSQL's states for connections that it drops when it is stopped, falls over, starts, or is tired of waiting. Iceberg
     * asks once more after these, on a new connection, beside those it knows itself (08000 and the like).
     */
    private static final String LEFT = "57P01,57P02,57P03,57P05";

    /** Any number that all who make the tables lock. */
    private static final long MAKING = 7_319_604_125L;

    private final Warehouse warehouse;
    private final String address;
    private final Properties properties = new Properties();
    private final SqlRows rows;

    PostgresCatalogue(CatalogueSettings settings, Warehouse warehouse) {
        this.warehouse = warehouse;
        this.address = settings.address();
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("tcpKeepAlive", "true");
        settings.user().ifPresent(name -> properties.setProperty("user", name));
        settings.password()
                .ifPresent(password -> CataloguePasswords.keep(
                                address, settings.user().orElse(""), password)
                        .forEach(properties::setProperty));
        this.rows = new SqlRows(new Server());
    }

    public static final class Opener implements CatalogueOpener {

        @Override
        public String type() {
            return CatalogueSettings.POSTGRESQL;
        }

        @Override
        public Catalogue open(CatalogueSettings settings, Warehouse warehouse) {
            return new PostgresCatalogue(settings, warehouse);
        }
    }

    /** Each connection is its own. */
    private final class Server implements SqlRows.Database {

        @Override
        public Connection toRead() throws SQLException {
            return connect();
        }

        @Override
        public Connection toChange() throws SQLException {
            return connect();
        }

        @Override
        public String waiting() {
            return WAITING;
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(address, properties);
    }

    @Override
    public Map<String, String> sparkSettings() {
        Map<String, String> settings = HeadCatalogue.settings(address, root());
        settings.put("retryable_status_codes", LEFT);
        properties.forEach((key, value) -> settings.put("jdbc." + key, value.toString()));
        return Catalogue.inSpark(settings);
    }

    @Override
    public void open() {
        warehouse.open();
        requireWhole();
        try (Connection connection = connect()) {
            prepare(connection);
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    /** Makes what is not there. Another warehouse may have come first since the look at its owner. */
    private void prepare(Connection connection) throws SQLException {
        if (!isMade(connection) || SchemaClaim.of(connection).isEmpty()) {
            make(connection);
        }
        requireColumns(SqlRows.texts(
                connection,
                "SELECT column_name FROM information_schema.columns"
                        + " WHERE table_schema = current_schema() AND table_name = 'iceberg_tables'"));
        requireClaim(connection);
    }

    /** Of two who do at once, one waits for the other: PostgreSQL refuses the second CREATE TABLE IF NOT EXISTS otherwise. */
    private void make(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + MAKING + ")");
            for (String table : SqlRows.TABLES) {
                statement.execute(table);
            }
        }
        SchemaClaim.make(connection, root());
        connection.commit();
        connection.setAutoCommit(true);
    }

    private boolean isMade(Connection connection) throws SQLException {
        requireSchema(connection);
        return SchemaClaim.isThere(connection, "iceberg_tables")
                && SchemaClaim.isThere(connection, "iceberg_namespace_properties");
    }

    /** A schema that is not there holds no tables either: they would be reported as lost. */
    private void requireSchema(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet schema = statement.executeQuery("SELECT current_schema(), current_setting('search_path')")) {
            if (schema.next() && schema.getString(1) == null) {
                throw unusable(
                        "the schema that the address leads to is not there: " + schema.getString(2),
                        "Make it in the database (CREATE SCHEMA), or mend 'currentSchema' in the address in weir.yaml.",
                        null);
            }
        }
    }

    private void requireColumns(Set<String> columns) {
        SqlRows.lack(columns).ifPresent(why -> {
            throw unusable(
                    why, "Name another database or schema in weir.yaml: this one has tables of another kind.", null);
        });
    }

    @Override
    public boolean exists() {
        try (Connection connection = connect()) {
            return isMade(connection);
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    @Override
    public List<TableRow> rows() {
        try {
            return rows.list();
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    @Override
    public Moved move(List<Head> heads) {
        return rows.move(heads);
    }

    @Override
    public void follow() {
        try (Connection connection = connect()) {
            Optional<String> former = SchemaClaim.of(connection).filter(root -> !warehouse.isAt(root));
            if (former.isPresent()) {
                requireGone(former.get(), "The catalogue is not taken along");
                SchemaClaim.move(connection, former.get(), root());
                requireClaim(connection);
            }
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    @Override
    public void repoint(TableRow row, String former, String present) {
        requireGone(former, "Table '" + row.identifier() + "' is not repointed");
        try {
            rows.repoint(Place.of(shown()), row, former, present);
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    /** Rows follow a warehouse that was moved. Those of one that is still there are that one's: this one is a copy of it. */
    private void requireGone(String former, String what) {
        if (isDisk(former) && new RecordedRoot(new Warehouse(Path.of(former))).isThere()) {
            throw ProblemsException.of(
                    Code.CONFLICT,
                    Place.of(shown()),
                    what,
                    "the warehouse '" + former + "' is still there, and the catalogue is its",
                    "A copy cannot share the catalogue of the warehouse that it was made of. Give it a database with a"
                            + " copy of the rows, name that in its weir.yaml, and call '" + former
                            + "' by another name while 'weir relocate' is at work.");
        }
    }

    @Override
    public Map<String, String> lost() {
        return LostTables.of(warehouse, this::own);
    }

    /** All rows; none where there is no catalogue. Those of another warehouse are not looked at. */
    private List<TableRow> own() {
        try (Connection connection = connect()) {
            boolean made = isMade(connection);
            requireClaim(connection);
            List<TableRow> found = made ? rows.list() : List.of();
            requireOwn(found);
            return found;
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    private void requireClaim(Connection connection) throws SQLException {
        SchemaClaim.of(connection).filter(root -> !warehouse.isAt(root)).ifPresent(root -> {
            throw anothers("it was made for '" + root + "'");
        });
    }

    private void requireOwn(List<TableRow> found) {
        found.stream()
                .filter(row -> row.root().filter(warehouse::isAt).isEmpty())
                .findFirst()
                .ifPresent(row -> {
                    throw anothers("its table '" + row.identifier() + "' lies in '" + row.metadata() + "'");
                });
    }

    private static boolean isDisk(String root) {
        return !root.contains("://");
    }

    private String root() {
        return warehouse.root();
    }

    @Override
    public void requireWhole() {
        Map<String, String> lost = lost();
        if (!lost.isEmpty()) {
            throw unusable(
                    LostTables.sentence(lost),
                    "'weir doctor --rebuild-catalogue' mends it from the tables' own metadata; or restore the newest"
                            + " copy of the database.",
                    null);
        }
    }

    @Override
    public List<TableRow> standing() {
        Set<String> lost = lost().keySet();
        return own().stream()
                .filter(row -> !lost.contains(row.identifier()))
                .map(this::asHere)
                .toList();
    }

    /** The row with the warehouse's root as this process has it. */
    private TableRow asHere(TableRow row) {
        int former = row.root().orElseThrow().length();
        return new TableRow(row.namespace(), row.name(), root() + row.metadata().substring(former));
    }

    /**
     * Rows that are lost are put in, and rows that are behind go on; no row goes, and one that has gone on meanwhile stays. No
     * other client writes between the look and the change.
     */
    @Override
    public Optional<String> rebuild(List<TableRow> tables) {
        own();
        try (Connection connection = connect()) {
            prepare(connection);
            connection.setAutoCommit(false);
            Optional<String> kept = Optional.empty();
            try (Statement statement = connection.createStatement()) {
                statement.execute("LOCK TABLE iceberg_tables IN SHARE ROW EXCLUSIVE MODE");
                List<TableRow> there = rows.list();
                requireOwn(there);
                Map<String, TableRow> known = new LinkedHashMap<>();
                there.forEach(row -> known.put(row.identifier(), asHere(row)));
                List<TableRow> amiss = tables.stream()
                        .filter(table -> !stands(known.get(table.identifier()), table))
                        .toList();
                if (!amiss.isEmpty() && !there.isEmpty()) {
                    kept = Optional.of(keep(connection, statement));
                }
                SqlRows.put(connection, amiss);
            }
            connection.commit();
            return kept;
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    /** Whether a row may stay: it names what was found, or has gone on from there to what can be read. */
    private boolean stands(@Nullable TableRow row, TableRow found) {
        if (row == null || row.metadata().equals(found.metadata())) {
            return row != null;
        }
        return MetadataFile.named(warehouse, row.metadata())
                .filter(file -> file.version()
                        > MetadataFile.named(warehouse, found.metadata())
                                .orElseThrow()
                                .version())
                .flatMap(MetadataFile::said)
                .isPresent();
    }

    private String keep(Connection connection, Statement statement) throws SQLException {
        int number = 1;
        while (SchemaClaim.isThere(connection, FORMER + number)) {
            number++;
        }
        statement.execute("CREATE TABLE " + FORMER + number + " AS SELECT * FROM iceberg_tables");
        return shown() + "#" + FORMER + number;
    }

    /** The address as people see it: what stands behind it is for the driver. */
    private String shown() {
        int parameters = address.indexOf('?');
        return parameters < 0 ? address : address.substring(0, parameters);
    }

    private ProblemsException anothers(String why) {
        return unusable(
                "it is another warehouse's: " + why + ", and this one is '" + root() + "'",
                "Name another database or schema in weir.yaml, one for each warehouse.",
                null);
    }

    private ProblemsException unreachable(SQLException cause) {
        return unusable(
                String.valueOf(cause.getMessage()),
                "See that the server runs, and that the user of weir.yaml may read and write there; then run again.",
                cause);
    }

    private ProblemsException unusable(String why, String remedy, @Nullable SQLException cause) {
        return ProblemsException.of(
                Code.STORE_UNREACHABLE, Place.of(shown()), "The catalogue cannot be used", why, remedy, cause);
    }
}
