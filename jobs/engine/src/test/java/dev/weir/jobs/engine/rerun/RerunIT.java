package dev.weir.jobs.engine.rerun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.text.ContentHash;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.content.ContentSums;
import dev.weir.jobs.engine.content.HashMethod;
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
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A release, and the same one built again. */
@ExtendWith(SparkFixture.class)
class RerunIT {

    private static final String VISIT = "v1,p1,2026-01-02,,in,5.00\n";

    @TempDir
    private Path folder;

    @Test
    void comesOutTheSameUntilASourceOrAValueIsAnother() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\np2,,M,-1\np3,,F,50\n")
                .deliver("visits", ClinicFiles.VISITS + VISIT + "v2,p2,2026-01-02,,out,6.00\n")
                .rules("visits", "id: cheap, row: cost < 10, severity: quarantine");
        files.write("weir.yaml", Files.readString(folder.resolve("weir.yaml")) + "releases: { contentHash: lthash }\n");
        Workspace workspace = files.read();
        assertThat(workspace.settings().contentHash()).isEqualTo(ContentHash.LTHASH);
        WeirSession session = WeirSession.open(workspace);
        Manifest release = new ProductRun(session, "1.0.0", event -> {})
                .run("clinic", RunRequest.usual())
                .manifest()
                .orElseThrow();
        for (ReleasedTable table : release.tables()) {
            assertThat(ContentSums.of(session.releases().read(release, table.name()), HashMethod.LTHASH)
                            .content())
                    .isEqualTo(table.content());
            assertThat(table.files()).isEqualTo(files(table));
        }

        RerunResult same = rerun(session, release);
        assertThat(same.isSame()).as(same.toString()).isTrue();
        assertThat(same.tables()).extracting(table -> table.contentNow().rows()).containsExactly(2L, 1L);
        assertThat(same.then()).isEqualTo("1.0.0");
        assertThat(same.now()).isEqualTo("1.0.1");

        Workspace stricter = files.rules("visits", "id: cheap, row: cost < 4, severity: quarantine")
                .read();
        RerunResult differs = rerun(WeirSession.open(stricter), release);
        assertThat(differs.isSame()).isFalse();
        assertThat(differs.tables().get(0).isSame()).isTrue();
        assertThat(differs.tables().get(1).contentNow().rows()).isZero();
        assertThat(differs.tables().get(1).differing()).contains("id", "cost");

        files.deliver("visits", ClinicFiles.VISITS + VISIT.replace("5.00", "7.00"));
        assertThatThrownBy(() -> rerun(session, release))
                .hasMessageContaining("raw/visits.csv' that clinic@1 was made of has changed")
                .hasMessageContaining("its digest is")
                .hasMessageNotContaining("gone");
        Files.delete(folder.resolve("raw/patients.csv"));
        assertThatThrownBy(() -> rerun(session, release))
                .hasMessageContaining("raw/patients.csv' that clinic@1 was made of is gone");
    }

    @Test
    void computesInTheTimeZoneOfTheRelease() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\n")
                .deliver("visits", ClinicFiles.VISITS + VISIT);
        String visits = "contracts/clinic/visits.odcs.yaml";
        files.write(
                visits,
                Files.readString(folder.resolve(visits))
                        .replace(
                                "name: kind, logicalType: string,",
                                "name: kind, logicalType: string, transformLogic: \"CAST(timestamp_seconds(0) AS"
                                        + " string)\","));
        String settings = Files.readString(folder.resolve("weir.yaml"));
        files.write("weir.yaml", settings + "defaultTimezone: Asia/Kathmandu\n");
        Manifest first = run(files.read()).manifest().orElseThrow();
        assertThat(first.basis().zoneName()).isEqualTo("Asia/Kathmandu");
        assertThat(run(files.read()).record().ending().outcome()).isEqualTo(Outcome.UNCHANGED);

        files.write("weir.yaml", settings);
        WeirSession session = WeirSession.open(files.read());
        RerunResult again = rerun(session, first);
        assertThat(again.isSame()).as(again.toString()).isTrue();
        assertThat(session.spark().conf().get("spark.sql.session.timeZone")).isEqualTo("Z");

        Manifest second = run(files.read()).manifest().orElseThrow();
        assertThat(second.basis().zoneName()).isEqualTo("UTC");
        assertThat(second.tables().get(1).content())
                .isNotEqualTo(first.tables().get(1).content());
        files.write("weir.yaml", settings + "defaultTimezone: UTC\n");
        assertThat(run(files.read()).record().ending().outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void noTableGoesOnFromRowsOfAnotherTimeZone() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .load("visits", "day", "{ mode: append, interval: day }")
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\n")
                .deliver("visits", ClinicFiles.VISITS + VISIT);
        RunRequest day = RunRequest.usual().over(Interval.parse("2026-01-02", ZoneOffset.UTC));
        new ProductRun(WeirSession.open(files.read()), "1.0.0", event -> {}).run("clinic", day);
        files.write("weir.yaml", Files.readString(folder.resolve("weir.yaml")) + "defaultTimezone: Asia/Kathmandu\n");
        assertThatThrownBy(
                        () -> new ProductRun(WeirSession.open(files.read()), "1.0.0", event -> {}).run("clinic", day))
                .hasMessageContaining("'visits' was made in the time zone UTC before")
                .hasMessageContaining("--full");
    }

    private static RunResult run(Workspace workspace) {
        return new ProductRun(WeirSession.open(workspace), "1.0.0", event -> {}).run("clinic", RunRequest.usual());
    }

    private RerunResult rerun(WeirSession session, Manifest release) {
        return new Rerun(session, made -> session.workspace(), "1.0.1", event -> {}).of(release, OptionalLong.empty());
    }

    private static DataFiles files(ReleasedTable table) throws IOException {
        try (Stream<Path> found = Files.walk(Path.of(table.version().location()))) {
            List<Path> parquet =
                    found.filter(file -> file.toString().endsWith(".parquet")).toList();
            long bytes = 0;
            for (Path file : parquet) {
                bytes += Files.size(file);
            }
            return new DataFiles(parquet.size(), bytes, table.files().sha256());
        }
    }
}
