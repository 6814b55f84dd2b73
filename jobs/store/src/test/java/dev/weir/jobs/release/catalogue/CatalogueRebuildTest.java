package dev.weir.jobs.release.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.lease.StorageLeases;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.warehouse.Warehouse;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueRebuildTest {

    @TempDir
    Path folder;

    /** Whoever took it may have moved a table on since its files were looked at. */
    @Test
    void whoLosesALeaseWhileItLooksWritesNothing() {
        StoredReleaseLog log = StoredReleaseLog.in(new Warehouse(folder));
        LogFiles files = log.files();
        List<String> calls = new ArrayList<>();
        Catalogue catalogue = (Catalogue) Proxy.newProxyInstance(
                Catalogue.class.getClassLoader(), new Class<?>[] {Catalogue.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    files.create("clinical/lease/2.json", new byte[] {'{', '}'});
                    return List.of();
                });
        RunStore runs = new RunStore(List.of(files), new StorageLeases(files));
        assertThatThrownBy(() ->
                        new CatalogueRebuild(new Warehouse(folder), catalogue, log, runs).rebuild(Set.of("clinical")))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.CONFLICT))
                .hasMessageContaining("has lost its lease");
        assertThat(calls).doesNotContain("rebuild").isNotEmpty();
    }
}
