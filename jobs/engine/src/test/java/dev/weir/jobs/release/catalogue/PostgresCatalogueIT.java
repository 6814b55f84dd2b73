package dev.weir.jobs.release.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.jobs.release.TestStores;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
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
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.spark.Spark3Util;
import org.junit.jupiter.api.Test;

/** The catalogue on a server: a real one. */
class PostgresCatalogueIT extends HeadCatalogueContract {

    private static final String PASSWORD = "canary-of-a-password";

    private final String address = TestStores.database();

    @Override
    protected HeadCatalogue of(Warehouse warehouse) {
        return at(address, warehouse);
    }

    private static HeadCatalogue at(String address, Warehouse warehouse) {
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
        Path former = warehouse().disk().orElseThrow();
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
        SqlRows late = rows(connection -> CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS)
                .execute(() -> {
                    try (connection) {
                        connection.commit();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }));
        assertThat(late.move(heads).ending()).isEqualTo(Moved.Ending.ALL);
        assertThat(catalogue.rows().stream().map(TableRow::metadata))
                .containsExactlyInAnyOrderElementsOf(
                        heads.stream().map(Head::next).toList());
    }

    /** Others may move the heads on before anybody has looked how it ended. */
    @Test
    void ofALostAnswerAllHeadsAreAsked() {
        Catalogue catalogue = withTables();
        Answer commits = connection -> {
            try (connection) {
                connection.commit();
            }
        };
        Answer refuses = Connection::close;
        String one =
                "UPDATE iceberg_tables SET metadata_location = metadata_location || '+' WHERE table_name = 'doctors'";
        String all = "UPDATE iceberg_tables SET metadata_location = metadata_location || '+'";
        assertThat(ending(catalogue, commits)).isEqualTo(Moved.Ending.ALL);
        assertThat(ending(catalogue, refuses)).isEqualTo(Moved.Ending.REFUSED);
        assertThat(ending(catalogue, commits, one)).isEqualTo(Moved.Ending.ALL);
        assertThat(ending(catalogue, commits, all)).isEqualTo(Moved.Ending.UNKNOWN);
        assertThat(ending(catalogue, refuses, one)).isEqualTo(Moved.Ending.UNKNOWN);
        assertThat(ending(catalogue, refuses, all)).isEqualTo(Moved.Ending.UNKNOWN);
    }

    /** Of a move of all heads whose answer was lost, before others did these. */
    private Moved.Ending ending(Catalogue catalogue, Answer answer, String... others) {
        List<Head> heads = catalogue.rows().stream()
                .map(row -> new Head(row.namespace(), row.name(), row.metadata(), row.metadata() + "x"))
                .toList();
        return rows(connection -> {
                    answer.to(connection);
                    for (String other : others) {
                        sql(other);
                    }
                })
                .move(heads)
                .ending();
    }

    /** What a server does with a COMMIT. */
    private interface Answer {
        void to(Connection connection) throws SQLException;
    }

    /** The rows through connections that are lost with the answer to their commit. */
    private SqlRows rows(Answer answer) {
        return new SqlRows(new SqlRows.Database() {
            @Override
            public Connection toRead() throws SQLException {
                return connect();
            }

            @Override
            public Connection toChange() throws SQLException {
                return lost(connect(), answer);
            }

            @Override
            public String waiting() {
                return PostgresCatalogue.WAITING;
            }
        });
    }

    private static Connection lost(Connection connection, Answer answer) {
        return (Connection) Proxy.newProxyInstance(
                PostgresCatalogueIT.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        answer.to(connection);
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
    void anEmptySchemaIsOfWhoeverComesFirst() throws Exception {
        List<Warehouse> warehouses = List.of(new Warehouse(folder.resolve("a")), new Warehouse(folder.resolve("b")));
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        List<Warehouse> refused = new ArrayList<>();
        try {
            List<Future<Void>> starts = pool.invokeAll(warehouses.stream()
                    .map(warehouse -> (Callable<Void>) () -> {
                        start.await();
                        of(warehouse).open();
                        return null;
                    })
                    .toList());
            for (int index = 0; index < 2; index++) {
                try {
                    starts.get(index).get();
                } catch (ExecutionException e) {
                    assertThat(e).hasMessageContaining("another warehouse's");
                    refused.add(warehouses.get(index));
                }
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(refused).hasSize(1);
        Catalogue second = of(refused.get(0));
        for (Runnable use : List.<Runnable>of(
                second::open, second::requireWhole, second::standing, () -> second.rebuild(List.of()))) {
            assertThatThrownBy(use::run)
                    .hasMessageContaining("another warehouse's: it was made for '")
                    .hasMessageContaining("one for each warehouse");
        }
        warehouses.stream()
                .filter(warehouse -> !refused.contains(warehouse))
                .forEach(first -> of(first).open());
    }

    @Test
    void anEmptySchemaFollowsAWarehouseThatWasMovedAndNoCopy() throws Exception {
        of(warehouse()).open();
        Path former = warehouse().disk().orElseThrow();
        Path present = folder.resolve("moved");
        Catalogue moved = of(new Warehouse(present));
        assertThatThrownBy(moved::follow)
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.CONFLICT))
                .hasMessageContaining("is still there");
        Files.move(former, present, StandardCopyOption.ATOMIC_MOVE);
        assertThatThrownBy(moved::requireWhole).hasMessageContaining("another warehouse's");
        moved.follow();
        moved.follow();
        moved.requireWhole();
        assertThat(sql("SELECT root FROM weir_warehouse")).containsExactly(present.toString());
    }

    @Test
    void aRebuildByALinkLeavesWhatIsRight() throws Exception {
        Catalogue catalogue = withTables();
        heads(catalogue, "being written");
        List<TableRow> before = catalogue.rows();
        Warehouse link = new Warehouse(Files.createSymbolicLink(
                folder.resolve("link"), warehouse().disk().orElseThrow()));
        new CatalogueRebuild(link, of(link), StoredReleaseLog.in(link), RunStore.in(link)).rebuild(Set.of());
        assertThat(catalogue.rows()).isEqualTo(before);
    }

    @Test
    void aSchemaThatIsNotThereIsTold() {
        withTables();
        Catalogue wrong = at(address.replaceAll("currentSchema=.*", "currentSchema=nowhere"), warehouse());
        for (Runnable use : List.<Runnable>of(wrong::open, wrong::requireWhole, wrong::exists)) {
            assertThatThrownBy(use::run)
                    .isInstanceOfSatisfying(
                            ProblemsException.class,
                            e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.STORE_UNREACHABLE))
                    .hasMessageContaining("is not there: nowhere")
                    .hasMessageContaining("CREATE SCHEMA");
        }
    }

    @Test
    void aRestartOfTheServerDoesNotEndARun() throws Exception {
        withTables();
        Catalogue catalogue = at(address + "&ApplicationName=weir_restart", warehouse());
        Catalog iceberg = Spark3Util.loadIcebergCatalog(session(catalogue), Catalogue.NAME);
        TableIdentifier visits = TableIdentifier.of("clinical", "visits");
        Table table = iceberg.loadTable(visits);
        assertThat(sql("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                        + " WHERE application_name = 'weir_restart'"))
                .isNotEmpty()
                .containsOnly("t");
        table.updateProperties().set("weir.test", "after").commit();
        assertThat(iceberg.loadTable(visits).properties()).containsEntry("weir.test", "after");
    }

    @Test
    void aRebuildLeavesWhatIsRightAndWhatHasGoneOn() throws Exception {
        Catalogue catalogue = withTables();
        List<Head> heads = heads(catalogue, "being written"); // as a commit leaves it before its row moves
        List<TableRow> before = catalogue.rows();
        assertThat(rebuilt(catalogue)).noneMatch(sentence -> sentence.contains("is kept as"));
        assertThat(catalogue.rows()).isEqualTo(before);
        assertThat(of(warehouse()).move(heads).ending()).isEqualTo(Moved.Ending.ALL);
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
