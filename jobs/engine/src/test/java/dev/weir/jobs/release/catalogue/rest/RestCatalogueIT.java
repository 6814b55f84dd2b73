package dev.weir.jobs.release.catalogue.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.jobs.release.catalogue.Catalogue;
import dev.weir.jobs.release.catalogue.CatalogueContract;
import dev.weir.jobs.release.catalogue.Moved;
import dev.weir.jobs.release.catalogue.TableChange;
import dev.weir.jobs.release.catalogue.TableRow;
import dev.weir.jobs.release.catalogue.rest.RestServer.Fault;
import dev.weir.jobs.release.catalogue.rest.RestServer.Lack;
import dev.weir.releases.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue that is asked by Iceberg's REST protocol, over HTTP. */
@Tag("slow")
class RestCatalogueIT extends CatalogueContract {

    private static final String SECRET = "canary-of-a-secret";
    private static final String COMMIT = "POST /v1/transactions/commit";

    @TempDir
    private Path served;

    private RestServer server;

    @BeforeEach
    void start() {
        server = RestServer.in(served);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected Catalogue of(Warehouse warehouse) {
        return at(server, warehouse, Optional.empty(), Optional.empty());
    }

    private static Catalogue at(
            RestServer server, Warehouse warehouse, Optional<String> user, Optional<String> password) {
        return new RestCatalogue(new CatalogueSettings("rest", server.address(), user, password, Map.of()), warehouse);
    }

    @Override
    protected void setBack(Catalogue catalogue, TableRow newest, TableRow older) {
        Catalog iceberg = iceberg(catalogue);
        TableIdentifier name = TableIdentifier.of(newest.namespace(), newest.name());
        iceberg.dropTable(name, false);
        iceberg.registerTable(name, older.metadata());
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aCommitWhoseAnswerWasBadIsSettledByLooking(Fault fault) {
        Catalogue catalogue = withTables();
        List<TableChange> changes = changes(catalogue, "first");
        server.trap(COMMIT::equals, fault);
        Moved moved = catalogue.commit(changes);
        boolean done = fault != Fault.FAILS;
        assertThat(moved.ending()).isEqualTo(done ? Moved.Ending.ALL : Moved.Ending.REFUSED);
        assertThat(load(catalogue, "visits").refs().containsKey("first")).isEqualTo(done);
    }

    @Test
    void whereNobodyCanLookTheEndingIsUnknown() {
        Catalogue catalogue = withTables();
        List<TableChange> changes = changes(catalogue, "first");
        server.trap(COMMIT::equals, Fault.FAILS_AFTERWARDS);
        for (int attempt = 0; attempt < 20; attempt++) { // the client asks again what changes nothing
            server.trap(request -> request.startsWith("GET /v1/namespaces/clinical/tables/"), Fault.FAILS);
        }
        Moved moved = catalogue.commit(changes);
        assertThat(moved.ending()).isEqualTo(Moved.Ending.UNKNOWN);
        assertThat(moved.answer()).isPresent();
    }

    @Test
    void whatAServerKeepsIsTriedOnceAndLeavesNothing() {
        withTables();
        assertThat(server.asked()).contains("POST /v1/namespaces/weir_probe/tables");
        assertThat(folder.resolve("warehouse/.probe"))
                .satisfiesAnyOf(
                        probe -> assertThat(probe).doesNotExist(),
                        probe -> assertThat(probe).isEmptyDirectory());
        int before = server.asked().size();
        Catalogue again = of(warehouse());
        again.claim(iceberg(again), "clinical");
        assertThat(server.asked().subList(before, server.asked().size()))
                .noneMatch(request -> request.contains("weir_probe"));
    }

    @Test
    void aServerThatDropsBranchesIsRefusedBeforeAnythingIsStaged() {
        try (RestServer poor = RestServer.in(folder, Lack.REFERENCES)) {
            Catalogue catalogue = at(poor, warehouse(), Optional.empty(), Optional.empty());
            catalogue.open();
            assertThatThrownBy(() -> catalogue.claim(iceberg(catalogue), "clinical"))
                    .isInstanceOfSatisfying(
                            ProblemsException.class,
                            e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.STORE_UNREACHABLE))
                    .hasMessageContaining("does not keep Iceberg's branches and tags")
                    .hasMessageContaining(poor.address());
        }
    }

    @Test
    void aServerWithoutACallForSeveralTablesIsAskedForOneAfterTheOther() {
        server.close();
        server = RestServer.in(served, Lack.TOGETHER);
        Catalogue catalogue = withTables();
        assertThat(catalogue.commit(changes(catalogue, "first")).ending()).isEqualTo(Moved.Ending.ALL);
        assertThat(of(warehouse()).commit(changes(catalogue, "second")).ending()) // of who recovers a dead run
                .isEqualTo(Moved.Ending.ALL);
        assertThat(server.asked()).doesNotContain(COMMIT);
        assertThat(load(catalogue, "visits").refs()).containsOnlyKeys("main", "first", "second");
    }

    @Test
    void namespacesOfOthersAreNobodyElses() {
        Catalogue first = withTables();
        List<TableRow> before = first.rows();
        Catalogue second = of(new Warehouse(folder.resolve("other")));
        second.open();
        assertThat(second.rows()).isEmpty();
        assertThatThrownBy(() -> second.claim(iceberg(second), "clinical"))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("is another's")
                .hasMessageContaining(warehouse().root());
        SupportsNamespaces iceberg = (SupportsNamespaces) iceberg(first);
        iceberg.createNamespace(Namespace.of("lab"));
        session(first).sql("CREATE TABLE weir.lab.assays (id INT) USING iceberg");
        assertThatThrownBy(() -> first.claim(iceberg(first), "lab"))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("its table 'lab.assays' lies in");
        assertThat(first.rows()).isEqualTo(before);
    }

    @Test
    void whoAsksShowsATokenOrGetsOneAndTheSecretStandsInNoSetting() {
        server.asking(SECRET);
        assertThatThrownBy(of(warehouse())::exists)
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("NotAuthorizedException");
        for (Optional<String> user : List.of(Optional.<String>empty(), Optional.of("weir"))) {
            Catalogue catalogue = at(server, warehouse(), user, Optional.of(SECRET));
            assertThat(catalogue.exists()).isTrue();
            assertThat(session(catalogue).sql("SHOW NAMESPACES IN weir").count())
                    .isNotNegative();
            assertThat(catalogue.sparkSettings().toString()).doesNotContain(SECRET);
        }
        assertThatThrownBy(at(server, warehouse(), Optional.of("other"), Optional.of("wrong"))::exists)
                .isInstanceOf(ProblemsException.class);
    }

    @Test
    void aServerThatIsAwayIsTold() {
        Catalogue catalogue = withTables();
        server.close();
        for (Runnable use : List.<Runnable>of(of(warehouse())::open, catalogue::rows, of(warehouse())::exists)) {
            assertThatThrownBy(use::run)
                    .isInstanceOfSatisfying(
                            ProblemsException.class,
                            e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.STORE_UNREACHABLE))
                    .hasMessageContaining(server.address());
        }
    }
}
