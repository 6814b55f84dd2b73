package dev.weir.releases.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.privacy.keys.SigningKey;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.lease.StorageLeases;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.storage.LocalStorage;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.storage.ThroughStorage;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeasedRotationTest {

    @TempDir
    Path folder;

    /** Whoever took it may sign meanwhile, with the key that would be replaced. */
    @Test
    void whoLosesALeaseWhileItCountsReleasesReplacesNothing() throws IOException {
        SignedReleases releases = new SignedReleases(folder, 2);
        SigningKey old = releases.keys.existing();
        LocalStorage store = new LocalStorage(releases.warehouse.resolve("releases"));
        AtomicInteger counted = new AtomicInteger();
        StoredReleaseLog log = new StoredReleaseLog(new ThroughStorage(store) {
            @Override
            public List<String> list(String name) throws IOException {
                if (counted.incrementAndGet() == 2) { // the first is from before there is a lease
                    new LogFiles(store).create("clinical/lease/2.json", new byte[] {'{', '}'});
                }
                return super.list(name);
            }
        });
        LogFiles files = new LogFiles(store);
        SigningRotation rotation = new SigningRotation(
                log,
                new RunStore(List.of(files), new StorageLeases(files)),
                new Warehouse(releases.warehouse),
                releases.keys,
                Clock.systemUTC());
        Set<String> before = keys();
        assertThatThrownBy(() -> rotation.rotate(false, Map.of(), Optional.empty(), new SecureRandom()))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.CONFLICT))
                .hasMessageContaining("has lost its lease");
        assertThat(releases.keys.existing().verifying()).isEqualTo(old.verifying());
        assertThat(keys()).isEqualTo(before);
    }

    private Set<String> keys() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("keys"))) {
            return files.map(Path::toString).collect(Collectors.toSet());
        }
    }
}
