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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What every catalogue has to keep, held against what Iceberg itself reads and writes. */
@ExtendWith(SparkFixture.class)
public abstract class CatalogueContract {

    private static final List<String> TABLES = List.of("patients", "visits", "doctors");

    @TempDir
    Path folder;

    SparkSession shared;

    @BeforeEach
    void share(SparkSession session) {
        shared = session;
    }

    /** The catalogue of a warehouse; asked again for the same one, it has what was there before. */
    protected abstract Catalogue of(Warehouse warehouse);

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
        assertThat(catalogue.exists()).isFalse();
        catalogue.open();
        assertThat(catalogue.exists()).isTrue();
        SparkSession session = session(catalogue);
        session.sql("CREATE NAMESPACE weir.clinical");
        for (String name : TABLES) {
            String table = Catalogue.table("clinical", name);
            session.sql("CREATE TABLE " + table + " (id INT) USING iceberg");
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
                .allSatisfy(row ->
                        assertThat(row.root()).hasValue(warehouse().root().toString()));
        assertThat(again.find("clinical", "visits")).isPresent();
        assertThat(again.find("clinical", "nobody")).isEmpty();
        assertThat(again.lost()).isEmpty();
        assertThat(session(again).table(Catalogue.table("clinical", "visits")).count())
                .isEqualTo(1);
    }

    @Test
    void headsOfSeveralTablesMoveAtOnceAndAreLeftToIceberg() {
        Catalogue catalogue = withTables();
        assertThat(catalogue.move(List.of()).ending()).isEqualTo(Moved.Ending.ALL);
        List<Head> heads = heads(catalogue, "first");
        assertThat(catalogue.move(heads)).isEqualTo(new Moved(Moved.Ending.ALL, Optional.empty()));
        assertThat(catalogue.rows().stream().map(TableRow::metadata))
                .containsExactlyInAnyOrderElementsOf(
                        heads.stream().map(Head::next).toList());
        for (String name : TABLES) {
            assertThat(load(catalogue, name).properties()).containsEntry("weir.test", "first");
        }
        load(catalogue, "visits").updateProperties().set("weir.test", "second").commit();
        assertThat(load(catalogue, "visits").properties()).containsEntry("weir.test", "second");
        session(catalogue).sql("INSERT INTO weir.clinical.visits VALUES (8)");
        assertThat(session(catalogue).table("weir.clinical.visits").count()).isEqualTo(2);
    }

    @Test
    void noHeadMovesWhereOneIsNotWhereItWasThoughtToBe() {
        Catalogue catalogue = withTables();
        List<Head> heads = heads(catalogue, "first");
        load(catalogue, TABLES.get(2))
                .updateProperties()
                .set("weir.other", "yes")
                .commit();
        List<TableRow> before = catalogue.rows();
        assertThat(catalogue.move(heads).ending()).isEqualTo(Moved.Ending.CHANGED);
        assertThat(catalogue.rows()).isEqualTo(before);
    }

    @Test
    void ofManyWhoMoveTheSameHeadsOneWins() throws Exception {
        int threads = 4;
        Catalogue catalogue = withTables();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 4; round++) {
                List<Callable<Moved.Ending>> moves = new ArrayList<>();
                List<List<Head>> all = new ArrayList<>();
                CyclicBarrier start = new CyclicBarrier(threads);
                for (int thread = 0; thread < threads; thread++) {
                    List<Head> heads = heads(catalogue, "of-" + thread);
                    all.add(List.copyOf(heads));
                    Collections.shuffle(heads); // whoever locks in another order must not hold the others up for ever
                    moves.add(() -> {
                        start.await();
                        return of(warehouse()).move(heads).ending();
                    });
                }
                List<Moved.Ending> endings = new ArrayList<>();
                for (Future<Moved.Ending> done : pool.invokeAll(moves)) {
                    endings.add(done.get());
                }
                assertThat(endings).containsOnlyOnce(Moved.Ending.ALL).doesNotContain(Moved.Ending.UNKNOWN);
                assertThat(catalogue.rows().stream().map(TableRow::metadata))
                        .containsExactlyInAnyOrderElementsOf(all.get(endings.indexOf(Moved.Ending.ALL)).stream()
                                .map(Head::next)
                                .toList());
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
        assertThat(told).anyMatch(sentence -> sentence.startsWith("The catalogue that was there is kept as"));
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
        assertThat(catalogue
                        .move(List.of(new Head("clinical", "visits", newest.metadata(), older.metadata())))
                        .ending())
                .isEqualTo(Moved.Ending.ALL);
        assertThat(catalogue.lost()).containsOnlyKeys("clinical.visits");
        rebuilt(catalogue);
        assertThat(catalogue.find("clinical", "visits")).hasValue(newest);
        assertThat(catalogue.lost()).isEmpty();
    }

    @Test
    void aRowIsRepointedByCharactersAndOnce() {
        Catalogue catalogue = withTables();
        TableRow row = catalogue.find("clinical", "visits").orElseThrow();
        String former = "/gone/\uD835\uDCB3"; // one character, of which Java counts two
        String rest = "/clinical/visits/metadata/00002-a.metadata.json";
        TableRow moved = new TableRow("clinical", "visits", former + rest);
        assertThat(catalogue
                        .move(List.of(new Head("clinical", "visits", row.metadata(), moved.metadata())))
                        .ending())
                .isEqualTo(Moved.Ending.ALL);
        for (int time = 0; time < 2; time++) { // done already is done
            catalogue.repoint(moved, former, "/present");
            assertThat(catalogue.find("clinical", "visits").orElseThrow().metadata())
                    .isEqualTo("/present" + rest);
        }
        for (TableRow other : List.of(row, new TableRow("clinical", "nobody", former + rest))) {
            assertThatThrownBy(() -> catalogue.repoint(other, former, "/other"))
                    .isInstanceOfSatisfying(
                            ProblemsException.class,
                            e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.CONFLICT))
                    .hasMessageContaining(
                            other.equals(row) ? "its row names '/present" + rest + "' by now" : "its row has gone");
        }
    }

    @Test
    void aWarehouseMayBeReachedByALink() throws IOException {
        Catalogue catalogue = withTables();
        List<TableRow> before = catalogue.rows();
        Path link = Files.createSymbolicLink(folder.resolve("link"), warehouse().root());
        Catalogue linked = of(new Warehouse(link));
        linked.open();
        assertThat(linked.rows()).isEqualTo(before);
        session(linked).sql("CREATE TABLE weir.clinical.wards (id INT) USING iceberg");
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

    final Table load(Catalogue catalogue, String name) {
        Catalog iceberg = Spark3Util.loadIcebergCatalog(session(catalogue), Catalogue.NAME);
        return iceberg.loadTable(TableIdentifier.of("clinical", name));
    }

    /** Heads of all three tables, whose next metadata is written. */
    final List<Head> heads(Catalogue catalogue, String value) {
        List<Head> heads = new ArrayList<>();
        for (String name : TABLES) {
            TableOperations operations = ((BaseTable) load(catalogue, name)).operations();
            TableMetadata now = operations.current();
            MetadataFile file =
                    MetadataFile.named(Path.of(now.metadataFileLocation())).orElseThrow();
            String next = operations.metadataFileLocation(
                    "%05d-%s.metadata.json".formatted(file.version() + 1, UUID.randomUUID()));
            TableMetadataParser.write(
                    TableMetadata.buildFrom(now)
                            .setProperties(Map.of("weir.test", value))
                            .build(),
                    operations.io().newOutputFile(next));
            heads.add(new Head("clinical", name, now.metadataFileLocation(), next));
        }
        return heads;
    }
}
