package dev.weir.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.releases.log.SampleKeys;
import dev.weir.releases.log.SampleRelease;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.log.Tags;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostReleaseTest {

    @TempDir
    Path folder;

    /** It would make the number of the lost one again. */
    @Test
    void noRunBeginsWhereATagNamesALostRelease() throws IOException {
        StoredReleaseLog log = StoredReleaseLog.in(new Warehouse(folder)).with(SampleKeys.in(folder));
        log.publish(SampleRelease.next(log, "a"));
        new Tags(log).give("clinical", 1, "paper-v1", "ann", Instant.parse("2026-11-20T10:00:00Z"));
        Files.delete(folder.resolve("releases/clinical/1.json"));
        Releases releases = new Releases(new Warehouse(folder), log, Map.of());
        ProblemsException refused = catchThrowableOfType(
                ProblemsException.class,
                () -> releases.begin("clinical", UUID.randomUUID().toString()));
        assertThat(refused.problems()).extracting(problem -> problem.code()).containsExactly(Code.RELEASE_MISSING);
    }
}
