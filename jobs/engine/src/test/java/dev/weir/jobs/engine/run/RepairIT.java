package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.UnchangedPolicy;
import dev.weir.jobs.engine.scope.Verb;
import dev.weir.jobs.plan.interval.Interval;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A bad day was released, and is made again: it is not compared with its own bad version. */
@Tag("slow")
@ExtendWith(SparkFixture.class)
class RepairIT {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @TempDir
    private Path folder;

    @Test
    void aRepairLearnsNothingFromWhatItRepairs() throws Exception {
        WardFiles files = ward("warn");
        day(files, 2, 20, 0);
        day(files, 3, 20, 0);
        day(files, 4, 10, 1000); // ward@3 is the bad one

        files.rules(rules("block"));
        deliver(files, 4, 20, 0);
        RunRequest repair = over(4).repairing(3);
        RunRecord checked = files.check(repair.by(Verb.CHECK)).record();
        RunRecord run = files.run(repair).record();

        assertThat(Said.differences(checked, run)).isEmpty();
        assertThat(run.ending().reasons()).isEmpty();
        assertThat(said(run, "like-before")).contains("against release 2,");
        assertThat(said(run, "as-before")).contains("against the last 2 releases (1 to 2),");
        assertThat(said(run, "as-many")).isEqualTo("RowCount is 20; asked: >= last(), which is 20");
    }

    /** Twice is as once, for those that are compared with it as well. */
    @Test
    void aDayIsNotComparedWithItself() throws Exception {
        WardFiles files = ward("warn");
        day(files, 2, 20, 0);
        day(files, 3, 20, 0);
        day(files, 3, 10, 1000);
        RunRecord third = day(files, 3, 11, 1000);
        RunRecord fourth = day(files, 4, 20, 0);

        assertThat(said(third, "like-before")).contains("against release 1,");
        assertThat(said(third, "as-many")).endsWith("which is 20");
        assertThat(said(fourth, "like-before")).contains("against release 4,");
        assertThat(said(fourth, "as-before")).contains("against the last 2 releases (1 to 4),");
        assertThat(said(fourth, "as-usual"))
                .isEqualTo("It passes until there are 3 releases to compare with: 2 have measured it");
    }

    @Test
    void aRepairIsOfTheIntervalThatItsReleaseMade() throws Exception {
        WardFiles files = ward("warn");
        day(files, 2, 20, 0);
        day(files, 3, 20, 0);

        for (RunRequest wrong : new RunRequest[] {over(3).repairing(1), over(3).repairing(7)}) {
            assertThatThrownBy(() -> files.run(wrong))
                    .isInstanceOf(ProblemsException.class)
                    .hasMessageContaining(
                            wrong.repairs().get() == 1
                                    ? "A run for 2026-03-03 does not repair ward@1"
                                    : "There is no release ward@7");
            assertThatThrownBy(() -> files.check(wrong.by(Verb.CHECK))).isInstanceOf(ProblemsException.class);
        }
    }

    @Test
    void aReleaseThatIsNamedHasToBeThere() throws Exception {
        WardFiles files = ward("warn");
        files.rules(
                "id: like-700, drift: { column: value, measure: null-rate, against: { release: 700 }, atMost: 0.1 }, severity: warn");
        assertThat(day(files, 2, 20, 0).verdicts())
                .filteredOn(verdict -> verdict.rule().id().equals("like-700"))
                .extracting(Verdict::subject)
                .containsExactly(Verdict.Subject.NOTHING);
        RunRecord run = day(files, 3, 20, 0);
        assertThat(run.verdicts())
                .filteredOn(verdict -> verdict.rule().id().equals("like-700"))
                .extracting(Verdict::answer)
                .containsExactly(Verdict.Answer.ERROR);
        assertThat(said(run, "like-700")).startsWith("There is no release 700 to compare with");
    }

    private WardFiles ward(String severity) throws Exception {
        return WardFiles.in(
                        folder,
                        ZONE.getId(),
                        TableFormat.DELTA,
                        "readings-{date}.csv",
                        "{ mode: append, interval: day }")
                .rules(rules(severity));
    }

    private static String[] rules(String severity) {
        return new String[] {
            "id: like-before, drift: { column: value, measure: kolmogorov-smirnov, atMost: 0.3 }, severity: "
                    + severity,
            "id: as-before, drift: { column: value, measure: wasserstein, against: { window: 2 }, atMost: 5 }, severity: "
                    + severity,
            "id: as-many, check: 'RowCount >= last()', severity: " + severity,
            "id: as-usual, check: 'RowCount >= avg(last(3)) * 0.5', severity: " + severity
        };
    }

    private static RunRecord day(WardFiles files, int day, int rows, int more) throws Exception {
        deliver(files, day, rows, more);
        return files.run(over(day).again(UnchangedPolicy.ALWAYS)).record();
    }

    private static void deliver(WardFiles files, int day, int rows, int more) throws Exception {
        files.deliver(
                "readings-2026-03-0" + day + ".csv",
                IntStream.range(0, rows)
                        .mapToObj(i -> "b" + day + i + ",2026-03-0" + day + "T02:00:00Z," + (more + i % 10) + ",\n")
                        .collect(Collectors.joining()));
    }

    private static RunRequest over(int day) {
        return RunRequest.usual().over(Interval.parse("2026-03-0" + day, ZONE));
    }

    private static String said(RunRecord run, String rule) {
        return run.verdicts().stream()
                .filter(verdict -> verdict.rule().id().equals(rule))
                .map(Verdict::explanation)
                .collect(Collectors.joining());
    }
}
