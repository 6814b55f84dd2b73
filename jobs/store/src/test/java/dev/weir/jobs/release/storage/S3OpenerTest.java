package dev.weir.jobs.release.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3OpenerTest {

    @TempDir
    Path folder;

    @Test
    void aLogInS3IsOpenedWithHadoop() throws IOException {
        Files.writeString(folder.resolve("weir.yaml"), """
            workspace: elsewhere
            profiles: { laptop: { warehouse: warehouse, releases: { store: "s3a://bucket/log" } } }
            law: { pack: cn-2026-01 }
            """);
        StoredReleaseLog log = StoredReleaseLog.of(WorkspaceReader.readSettings(folder, Optional.empty(), Map.of()));
        assertThat(log.files().place("clinical/1.json")).isEqualTo("s3a://bucket/log/clinical/1.json");
    }

    @Test
    void aWarehouseInABucketHasItsLogBesideItsTables() throws IOException {
        Files.writeString(folder.resolve("weir.yaml"), """
            workspace: elsewhere
            profiles:
              laptop:
                warehouse: s3a://bucket/prefix/
                catalogue: { type: postgresql, store: "jdbc:postgresql://localhost/weir" }
            law: { pack: cn-2026-01 }
            """);
        Workspace settings = WorkspaceReader.readSettings(folder, Optional.empty(), Map.of());
        Warehouse warehouse = Warehouse.of(settings);
        assertThat(warehouse.root()).isEqualTo("s3a://bucket/prefix");
        assertThat(warehouse.disk()).isEmpty();
        assertThat(warehouse.table("clinical", "visits")).isEqualTo("s3a://bucket/prefix/clinical/visits");
        assertThat(StoredReleaseLog.of(settings).files().place("clinical/1.json"))
                .isEqualTo("s3a://bucket/prefix/releases/clinical/1.json");
    }
}
