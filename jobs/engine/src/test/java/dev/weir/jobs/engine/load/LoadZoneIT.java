package dev.weir.jobs.engine.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.run.WardFiles;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.interval.Interval;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The days of queries, rules, intervals and readers are days of one time zone: the workspace's. */
@ExtendWith(SparkFixture.class)
class LoadZoneIT {

    private static final String ZONE = "Asia/Shanghai";
    private static final Instant FIRST = Instant.parse("2026-03-01T16:00:00Z"); // midnight in Shanghai
    private static final int HOURS = 72;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @Tag("slow")
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void threeDaysByDayAreAllTheirHours(TableFormat format) throws Exception {
        WardFiles files = WardFiles.in(folder, ZONE, format, "readings.csv", "{ mode: append, interval: day }")
                .deliver(
                        "readings.csv",
                        IntStream.range(0, HOURS)
                                .mapToObj(hour -> "b%d,%s,%d,\n".formatted(hour, FIRST.plusSeconds(3600L * hour), hour))
                                .collect(Collectors.joining()));
        String contract = "contracts/ward/readings.odcs.yaml";
        files.write(
                contract,
                Files.readString(folder.resolve(contract))
                        .replace("timezone: true }", "timezone: true, minimum: \"2026-03-02 00:00:00\" }"));
        files.rules(
                "id: over-by-now, row: value < 0, severity: block, until: \"2026-03-04\"",
                "id: day-of-the-row, row: day = CAST(at AS DATE), severity: block",
                "id: no-row-before, row: \"at >= TIMESTAMP'2026-03-02 00:00:00'\", severity: block",
                "id: hours-of-the-day, check: 'ColumnValues \"at\" >= \"2026-03-02\"', severity: block");
        Workspace workspace = files.read();

        Manifest last = null;
        for (String day : List.of("2026-03-02", "2026-03-03", "2026-03-04")) {
            RunResult result = files.run(
                    RunRequest.usual()
                            .over(Interval.parse(day, workspace.settings().zone())),
                    Clock.fixed(Instant.parse("2026-03-04T16:30:00Z"), ZoneOffset.UTC));
            assertThat(result.record().verdicts())
                    .filteredOn(verdict -> verdict.answer() == Verdict.Answer.FAILED)
                    .extracting(verdict -> verdict.rule().id())
                    .containsExactly("readings.left-out"); // the other days, which lie in the same file
            last = result.manifest().orElseThrow();
        }

        assertThat(last).isNotNull();
        assertThat(last.tables()).extracting(ReleasedTable::rows).containsExactly((long) HOURS);
        assertThat(last.basis().zoneName()).isEqualTo(ZONE);
        assertThat(last.tables().get(0).content())
                .isEqualTo(files.run(RunRequest.usual().inFull())
                        .manifest()
                        .orElseThrow()
                        .tables()
                        .get(0)
                        .content());
        try (WeirSession session = WeirSession.reading(workspace)) {
            var rows = session.releases().read(last, "readings");
            assertThat(rows.where("at >= TIMESTAMP'2026-03-03 00:00:00' AND hour(at) < 8")
                            .count())
                    .isEqualTo(16);
        }
    }
}
