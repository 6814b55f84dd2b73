package dev.weir.jobs.release.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Problem;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.run.ClinicFiles;
import dev.weir.jobs.engine.run.InProcess;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.storage.LogStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A store that is found beside Weir's own: it keeps what every store keeps, and runs release into it. */
@ExtendWith(SparkFixture.class)
class MemoryStorageIT extends LogStorageContract {

    private final String address = "memory:" + UUID.randomUUID();

    @Override
    protected LogStorage emptyIn(Path folder) {
        return new MemoryStorage(address);
    }

    @Test
    void runsReleaseIntoIt(SparkSession shared) throws IOException {
        ClinicFiles files = ClinicFiles.in(folder).deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\n");
        storeAt(files, address);
        Manifest first = InProcess.release(shared, folder, "clinic");
        files.deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\np2,,M,40\n");
        Manifest second = InProcess.release(shared, folder, "clinic");
        StoredReleaseLog log = StoredReleaseLog.of(files.read());
        assertThat(log.numbers("clinic")).containsExactly(1L, 2L);
        assertThat(log.read("clinic", 1)).isEqualTo(first);
        assertThat(log.read("clinic", 2)).isEqualTo(second);
        assertThat(folder.resolve("warehouse/releases/clinic/1.json")).doesNotExist();
    }

    @Test
    void anAddressThatNobodyOpensIsToldBeforeAnythingIsOpened() throws IOException {
        ClinicFiles files = ClinicFiles.in(folder);
        storeAt(files, "memory:Capital");
        assertThat(WorkspaceReader.readWhatCanBe(folder, Optional.empty(), Map.of(), Grammars.languages())
                        .problems())
                .extracting(Problem::what)
                .containsExactly("releases cannot be kept in 'memory:Capital'");
    }

    private static void storeAt(ClinicFiles files, String address) throws IOException {
        files.write(
                "weir.yaml",
                Files.readString(files.root().resolve("weir.yaml"))
                        .replace(
                                "warehouse: warehouse,",
                                "warehouse: warehouse, releases: { store: \"" + address + "\" },"));
    }
}
