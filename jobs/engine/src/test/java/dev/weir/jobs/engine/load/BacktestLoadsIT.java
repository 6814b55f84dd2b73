package dev.weir.jobs.engine.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.engine.backtest.Backtest;
import dev.weir.jobs.engine.backtest.BacktestResult;
import dev.weir.jobs.engine.run.WardFiles;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.interval.Interval;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backtest asks the rows that each run brought, as the run itself would have. */
@Tag("slow")
class BacktestLoadsIT {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String BAD_DAY = "b1,2026-03-02T02:00:00Z,700,\nb2,2026-03-02T03:00:00Z,701,\n";

    @TempDir
    private Path folder;

    @Test
    void oneBadDayIsNotFoundOnEveryDayAfterIt() throws Exception {
        WardFiles files = days("{ mode: append, interval: day }");
        files.rules(
                "id: small, row: \"value < 100\", severity: block",
                "id: mean, check: 'Mean \"value\" < 100', severity: block",
                "id: rows, check: 'RowCount = 2', severity: block",
                "id: key, check: 'ColumnValues \"value\" < 100 with threshold > 0.4', severity: block");
        List<BacktestResult.Tested> newestFirst = backtest(files).releases();
        assertThat(newestFirst)
                .extracting(BacktestResult.Tested::would)
                .containsExactly(BacktestResult.Would.RELEASED, BacktestResult.Would.HELD);
        for (String rule : List.of("small", "mean", "key")) {
            assertThat(answer(newestFirst.get(0), rule)).as(rule).isEqualTo(Verdict.Answer.PASSED);
            assertThat(answer(newestFirst.get(1), rule)).as(rule).isEqualTo(Verdict.Answer.FAILED);
        }
        assertThat(answer(newestFirst.get(0), "rows")).isEqualTo(Verdict.Answer.PASSED);
        assertThat(newestFirst.get(0).rows()).isEqualTo(2);
        assertThat(newestFirst.get(0).rowsWould()).hasValue(2);
    }

    @Test
    void whichRowsAMergeBroughtCannotBeTold() throws Exception {
        WardFiles files = days("{ mode: merge, order: at }");
        files.rules("id: small, row: \"value < 100\", severity: block");
        BacktestResult.Tested newest = backtest(files).releases().get(0);
        assertThat(newest.would()).isEqualTo(BacktestResult.Would.CANNOT_BE_TOLD);
        assertThat(newest.rules())
                .filteredOn(ruled -> ruled.rule().id().equals("small"))
                .singleElement()
                .satisfies(ruled -> assertThat(ruled.why().orElseThrow()).contains("rows that a run brings", "merge"));
    }

    private WardFiles days(String load) throws Exception {
        WardFiles files = WardFiles.in(folder, ZONE.getId(), TableFormat.DELTA, "readings-{date}.csv", load)
                .deliver("readings-2026-03-02.csv", BAD_DAY)
                .deliver("readings-2026-03-03.csv", "b3,2026-03-03T02:00:00Z,1,\nb4,2026-03-03T03:00:00Z,2,\n");
        for (String day : List.of("2026-03-02", "2026-03-03")) {
            files.run(RunRequest.usual().over(Interval.parse(day, ZONE)));
        }
        return files;
    }

    private static BacktestResult backtest(WardFiles files) {
        try (WeirSession session = WeirSession.reading(files.read())) {
            return new Backtest(session).of(session.workspace().product("ward").orElseThrow(), 2);
        }
    }

    private static Verdict.Answer answer(BacktestResult.Tested tested, String rule) {
        return tested.rules().stream()
                .filter(ruled -> ruled.rule().id().equals(rule))
                .findFirst()
                .flatMap(BacktestResult.Ruled::would)
                .map(Verdict::answer)
                .orElseThrow();
    }
}
