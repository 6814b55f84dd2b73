package dev.weir.jobs.engine.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.run.WardFiles;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.UnchangedPolicy;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.interval.Interval;
import dev.weir.jobs.release.TamperedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table whose metadata lost rows is never built on: the next release would be signed without them. */
@ExtendWith(SparkFixture.class)
class SignedBasesIT {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "delta, '{ mode: append, interval: day }'",
        "iceberg, '{ mode: append, interval: day }'",
        "delta, incremental",
        "iceberg, incremental",
        "delta, '{ mode: merge, order: at }'",
        "iceberg, '{ mode: merge, order: at }'"
    })
    void noRunGoesOnFromATableThatLostAFile(String format, String load) throws Exception {
        WardFiles files = WardFiles.in(folder, ZONE.getId(), new TableFormat(format), "readings-{date}.csv", load)
                .deliver("readings-2026-03-02.csv", "b1,2026-03-02T02:00:00Z,1,\nb2,2026-03-02T03:00:00Z,1,\n");
        released(files, load, "2026-03-02");
        files.deliver("readings-2026-03-03.csv", "b3,2026-03-03T02:00:00Z,1,\n");
        Manifest second = released(files, load, "2026-03-03");
        files.deliver("readings-2026-03-04.csv", "b4,2026-03-04T02:00:00Z,1,\n");

        TamperedTable tampered = new TamperedTable(second.tables().get(0));
        tampered.loseAFile();
        assertThatThrownBy(() -> files.run(request(load, "2026-03-04")))
                .isInstanceOfSatisfying(ProblemsException.class, refused -> {
                    assertThat(refused.problems()).hasSize(1);
                    assertThat(refused.problems().get(0).code()).isEqualTo(Code.EVIDENCE_BROKEN);
                    assertThat(refused.exit().status()).isEqualTo(4);
                })
                .hasMessageContaining("Table 'readings' is not as ward@2 was signed")
                .hasMessageContaining("no longer names the data file")
                .hasMessageContaining("'weir run ward --full'");
        assertThatThrownBy(() -> files.check(request(load, "2026-03-04")))
                .hasMessageContaining("Table 'readings' is not as ward@2 was signed");
        tampered.putBack();
        assertThat(rows(released(files, load, "2026-03-04"))).isEqualTo(4);

        Manifest third = newest(files);
        new TamperedTable(third.tables().get(0)).loseAFile();
        RunResult full = files.run(RunRequest.usual().inFull());
        assertThat(full.record().ending().outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(rows(full.manifest().orElseThrow())).isEqualTo(4);
        try (WeirSession session = WeirSession.open(files.read())) {
            assertThat(session.releases().read(newest(files), "readings").count())
                    .isEqualTo(4);
        }
    }

    /** The rows of a file that stays are not read: the next release was signed with a file that no reader finds. */
    @ParameterizedTest
    @CsvSource({
        "delta, '{ mode: append, interval: day }'",
        "iceberg, '{ mode: append, interval: day }'",
        "delta, incremental",
        "iceberg, incremental",
        "delta, '{ mode: merge, order: at }'",
        "iceberg, '{ mode: merge, order: at }'"
    })
    void noRunGoesOnFromATableOfWhichAFileIsGone(String format, String load) throws Exception {
        WardFiles files = WardFiles.in(folder, ZONE.getId(), new TableFormat(format), "readings-{date}.csv", load)
                .deliver("readings-2026-03-02.csv", "b1,2026-03-02T02:00:00Z,1,\nb2,2026-03-02T03:00:00Z,1,\n");
        Path file = aDataFile(released(files, load, "2026-03-02"));
        files.deliver("readings-2026-03-03.csv", "b3,2026-03-03T02:00:00Z,1,\n");
        released(files, load, "2026-03-03");
        files.deliver("readings-2026-03-04.csv", "b4,2026-03-04T02:00:00Z,1,\n");

        byte[] whole = Files.readAllBytes(file);
        Files.delete(file);
        assertThatThrownBy(() -> files.run(request(load, "2026-03-04")))
                .isInstanceOfSatisfying(ProblemsException.class, refused -> {
                    assertThat(refused.problems()).hasSize(1);
                    assertThat(refused.problems().get(0).code()).isEqualTo(Code.RELEASE_MISSING);
                    assertThat(refused.exit().status()).isEqualTo(6);
                })
                .hasMessageContaining("A data file of ward@2, on which the new release would be built, is gone")
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContaining("'weir clean ward --lost 2 --because TEXT --apply'")
                .hasMessageContaining("'weir run ward --full'")
                .hasMessageContaining("'weir doctor'");
        assertThatThrownBy(() -> files.check(request(load, "2026-03-04")))
                .hasMessageContaining("A data file of ward@2, on which the new release would be built, is gone");
        assertThat(newest(files).number()).isEqualTo(2);

        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> files.run(request(load, "2026-03-04")))
                .hasMessageContainingAll("V001", "has " + (whole.length - 1) + " bytes", "'weir run ward --full'");
        Files.write(file, whole);
        assertThat(rows(released(files, load, "2026-03-04"))).isEqualTo(4);

        Files.delete(file);
        assertThat(rows(files.run(RunRequest.usual().inFull()).manifest().orElseThrow()))
                .isEqualTo(4);
    }

    private static Path aDataFile(Manifest release) throws IOException {
        Path table = Path.of(release.tables().get(0).version().location().replaceFirst("^file:(?://)?", ""));
        try (Stream<Path> all = Files.walk(table)) {
            return all.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static long rows(Manifest release) {
        return release.tables().get(0).rows();
    }

    private static Manifest released(WardFiles files, String load, String day) {
        return files.run(request(load, day)).manifest().orElseThrow();
    }

    private static RunRequest request(String load, String day) {
        RunRequest request = RunRequest.usual().again(UnchangedPolicy.ALWAYS);
        return load.equals("incremental") ? request : request.over(Interval.parse(day, ZONE));
    }

    private static Manifest newest(WardFiles files) {
        try (WeirSession session = WeirSession.open(files.read())) {
            return session.releaseLog().latest("ward").orElseThrow();
        }
    }
}
