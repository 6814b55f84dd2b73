package dev.weir.jobs.engine.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.diff.RowsDiff;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.content.ContentSums;
import dev.weir.jobs.engine.content.HashMethod;
import dev.weir.jobs.engine.diff.ReleaseComparison;
import dev.weir.jobs.engine.run.ClinicFiles;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.interval.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs of a product whose tables go on from the last release. */
@ExtendWith(SparkFixture.class)
class LoadRunIT {

    @TempDir
    private Path folder;

    @Test
    @Tag("slow")
    void addToWhatIsThere() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\np2,,M,40\n")
                .deliver("visits", ClinicFiles.VISITS + "v1,p1,2026-01-02,,in,5.00\nv2,p2,2026-01-02,,in,6.00\n");
        files.load("patients", "age", "{ mode: merge, order: age, history: type-2 }");
        files.load("visits", "day", "{ mode: append, interval: day }");
        Manifest first = run(files, "2026-01-02");
        assertThat(rows(first)).containsExactly(2L, 2L);

        files.deliver("patients", ClinicFiles.PATIENTS + "p1,,F,31\np3,,M,20\n");
        files.deliver("visits", ClinicFiles.VISITS + "v3,p3,2026-01-03,,in,7.00\nv4,p1,2026-01-02,,in,8.00\n");
        Manifest second = run(files, "2026-01-03");
        assertThat(rows(second)).containsExactly(4L, 3L);
        assertThat(second.tables().get(1).load().change().added()).isEqualTo(1);
        assertThat(second.tables().get(0).load().change().removed()).isZero();

        files.deliver("visits", ClinicFiles.VISITS + "v5,p2,2026-01-02,,in,9.00\n");
        Manifest third = run(files, "2026-01-02");
        assertThat(rows(third)).containsExactly(4L, 2L);
        assertThat(third.tables().get(1).load().change().removed()).isEqualTo(2);

        WeirSession session = WeirSession.open(files.read());
        for (Manifest release : List.of(first, second, third)) {
            for (ReleasedTable table : release.tables()) {
                assertThat(ContentSums.of(session.releases().read(release, table.name()), HashMethod.ROWS)
                                .content())
                        .isEqualTo(table.content());
            }
        }
        assertThat(session.releases()
                        .read(third, "patients")
                        .where("valid_to IS NULL")
                        .count())
                .isEqualTo(3);

        RowsDiff versions = new ReleaseComparison(session.releases(), List.of(), 0)
                .of(first, second)
                .tables()
                .get(0)
                .rows();
        assertThat(versions.key()).containsExactly("id", "valid_from");
        assertThat(versions.counts()).isEqualTo(new RowsDiff.Counts(2, 4, 2, 0, 1));
        assertThat(versions.columns()).isEqualTo(Map.of("valid_to", 1L));

        files.deliver("visits", ClinicFiles.VISITS + "v9,nobody,2026-01-02,,in,9.00\n");
        files.deliver("patients", ClinicFiles.PATIENTS + "p1,,F,-5\n");
        RunResult nothing = new ProductRun(WeirSession.open(files.read()), "1.0.0", event -> {})
                .run("clinic", RunRequest.usual().over(Interval.parse("2026-01-02", ZoneOffset.UTC)));
        assertThat(nothing.record().ending().outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(rows(nothing.manifest().orElseThrow())).containsExactly(4L, 1L);

        files.load("patients", "sex", "{ mode: merge, order: sex, history: type-2 }");
        for (String file : List.of("contracts/clinic/patients.odcs.yaml", "contracts/clinic/clinic.odps.yaml")) {
            files.write(file, Files.readString(folder.resolve(file)).replace("version: 1.0.0", "version: 2.0.0"));
        }
        files.write(
                "contracts/clinic/clinic.odps.yaml",
                Files.readString(folder.resolve("contracts/clinic/clinic.odps.yaml"))
                        .replace("visits, version: 2.0.0", "visits, version: 1.0.0")
                        .replace("files, version: 2.0.0", "files, version: 1.0.0"));
        assertThatThrownBy(() -> run(files, "2026-01-03"))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("'patients' was merged in the order of 'age' before")
                .hasMessageContaining("--full");
    }

    /** A day that was made twice is one, and a table that was made whole is none. */
    @Test
    @Tag("slow")
    void aDayHasAsManyRowsAsDaysHave() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder).deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\n");
        files.load("visits", "day", "{ mode: append, interval: day }");
        files.write("quality-rules/clinic/visits.yaml", """
            contract: clinic.visits
            rules:
              - id: as-many-as-usual
                drift: { measure: row-count, against: { window: 9 }, atMost: 2 }
                severity: warn
                dimension: coverage
                owner: clinic@example.org
                because: "Half a day was delivered before."
            """);
        for (String day : List.of("2026-01-02", "2026-01-03", "2026-01-04", "2026-01-02")) {
            deliver(files, day, 60);
            run(files, day);
        }
        verdict(files, RunRequest.usual().inFull());

        deliver(files, "2026-01-05", 60);
        assertThat(verdict(files, RunRequest.usual().over(Interval.parse("2026-01-05", ZoneOffset.UTC))))
                .startsWith("60 rows where 60 were expected from 3 releases");
        deliver(files, "2026-01-06", 30);
        assertThat(verdict(files, RunRequest.usual().over(Interval.parse("2026-01-06", ZoneOffset.UTC))))
                .startsWith("30 rows where 60 were expected from 4 releases")
                .endsWith("standard deviations, above 2");
    }

    private static void deliver(ClinicFiles files, String day, int visits) throws IOException {
        StringBuilder rows = new StringBuilder(ClinicFiles.VISITS);
        for (int i = 0; i < visits; i++) {
            rows.append("v").append(day).append(i).append(",p1,").append(day).append(",,in,5.00\n");
        }
        files.deliver("visits", rows.toString());
    }

    private static String verdict(ClinicFiles files, RunRequest request) {
        return result(files, request).record().verdicts().stream()
                .filter(verdict -> verdict.rule().id().equals("as-many-as-usual"))
                .map(Verdict::explanation)
                .findFirst()
                .orElseThrow();
    }

    private static RunResult result(ClinicFiles files, RunRequest request) {
        return new ProductRun(WeirSession.open(files.read()), "1.0.0", event -> {}).run("clinic", request);
    }

    private Manifest run(ClinicFiles files, String interval) {
        return result(files, RunRequest.usual().over(Interval.parse(interval, ZoneOffset.UTC)))
                .manifest()
                .orElseThrow();
    }

    private static List<Long> rows(Manifest release) {
        return release.tables().stream().map(ReleasedTable::rows).toList();
    }
}
