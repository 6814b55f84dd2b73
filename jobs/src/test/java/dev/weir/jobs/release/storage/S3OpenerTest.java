package dev.weir.jobs.release.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.releases.log.StoredReleaseLog;
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
}
