package dev.weir.jobs.release.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.SparkFixture;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.BaseTransaction;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.iceberg.types.Types;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What every catalogue has to keep, held against what Iceberg itself reads and writes. */
@ExtendWith(SparkFixture.class)
public abstract class CatalogueContract {

    static final List<String> TABLES = List.of("patients", "visits", "doctors");

    @TempDir
    protected Path folder;

    SparkSession shared;

    @BeforeEach
    void share(SparkSession session) {
        shared = session;
    }

    /** The catalogue of a warehouse; asked again for the same one, it has what was there before. */
    protected abstract Catalogue of(Warehouse warehouse);

    /** Gives a table an older head, as a copy of the catalogue that is put back has it. */
    protected abstract void setBack(Catalogue catalogue, TableRow newest, TableRow older);

    protected final Warehouse warehouse() {
        return new Warehouse(folder.resolve("warehouse"));
    }

    protected final SparkSession session(Catalogue catalogue) {
        SparkSession own = shared.newSession();
        catalogue.sparkSettings().forEach(own.conf()::set);
        SparkSession.setActiveSession(own); // a catalogue takes the settings of the session that is active
        return own;
    }

    /** A catalogue with three tables of one row each. */
    protected final Catalogue withTables() {
        Catalogue catalogue = of(warehouse());
        catalogue.open();
        assertThat(catalogue.exists()).isTrue();
        SparkSession session = session(catalogue);
        catalogue.claim(iceberg(catalogue), "clinical");
        for (String name : TABLES) {
            String table = Catalogue.table("clinical", name);
            create(catalogue, warehouse(), name);
            session.sql("INSERT INTO " + table + " VALUES (7)");
        }
        return catalogue;
    }

    @Test
    void tablesAreMadeAndReadAndAreThereAfterARestart() {
        withTables().open();
        Catalogue again = of(warehouse());
        again.open();
        assertThat(again.rows())
                .extracting(TableRow::identifier)
                .containsExactly("clinical.doctors", "clinical.patients", "clinical.visits");
        assertThat(again.rows())
                .allSatisfy(row -> assertThat(Path.of(row.metadata())).exists())
                .allSatisfy(row -> assertThat(row.root()).hasValue(warehouse().root()));
        assertThat(again.find("clinical", "visits")).isPresent();
        assertThat(again.find("clinical", "nobody")).isEmpty();
        assertThat(again.lost()).isEmpty();
        assertThat(session(again).table(Catalogue.table("clinical", "visits")).count())
                .isEqualTo(1);
    }

    @Test
    void severalTablesChangeAtOnceAndAreLeftToIceberg() {
        Catalogue catalogue = withTables();
        assertThat(catalogue.commit(List.of()).ending()).isEqualTo(Moved.Ending.ALL);
        List<TableRow> before = catalogue.rows();
        assertThat(catalogue.commit(changes(catalogue, "first"))).isEqualTo(Moved.of(Moved.Ending.ALL));
        assertThat(catalogue.rows()).doesNotContainAnyElementsOf(before);
        for (String name : TABLES) {
            assertThat(load(catalogue, name).refs()).containsOnlyKeys("main", "first");
        }
        load(catalogue, "visits").manageSnapshots().removeTag("first").commit();
        assertThat(load(catalogue, "visits").refs()).containsOnlyKeys("main");
        session(catalogue).sql("INSERT INTO weir.clinical.visits VALUES (8)");
        assertThat(session(catalogue).table("weir.clinical.visits").count()).isEqualTo(2);
    }

    @Test
    void noTableChangesWhereOneIsNotAsItWasThoughtToBe() {
        Catalogue catalogue = withTables();
        List<TableChange> changes = changes(catalogue, "first");
        Table last = load(catalogue, TABLES.get(2));
        last.manageSnapshots()
                .createTag("first", last.currentSnapshot().snapshotId())
                .commit();
        List<TableRow> before = catalogue.rows();
        assertThat(catalogue.commit(changes).ending()).isEqualTo(Moved.Ending.CHANGED);
        assertThat(catalogue.rows()).isEqualTo(before);
        for (String name : TABLES.subList(0, 2)) {
            assertThat(load(catalogue, name).refs()).containsOnlyKeys("main");
        }
    }

    @Test
    void ofManyWhoChangeTheSameTablesOneWins() throws Exception {
        int threads = 4;
        Catalogue catalogue = withTables();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 4; round++) {
                String tag = "round-" + round;
                List<Callable<Moved.Ending>> commits = new ArrayList<>();
                CyclicBarrier start = new CyclicBarrier(threads);
                for (int thread = 0; thread < threads; thread++) {
                    List<TableChange> changes = changes(catalogue, tag);
                    Collections.shuffle(changes); // whoever locks in another order must not hold the others up for ever
                    commits.add(() -> {
                        start.await();
                        return of(warehouse()).commit(changes).ending();
                    });
                }
                List<Moved.Ending> endings = new ArrayList<>();
                for (Future<Moved.Ending> done : pool.invokeAll(commits)) {
                    endings.add(done.get());
                }
                assertThat(endings).containsOnlyOnce(Moved.Ending.ALL).doesNotContain(Moved.Ending.UNKNOWN);
                for (String name : TABLES) {
                    assertThat(load(catalogue, name).refs()).containsKey(tag);
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void tablesThatItHasLostAreToldAndMended() {
        Catalogue catalogue = withTables();
        List<TableRow> before = catalogue.rows();
        session(catalogue).sql("DROP TABLE weir.clinical.visits"); // its files stay
        assertThat(catalogue.lost()).containsOnlyKeys("clinical.visits");
        assertThatThrownBy(of(warehouse())::open)
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.STORE_UNREACHABLE))
                .hasMessageContaining("clinical.visits")
                .hasMessageContaining("weir doctor --rebuild-catalogue");
        List<String> told = rebuilt(catalogue);
        assertThat(told).anyMatch(sentence -> sentence.contains("'clinical.visits' is in the catalogue as"));
        assertThat(catalogue.rows()).isEqualTo(before);
        of(warehouse()).open();
        assertThat(session(catalogue).table("weir.clinical.visits").count()).isEqualTo(1);
    }

    @Test
    void rowsOfAnOlderCopyAreToldAndMended() {
        Catalogue catalogue = withTables();
        TableRow older = catalogue.find("clinical", "visits").orElseThrow();
        for (int id = 1; id < 4; id++) {
            session(catalogue).sql("INSERT INTO weir.clinical.visits VALUES (" + id + ")");
        }
        TableRow newest = catalogue.find("clinical", "visits").orElseThrow();
        setBack(catalogue, newest, older);
        assertThat(catalogue.lost()).containsOnlyKeys("clinical.visits");
        rebuilt(catalogue);
        assertThat(catalogue.find("clinical", "visits")).hasValue(newest);
        assertThat(catalogue.lost()).isEmpty();
    }

    @Test
    void aWarehouseMayBeReachedByALink() throws IOException {
        Catalogue catalogue = withTables();
        List<TableRow> before = catalogue.rows();
        Path link = Files.createSymbolicLink(
                folder.resolve("link"), warehouse().disk().orElseThrow());
        Catalogue linked = of(new Warehouse(link));
        linked.open();
        assertThat(linked.rows()).isEqualTo(before);
        create(linked, new Warehouse(link), "wards");
        session(linked).sql("INSERT INTO weir.clinical.visits VALUES (8)");
        of(warehouse()).open();
        assertThat(session(catalogue).table("weir.clinical.visits").count()).isEqualTo(2);
        assertThat(session(catalogue).table("weir.clinical.wards").count()).isZero();
    }

    @Test
    void manyFirstStartsAtOnceMakeOne() throws Exception {
        int threads = 5;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            Callable<Boolean> attempt = () -> {
                Catalogue own = of(warehouse());
                start.await();
                own.open();
                return own.exists();
            };
            for (Future<Boolean> done : pool.invokeAll(Collections.nCopies(threads, attempt))) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    final List<String> rebuilt(Catalogue catalogue) {
        return new CatalogueRebuild(warehouse(), catalogue, StoredReleaseLog.in(warehouse()), RunStore.in(warehouse()))
                .rebuild(Set.of());
    }

    protected final Table load(Catalogue catalogue, String name) {
        return iceberg(catalogue).loadTable(TableIdentifier.of("clinical", name));
    }

    /** Changes of all three tables that give each a tag; not committed. */
    protected final List<TableChange> changes(Catalogue catalogue, String tag) {
        List<TableChange> changes = new ArrayList<>();
        for (String name : TABLES) {
            Table table = load(catalogue, name);
            BaseTransaction change = (BaseTransaction) table.newTransaction();
            change.manageSnapshots()
                    .createTag(tag, table.currentSnapshot().snapshotId())
                    .commit();
            changes.add(new TableChange(
                    "clinical", name, change.underlyingOps(), change.startMetadata(), change.currentMetadata()));
        }
        return changes;
    }

    /** Makes a table where the warehouse has it, as a run does. */
    private void create(Catalogue catalogue, Warehouse in, String name) {
        iceberg(catalogue)
                .buildTable(
                        TableIdentifier.of("clinical", name),
                        new Schema(Types.NestedField.optional(1, "id", Types.IntegerType.get())))
                .withLocation(in.table("clinical", name))
                .create();
    }

    /** The catalogue as Iceberg has it in a session. */
    protected final Catalog iceberg(Catalogue catalogue) {
        return Spark3Util.loadIcebergCatalog(session(catalogue), Catalogue.NAME);
    }
}
