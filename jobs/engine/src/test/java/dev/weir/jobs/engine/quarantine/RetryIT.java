package dev.weir.jobs.engine.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.check.CheckRun;
import dev.weir.jobs.engine.run.ClinicFiles;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are outside, a fix, and the release that lets them in. */
@ExtendWith(SparkFixture.class)
class RetryIT {

    private static final String IDENTITY = "11010519491231002X";
    private static final String CHEAP = "id: cheap, row: cost < %d, severity: quarantine";

    @TempDir
    private Path folder;

    @Test
    @Tag("slow")
    void whatWouldGetInGetsInOnce() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\np2," + IDENTITY + ",M,-1\np5,,F,forty\n")
                .deliver(
                        "visits",
                        ClinicFiles.VISITS + "v1,p1,2026-01-02,,in,5.00\n"
                                + "v2,p2,2026-01-02,,in,5.00\n"
                                + "v5,p5,2026-01-02,,in,5.00\n"
                                + "v6,p1,2026-01-03,,in,9.00\n"
                                + "v3,nobody,2026-01-02,,in,5.00\n")
                .rules("visits", CHEAP.formatted(6));
        RunRecord first = run(files);
        assertThat(first.ending().outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(outside(first)).isEqualTo(6);

        assertThat(counts(retry(files, first)))
                .isEqualTo(Map.of(
                        "patients", new RetryResult.Counts(0, 1, 0, 0),
                        "visits", new RetryResult.Counts(0, 4, 0, 0),
                        "raw.files.patients", new RetryResult.Counts(0, 1, 0, 0)));

        files.deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\np2," + IDENTITY + ",M,1\np5,,F,40\n")
                .deliver(
                        "visits",
                        ClinicFiles.VISITS + "v1,p1,2026-01-02,,in,5.00\nv2,p2,2026-01-02,,in,5.00\n"
                                + "v5,p5,2026-01-02,,in,50.00\nv6,p1,2026-01-03,,in,9.00\n")
                .rules("visits", CHEAP.formatted(10));
        List<String> before = written();
        RetryResult retried = retry(files, first);

        assertThat(counts(retried))
                .isEqualTo(Map.of(
                        "patients", new RetryResult.Counts(1, 0, 0, 0),
                        "visits", new RetryResult.Counts(2, 1, 1, 0),
                        "raw.files.patients", new RetryResult.Counts(1, 0, 0, 0)));
        assertThat(retried.trial().ending().outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(retried.toString()).doesNotContain(IDENTITY);
        RetryResult.Part visits = retried.parts().stream()
                .filter(part -> part.table().equals("visits"))
                .findFirst()
                .orElseThrow();
        assertThat(visits.in())
                .extracting(example -> example.line().orElseThrow())
                .containsExactly(3L, 5L);
        assertThat(visits.gone())
                .extracting(example -> example.line().orElseThrow())
                .containsExactly(6L);
        // A new reason: its parent is there now, and the visit costs too much.
        assertThat(visits.causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause.rule()).isEqualTo("cheap"));
        assertThat(written()).isEqualTo(before);

        RunRecord second = run(files);
        assertThat(second.ending().release()).hasValue(2);
        assertThat(outside(second)).isEqualTo(1);
        assertThat(ids(files, "patients")).hasSize(3).doesNotHaveDuplicates();
        assertThat(ids(files, "visits")).hasSize(3).doesNotHaveDuplicates();
        assertThat(run(files).ending().outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(counts(retry(files, second))).isEqualTo(Map.of("visits", new RetryResult.Counts(0, 1, 0, 0)));
    }

    @Test
    void rowsThatWouldBeOutNewlyAreTold() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder).deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\n");
        RunRecord first = run(files);
        files.deliver("patients", ClinicFiles.PATIENTS + "p1,,F,-1\np2,,M,x\n");
        assertThat(counts(retry(files, first)))
                .isEqualTo(Map.of(
                        "patients", new RetryResult.Counts(0, 0, 0, 1),
                        "raw.files.patients", new RetryResult.Counts(0, 0, 0, 1)));
    }

    private static Map<String, RetryResult.Counts> counts(RetryResult retried) {
        return retried.parts().stream().collect(Collectors.toMap(RetryResult.Part::table, RetryResult.Part::counts));
    }

    private static long outside(RunRecord run) {
        return run.tables().stream().mapToLong(table -> table.quarantined()).sum()
                + run.sources().stream()
                        .mapToLong(source -> source.unreadable())
                        .sum();
    }

    private RunRecord run(ClinicFiles files) {
        return new ProductRun(session(files), "1.0.0", event -> {})
                .run("clinic", RunRequest.usual())
                .record();
    }

    private RetryResult retry(ClinicFiles files, RunRecord open) {
        return new CheckRun(session(files), "1.0.0", event -> {}).retry(open, 5);
    }

    private List<String> ids(ClinicFiles files, String table) {
        return session(files).spark().table("weir.clinic." + table).select("id").collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
    }

    /** A session of its own that sees the workspace's own catalogue. */
    private WeirSession session(ClinicFiles files) {
        Workspace workspace = files.read();
        return WeirSession.open(workspace);
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }
}
