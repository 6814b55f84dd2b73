package dev.weir.jobs.engine.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.engine.check.CheckResult;
import dev.weir.jobs.engine.check.CheckRun;
import dev.weir.jobs.engine.quarantine.RetryResult;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.run.WardFiles;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.UnchangedPolicy;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.interval.Interval;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every check of a table that is loaded in parts is about the rows that the run brings, whatever answers it. */
@Tag("slow")
class ChecksOfLoadsIT {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final String FIRST = """
            1,2026-03-02T02:00:00Z,1,
            2,2026-03-02T03:00:00Z,2,
            3,2026-03-02T04:00:00Z,3,
            4,2026-03-02T05:00:00Z,4,
            5,2026-03-02T06:00:00Z,5,
            6,2026-03-02T07:00:00Z,6,
            """;

    private static final String SECOND = """
            a,2026-03-03T02:00:00Z,10,
            b,2026-03-03T03:00:00Z,10,
            c,2026-03-03T04:00:00Z,20,
            d,2026-03-03T05:00:00Z,,
            """;

    @TempDir
    private Path folder;

    /** By id, each with the number that is right of the second day's rows alone. */
    private static final Map<String, String> CHECKS = new TreeMap<>(Map.ofEntries(
            Map.entry("rows", "RowCount = 4"),
            Map.entry("distinct", "DistinctValuesCount \\\"value\\\" = 3"),
            Map.entry("mean", "Mean \\\"value\\\" between 13 and 14"),
            Map.entry("sum", "Sum \\\"value\\\" = 40"),
            Map.entry("complete", "Completeness \\\"value\\\" = 0.75"),
            Map.entry("unique", "Uniqueness \\\"value\\\" < 0.34"),
            Map.entry("ratio", "UniqueValueRatio \\\"value\\\" = 0.5"),
            Map.entry("twice", "DuplicateRowCount \\\"value\\\" = 2"),
            Map.entry("query", "CustomSql \\\"select count(*) from primary\\\" = 4"),
            Map.entry("each", "CustomSql \\\"select * from primary where value < 20\\\" with threshold > 0.4"),
            Map.entry("most", "CustomSql \\\"select min(value) from primary\\\" = 10"),
            Map.entry("entropy", "Entropy \\\"bed\\\" between 1.38 and 1.39")));

    @ParameterizedTest
    @CsvSource({
        "delta, '{ mode: append, interval: day }'",
        "iceberg, '{ mode: append, interval: day }'",
        "delta, incremental",
        "iceberg, incremental",
        "delta, '{ mode: merge, order: at, source: raw.feed }'",
        "iceberg, '{ mode: merge, order: at, source: raw.feed }'"
    })
    void areAboutTheRowsThatTheRunBrings(TableFormat format, String load) throws Exception {
        WardFiles files = WardFiles.in(folder, ZONE.getId(), format, "readings-{date}.csv", load)
                .deliver("readings-2026-03-02.csv", FIRST);
        run(files, load, "2026-03-02");
        List<String> rules = new ArrayList<>();
        CHECKS.forEach((id, check) -> rules.add("id: " + id + ", check: \"" + check + "\", severity: warn"));
        files.rules(rules.toArray(String[]::new)).deliver("readings-2026-03-03.csv", SECOND);

        List<Verdict> verdicts = run(files, load, "2026-03-03").record().verdicts();

        assertThat(CHECKS.keySet())
                .allSatisfy(id -> assertThat(verdicts)
                        .filteredOn(verdict -> verdict.rule().id().equals(id))
                        .singleElement()
                        .satisfies(verdict -> assertThat(verdict.answer())
                                .as(verdict.toString())
                                .isEqualTo(Verdict.Answer.PASSED)));
    }

    /** A share of rows whose key repeats is one of all rows, whatever the run brings. */
    @ParameterizedTest
    @CsvSource({"delta", "iceberg"})
    void aKeyIsJudgedOnAllRows(TableFormat format) throws Exception {
        String load = "{ mode: append, interval: day }";
        WardFiles files = WardFiles.in(folder, ZONE.getId(), format, "readings-{date}.csv", load)
                .deliver(
                        "readings-2026-03-02.csv",
                        "1,2026-03-02T02:00:00Z,1,\n1,2026-03-02T03:00:00Z,2,\n2,2026-03-02T04:00:00Z,3,\n2,2026-03-02T05:00:00Z,3,\n")
                .deliver(
                        "readings-2026-03-03.csv",
                        "1,2026-03-03T02:00:00Z,1,\n3,2026-03-03T03:00:00Z,2,\n4,2026-03-03T04:00:00Z,3,\n")
                .rules("id: beds, check: 'IsPrimaryKey \"bed\"', threshold: 0.5, severity: warn");
        run(files, load, "2026-03-02");

        assertThat(verdicts(run(files, load, "2026-03-03"), List.of("beds")))
                .singleElement()
                .satisfies(verdict -> {
                    assertThat(verdict.rows().evaluated()).isEqualTo(7);
                    assertThat(verdict.rows().failed()).isEqualTo(5);
                });
    }

    /** A column is compared with the last release for which files came. */
    @Test
    void driftIsFromTheLastReleaseWithAFile() throws Exception {
        WardFiles files = WardFiles.in(folder, ZONE.getId(), TableFormat.DELTA, "readings-{date}.csv", "incremental")
                .emptyIntervals()
                .rules(
                        "id: like, drift: { column: value, measure: kolmogorov-smirnov, atMost: 0.1 }, severity: block",
                        "id: known, drift: { column: bed, measure: new-categories, atMost: 0.1 }, severity: block");
        files.deliver("readings-2026-03-02.csv", FIRST);
        run(files, "incremental", "");
        files.deliver("readings-2026-03-03.csv", FIRST.replace("03-02T", "03-03T"));
        run(files, "incremental", "");
        files.run(RunRequest.usual().again(UnchangedPolicy.ALWAYS));
        files.deliver("readings-2026-03-05.csv", FIRST.replace("03-02T", "03-05T"));

        RunResult next = files.run(RunRequest.usual());

        assertThat(next.manifest()).isPresent();
        assertThat(verdicts(next, List.of("like", "known"))).hasSize(2).allSatisfy(verdict -> {
            assertThat(verdict.explanation()).contains("against release 2");
            assertThat(verdict.subject()).isEqualTo(Verdict.Subject.SOMETHING);
        });
    }

    /** Two versions of one key are no fault of a table that merges them. */
    @Test
    void aTrialAsksNoKeyOfWhatItDoesNotMerge() throws Exception {
        WardFiles files = WardFiles.in(
                        folder,
                        ZONE.getId(),
                        TableFormat.DELTA,
                        "readings-{date}.csv",
                        "{ mode: merge, order: at, source: raw.feed }")
                .deliver("readings-2026-03-02.csv", "1,2026-03-02T02:00:00Z,1,\n1,2026-03-02T03:00:00Z,2,\n");

        try (WeirSession session = WeirSession.open(files.read())) {
            CheckResult trial = new CheckRun(session, "1.0.0", event -> {}).check("ward", 0);

            assertThat(trial.releases()).isTrue();
            assertThat(trial.record().verdicts())
                    .filteredOn(verdict -> verdict.rule().id().equals("readings.key"))
                    .singleElement()
                    .satisfies(verdict -> assertThat(verdict.answer()).isEqualTo(Verdict.Answer.DORMANT));
        }
    }

    /** Files that were read are not read again, so that the next run does not bring the row. */
    @ParameterizedTest
    @CsvSource({
        "'{ mode: merge, order: at, source: raw.feed }', FULL",
        "'{ mode: merge, order: at }', NEXT",
        "incremental, FULL",
        "'{ mode: append, interval: day }', INTERVAL"
    })
    void aRetryNamesTheRunThatLetsRowsIn(String load, RetryResult.By by) throws Exception {
        WardFiles files = WardFiles.in(folder, ZONE.getId(), TableFormat.DELTA, "readings-{date}.csv", load)
                .deliver("readings-2026-03-02.csv", "1,2026-03-02T02:00:00Z,1,\n2,2026-03-02T03:00:00Z,700,\n")
                .rules("id: small, row: value < 100, severity: quarantine");
        RunResult first = run(files, load, "2026-03-02");
        files.rules("id: small, row: value < 1000, severity: quarantine");
        try (WeirSession session = WeirSession.open(files.read())) {
            RetryResult retried = new CheckRun(session, "1.0.0", event -> {}).retry(first.record(), 5);

            assertThat(retried.in(by)).isEqualTo(1);
            assertThat(retried.parts())
                    .singleElement()
                    .satisfies(part -> assertThat(part.by()).isEqualTo(by));
        }

        RunRequest again = switch (by) {
            case NEXT -> RunRequest.usual();
            case INTERVAL -> RunRequest.usual().over(Interval.parse("2026-03-02", ZONE));
            case FULL -> RunRequest.usual().inFull();
        };
        assertThat(files.run(again).manifest().orElseThrow().tables())
                .singleElement()
                .satisfies(table -> assertThat(table.rows()).isEqualTo(2));
    }

    /** A run without a new file is no day of 0 rows: neither for its own checks, nor for those of later runs. */
    @ParameterizedTest
    @CsvSource({"incremental", "'{ mode: merge, order: at, source: raw.feed }'"})
    void aRunWithoutANewFileHasNothingToJudge(String load) throws Exception {
        WardFiles files = WardFiles.in(folder, ZONE.getId(), TableFormat.DELTA, "readings-{date}.csv", load)
                .emptyIntervals();
        List<String> ids = List.of("some", "half", "usual", "middle");
        files.rules(
                "id: some, check: 'RowCount > 0', severity: block",
                "id: half, check: 'RowCount >= last() * 0.5', severity: warn",
                "id: usual, drift: { measure: row-count, against: { window: 9 }, atMost: 3 }, severity: block",
                "id: middle, check: 'Mean \"value\" > 0', severity: block");
        for (int day = 2; day <= 5; day++) {
            files.deliver("readings-2026-03-0" + day + ".csv", day % 2 == 0 ? FIRST : SECOND);
            assertThat(run(files, load, "").manifest()).isPresent();
        }

        RunResult idle = files.run(RunRequest.usual().again(UnchangedPolicy.ALWAYS));
        RunResult once = files.run(RunRequest.usual());

        assertThat(idle.manifest()).isPresent();
        assertThat(verdicts(idle, ids)).hasSize(ids.size()).allSatisfy(verdict -> {
            assertThat(verdict.subject()).isEqualTo(Verdict.Subject.NOTHING);
            assertThat(verdict.explanation()).startsWith("No new file came for 'readings'");
        });
        assertThat(once.record().ending().outcome()).isEqualTo(Outcome.UNCHANGED);

        files.deliver("readings-2026-03-06.csv", "7,2026-03-06T02:00:00Z,7,\n");
        RunResult few = files.run(RunRequest.usual());

        assertThat(verdicts(few, List.of("half"))).singleElement().satisfies(verdict -> {
            assertThat(verdict.answer()).isEqualTo(Verdict.Answer.FAILED);
            assertThat(verdict.explanation()).contains("RowCount is 1", "which is 2");
        });
        assertThat(verdicts(few, List.of("usual")))
                .singleElement()
                .satisfies(
                        verdict -> assertThat(verdict.explanation()).contains("4.66667 were expected from 3 releases"));

        files.deliver("readings-2026-03-07.csv", "");
        RunResult none = files.run(RunRequest.usual());

        assertThat(none.manifest())
                .as("a file without a row is a day of 0 rows")
                .isEmpty();
        assertThat(verdicts(none, List.of("some")))
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.answer()).isEqualTo(Verdict.Answer.FAILED));
    }

    private static List<Verdict> verdicts(RunResult run, List<String> rules) {
        return run.record().verdicts().stream()
                .filter(verdict -> rules.contains(verdict.rule().id()))
                .toList();
    }

    private static RunResult run(WardFiles files, String load, String day) {
        return files.run(
                load.contains("append") ? RunRequest.usual().over(Interval.parse(day, ZONE)) : RunRequest.usual());
    }
}
