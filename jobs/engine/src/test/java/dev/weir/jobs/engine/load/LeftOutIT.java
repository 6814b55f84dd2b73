package dev.weir.jobs.engine.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.ExcludedRows;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.StageTime;
import dev.weir.contracts.release.TableCount;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.run.WardFiles;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.plan.interval.Interval;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a load leaves out is counted by why, warned of, and stops a release where the contract says so. */
@ExtendWith(SparkFixture.class)
@Tag("slow")
class LeftOutIT {

    private static final String ZONE = "Asia/Shanghai";

    @TempDir
    private Path folder;

    @Test
    void rowsOutsideTheIntervalAreCountedBeforeTheyAreJudged() throws Exception {
        WardFiles files = WardFiles.in(
                        folder, ZONE, TableFormat.ICEBERG, "readings.csv", "{ mode: append, interval: day }")
                .rules("id: a-bed-is-there-once, check: 'IsUnique \"bed\"', severity: warn")
                .deliver("readings.csv", """
                        b1,2026-03-01T15:59:59Z,1,
                        b2,2026-03-01T16:00:00Z,2,
                        b3,2026-03-02T15:59:59Z,3,
                        b4,2026-03-02T16:00:00Z,-4,
                        b5,2026-03-02T16:00:00Z,5,
                        """);
        RunRequest day = over("2026-03-02");

        RunRecord told = files.run(day).record();
        assertThat(told.tables()).containsExactly(count(5, 2, ExcludedRows.outside(3)));
        Verdict verdict = verdict(told);
        assertThat(verdict.answer()).isEqualTo(Verdict.Answer.FAILED);
        assertThat(verdict.explanation()).isEqualTo("3 of 5 rows are left out: 3 outside the interval");

        files.load(TableFormat.ICEBERG, "{ mode: append, interval: day, leftOut: block }");
        RunRecord held = files.run(day).record();
        assertThat(held.ending().outcome()).isEqualTo(Outcome.HELD);
        assertThat(held.ending().reasons()).anyMatch(reason -> reason.contains("readings.left-out"));

        files.load(TableFormat.ICEBERG, "{ mode: append, interval: day, leftOut: allow }");
        RunRecord allowed = files.run(day).record();
        assertThat(allowed.tables()).containsExactly(count(5, 2, ExcludedRows.outside(3)));
        assertThat(allowed.verdicts()).noneMatch(of -> of.rule().id().equals("readings.left-out"));
    }

    @Test
    void rowsInAFileOfAnotherDayAreToldBeforeARunForTheirDayTakesThemOut() throws Exception {
        WardFiles files = WardFiles.in(
                        folder, ZONE, TableFormat.ICEBERG, "readings-{date}*.csv", "{ mode: append, interval: day }")
                .deliver("readings-2026-03-01.csv", "b1,2026-03-01T02:00:00Z,1,\n")
                .deliver("readings-2026-03-01-late.csv", "b2,2026-03-01T16:00:00Z,2,\n")
                .deliver("readings-2026-03-02.csv", "b3,2026-03-02T02:00:00Z,3,\nb4,2026-03-02T15:59:59Z,4,\n");
        String elsewhere = "readings: in 1 of 4 rows the day, hour or month is another than in the path of their file";
        assertThat(warnings(files.run(RunRequest.usual().inFull())))
                .singleElement(STRING)
                .startsWith(elsewhere);
        assertThat(warnings(files.run(over("2026-03")))).singleElement(STRING).startsWith(elsewhere);

        RunRequest day = over("2026-03-02");
        RunResult second = files.run(day);
        assertThat(second.record().tables()).containsExactly(count(2, 2, ExcludedRows.NONE));
        assertThat(warnings(second))
                .containsExactly(
                        "readings: 3 rows that were released before are gone, and the run found 2 in their" + " place");

        files.deliver("readings-2026-03-02.csv", "b3,2026-03-02T02:00:00Z,4,\nb5,2026-03-02T03:00:00Z,3,\n");
        assertThat(warnings(files.run(day))).noneMatch(warning -> warning.startsWith("readings"));
    }

    private static RunRequest over(String interval) {
        return RunRequest.usual().over(Interval.parse(interval, ZoneId.of(ZONE)));
    }

    private static List<String> warnings(RunResult run) {
        return run.record().run().times().stream()
                .filter(time -> time.stage().equals("warn"))
                .map(StageTime::subject)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void rowsThatOthersOutweighAreCountedByWhy(TableFormat format) throws Exception {
        WardFiles files =
                WardFiles.in(folder, ZONE, format, "readings-*.csv", "{ mode: merge, order: at, deletes: gone }");
        files.deliver("readings-1.csv", """
                b1,2026-03-02T10:00:00Z,1,
                b2,2026-03-02T10:00:00Z,1,
                b2,2026-03-02T11:00:00Z,2,
                b3,2026-03-02T10:00:00Z,1,
                b3,2026-03-02T12:00:00Z,,true
                b4,2026-03-02T12:00:00Z,,true
                """);
        assertThat(files.run(RunRequest.usual()).record().tables())
                .containsExactly(count(6, 2, new ExcludedRows(0, 2, 0, 0, 2)));

        files.deliver("readings-1.csv", """
                b1,2026-03-02T09:00:00Z,0,
                b2,2026-03-02T11:00:00Z,3,
                b3,2026-03-02T11:59:59Z,1,
                b4,2026-03-02T12:00:00Z,1,
                b5,2026-03-02T12:00:00Z,1,
                """);
        RunRecord second = files.run(RunRequest.usual()).record();
        assertThat(second.tables()).containsExactly(count(5, 3, new ExcludedRows(0, 0, 1, 1, 0)));
        assertThat(verdict(second).explanation())
                .isEqualTo("2 of 5 rows are left out: 1 later in the table, 1 deleted before");
    }

    @ParameterizedTest
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void withHistoryLateRowsTakeTheirPlace(TableFormat format) throws Exception {
        WardFiles files = WardFiles.in(
                folder, ZONE, format, "readings-*.csv", "{ mode: merge, order: at, deletes: gone, history: type-2 }");
        files.deliver("readings-1.csv", "b1,2026-03-02T10:00:00Z,1,\n");
        files.run(RunRequest.usual());
        files.deliver("readings-1.csv", """
                b1,2026-03-02T09:00:00Z,0,
                b1,2026-03-02T09:00:00Z,1,
                b1,2026-03-02T12:00:00Z,,true
                """);
        RunRecord record = files.run(RunRequest.usual()).record();
        assertThat(record.tables()).containsExactly(count(3, 1, new ExcludedRows(0, 1, 0, 0, 1)));
    }

    private static TableCount count(long produced, long released, ExcludedRows leftOut) {
        return new TableCount("readings", produced, released, 0, 0, leftOut, TableCount.Ages.UNKNOWN);
    }

    private static Verdict verdict(RunRecord record) {
        return record.verdicts().stream()
                .filter(of -> of.rule().id().equals("readings.left-out"))
                .findFirst()
                .orElseThrow();
    }
}
