package dev.weir.jobs.release.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.jobs.release.TestStores;
import dev.weir.jobs.release.warehouse.Warehouse;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The catalogue on a server: a real one. */
class PostgresCatalogueIT extends CatalogueContract {

    private static final String PASSWORD = "canary-of-a-password";

    private final String address = TestStores.database();

    @Override
    Catalogue of(Warehouse warehouse) {
        return new PostgresCatalogue(
                new CatalogueSettings("postgresql", address, Optional.of(TestStores.USER), Optional.empty()),
                warehouse);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(address, TestStores.USER, "");
    }

    private List<String> sql(String statement) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = connect();
                Statement sent = connection.createStatement()) {
            if (sent.execute(statement)) {
                try (ResultSet found = sent.getResultSet()) {
                    while (found.next()) {
                        values.add(found.getString(1));
                    }
                }
            }
        }
        return values;
    }

    @Test
    void rowsOfAnotherWarehouseAreNobodyElses() {
        Catalogue first = withTables();
        List<TableRow> before = first.rows();
        Warehouse other = new Warehouse(folder.resolve("other"));
        Catalogue second = of(other);
        for (Runnable use : List.<Runnable>of(second::open, second::requireWhole, second::lost)) {
            assertThatThrownBy(use::run)
                    .isInstanceOfSatisfying(
                            ProblemsException.class,
                            e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.STORE_UNREACHABLE))
                    .hasMessageContaining("another warehouse's")
                    .hasMessageContaining("one for each warehouse")
                    .hasMessageNotContaining("currentSchema");
        }
        assertThatThrownBy(() -> second.rebuild(List.of())).hasMessageContaining("another warehouse's");
        assertThat(first.rows()).isEqualTo(before);
    }

    @Test
    void rowsFollowAWarehouseThatWasMovedAndNoCopyTakesThem() throws Exception {
        Catalogue catalogue = withTables();
        Path former = warehouse().root();
        Path present = folder.resolve("moved");
        TableRow row = catalogue.find("clinical", "visits").orElseThrow();
        Catalogue copy = of(new Warehouse(present));
        assertThatThrownBy(() -> copy.repoint(row, former.toString(), present.toString()))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.CONFLICT))
                .hasMessageContaining("is still there");
        assertThat(catalogue.rows()).contains(row);
        Files.move(former, present, StandardCopyOption.ATOMIC_MOVE);
        copy.repoint(row, former.toString(), present.toString());
        assertThat(copy.find("clinical", "visits").orElseThrow().root()).hasValue(present.toString());
    }

    /** Of a commit whose answer was lost nobody knows before it has ended: told too early, its metadata would be deleted. */
    @Test
    void aCommitThatIsStillAtWorkIsWaitedFor() throws Exception {
        Catalogue catalogue = withTables();
        List<Head> heads = heads(catalogue, "late");
        SqlRows late = new SqlRows(new SqlRows.Database() {
            @Override
            public Connection toRead() throws SQLException {
                return connect();
            }

            @Override
            public Connection toChange() throws SQLException {
                return slow(connect());
            }

            @Override
            public String waiting() {
                return PostgresCatalogue.WAITING;
            }
        });
        assertThat(late.move(heads).ending()).isEqualTo(Moved.Ending.ALL);
        assertThat(catalogue.rows().stream().map(TableRow::metadata))
                .containsExactlyInAnyOrderElementsOf(
                        heads.stream().map(Head::next).toList());
    }

    /** Its commit goes on for a second after the connection seemed to be lost. */
    private static Connection slow(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                PostgresCatalogueIT.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(() -> {
                            try (connection) {
                                connection.commit();
                            } catch (SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        });
                        throw new SQLException("the connection is lost", "08006");
                    }
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    @Test
    void aRebuildLeavesWhatIsRightAndWhatHasGoneOn() throws Exception {
        Catalogue catalogue = withTables();
        List<Head> heads = heads(catalogue, "being written"); // as a commit leaves it before its row moves
        List<TableRow> before = catalogue.rows();
        assertThat(rebuilt(catalogue)).noneMatch(sentence -> sentence.contains("is kept as"));
        assertThat(catalogue.rows()).isEqualTo(before);
        assertThat(catalogue.move(heads).ending()).isEqualTo(Moved.Ending.ALL);
        assertThat(catalogue.rebuild(before)).isEmpty(); // of somebody who looked before that
        assertThat(catalogue.rows().stream().map(TableRow::metadata))
                .containsExactlyInAnyOrderElementsOf(
                        heads.stream().map(Head::next).toList());
    }

    @Test
    void ofTwoRebuildsAtOnceEachLeavesItWhole() throws Exception {
        Catalogue catalogue = withTables();
        List<TableRow> rows = catalogue.rows();
        sql("DELETE FROM iceberg_tables WHERE table_name <> 'doctors'");
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<Optional<String>>> rebuilds = pool.invokeAll(List.of(
                    () -> of(warehouse()).rebuild(rows), () -> of(warehouse()).rebuild(rows)));
            List<Optional<String>> kept =
                    List.of(rebuilds.get(0).get(), rebuilds.get(1).get());
            assertThat(kept).containsOnlyOnce(Optional.empty());
        } finally {
            pool.shutdownNow();
        }
        assertThat(catalogue.rows()).isEqualTo(rows);
        assertThat(sql("SELECT table_name FROM iceberg_tables_before_rebuild_1"))
                .containsExactly("doctors");
    }

    @Test
    void aPasswordOpensItAndIsNoSetting() throws Exception {
        String role = "weir_" + Long.toHexString(System.nanoTime());
        String schema = sql("SELECT current_schema()").get(0);
        Path access = Path.of(sql("SHOW hba_file").get(0));
        sql("CREATE ROLE " + role + " LOGIN PASSWORD '" + PASSWORD + "'");
        sql("GRANT ALL ON SCHEMA " + schema + " TO " + role);
        Files.writeString(access, "host all " + role + " all scram-sha-256\n" + Files.readString(access));
        sql("SELECT pg_reload_conf()");
        Catalogue refused = new PostgresCatalogue(
                new CatalogueSettings("postgresql", address, Optional.of(role), Optional.of("wrong")), warehouse());
        assertThatThrownBy(refused::open)
                .hasMessageContaining("The catalogue cannot be used")
                .hasMessageNotContaining("wrong");

        Catalogue catalogue = new PostgresCatalogue(
                new CatalogueSettings("postgresql", address, Optional.of(role), Optional.of(PASSWORD)), warehouse());
        catalogue.open();
        session(catalogue).sql("CREATE NAMESPACE weir.clinical");
        session(catalogue).sql("CREATE TABLE weir.clinical.visits (id INT) USING iceberg");
        assertThat(catalogue.rows()).hasSize(1);
        assertThat(catalogue.sparkSettings().toString()).contains(role).doesNotContain(PASSWORD);
        assertThat(load(catalogue, "visits").io().properties().toString()).doesNotContain(PASSWORD);
    }

    @Test
    void aServerThatDoesNotAnswerIsTold() {
        Catalogue catalogue = new PostgresCatalogue(
                new CatalogueSettings(
                        "postgresql", "jdbc:postgresql://localhost:1/none", Optional.empty(), Optional.empty()),
                warehouse());
        assertThatThrownBy(catalogue::open)
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.STORE_UNREACHABLE))
                .hasMessageContaining("See that the server runs");
    }
}
