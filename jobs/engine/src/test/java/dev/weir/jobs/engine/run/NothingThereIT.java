package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.Score;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.backtest.Backtest;
import dev.weir.jobs.engine.backtest.BacktestResult;
import dev.weir.jobs.engine.check.CheckResult;
import dev.weir.jobs.engine.check.CheckRun;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.interval.Interval;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A source that could not be read makes no release, and an empty table is no success. */
@ExtendWith(SparkFixture.class)
class NothingThereIT {

    private static final String PATIENTS = ClinicFiles.PATIENTS + "p1,,F,30\np2,,M,31\n";
    private static final String VISIT = "v%1$d,p1,2026-01-0%1$d,,in,5.00\n";

    private final SparkSession spark;

    @TempDir
    private Path folder;

    NothingThereIT(SparkSession spark) {
        this.spark = spark;
    }

    private RunRecord run(ClinicFiles files, RunRequest request) {
        return new ProductRun(WeirSession.open(files.read()), "1.0.0", event -> {})
                .run("clinic", request)
                .record();
    }

    private RunRecord run(ClinicFiles files) {
        return run(files, RunRequest.usual());
    }

    private static Verdict verdict(RunRecord record, String rule) {
        return record.verdicts().stream()
                .filter(verdict -> verdict.rule().id().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static String visits(int readable, int unreadable) {
        return ClinicFiles.VISITS + VISIT.formatted(1).repeat(readable) + "v9,p1,no day,,in,5.00\n".repeat(unreadable);
    }

    @Test
    void aSourceOfWhichNothingCouldBeReadHoldsTheRun() throws Exception {
        ClinicFiles files =
                ClinicFiles.in(folder).asUsual().deliver("patients", PATIENTS).deliver("visits", visits(0, 7));

        RunRecord record = run(files);

        assertThat(record.ending().outcome()).isEqualTo(Outcome.HELD);
        Verdict unreadable = verdict(record, "raw.files.visits.unreadable");
        assertThat(unreadable.holds()).isTrue();
        assertThat(unreadable.explanation())
                .isEqualTo("7 of 7 records cannot be read; a share of 0 passes, but 0.95 has to");
        assertThat(verdict(record, "visits.empty").holds()).isTrue();
        Score score = record.score();
        assertThat(score.tables())
                .filteredOn(table -> table.table().equals("visits"))
                .singleElement()
                .satisfies(table -> assertThat(table.points()).isZero());
        assertThat(score.unjudged()).extracting(Score.Unjudged::rule).contains("visits.patient.reference");
    }

    @Test
    void theShareIsTheContractsOrTheStewards() throws Exception {
        ClinicFiles files =
                ClinicFiles.in(folder).asUsual().deliver("patients", PATIENTS).deliver("visits", visits(9, 1));
        assertThat(run(files).ending().outcome()).isEqualTo(Outcome.HELD);

        files.deliver("visits", visits(19, 1));
        RunRecord released = run(files);
        assertThat(released.ending().outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(verdict(released, "raw.files.visits.unreadable").explanation())
                .isEqualTo("1 of 20 records cannot be read; a share of 0.95 passes, and 0.95 is enough");

        files.deliver("visits", visits(1, 3));
        files.write("quality-rules/raw.yaml", """
            contract: raw.files
            rules:
              - { override: raw.files.visits.unreadable, severity: block, threshold: 0.25, because: "The ward types by hand." }
            """);
        assertThat(run(files).ending().outcome()).isEqualTo(Outcome.RELEASED);
    }

    @Test
    void anEmptyTableHoldsTheRunUnlessTheContractAllowsIt() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder).asUsual().deliver("patients", PATIENTS);

        RunRecord held = run(files);
        assertThat(held.ending().outcome()).isEqualTo(Outcome.HELD);
        assertThat(held.verdicts())
                .filteredOn(Verdict::holds)
                .extracting(verdict -> verdict.rule().id())
                .containsExactly("visits.empty");
        CheckResult check = new CheckRun(WeirSession.in(spark, files.read()), "1.0.0", event -> {}).check("clinic", 0);
        assertThat(check.releases()).isFalse();

        ClinicFiles allowed = ClinicFiles.in(folder.resolve("allowed")).deliver("patients", PATIENTS);
        RunRecord released = run(allowed);
        assertThat(released.ending().outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(released.score().tables())
                .extracting(Score.TableScore::table)
                .doesNotContain("visits");
        assertThat(released.score().unjudged())
                .extracting(Score.Unjudged::rule)
                .contains("visits.patient.reference", "raw.files.visits.unreadable");
    }

    @Tag("slow")
    @Test
    void aLoadThatBringsNothingKeepsTheRowsThatAreThere() throws Exception {
        for (TableFormat format : TableFormat.own()) {
            ClinicFiles files = ClinicFiles.in(folder.resolve(format.name()))
                    .asUsual()
                    .format(format)
                    .load("visits", "day", "{ mode: append, interval: day }")
                    .deliver("patients", PATIENTS)
                    .deliver("visits", ClinicFiles.VISITS + VISIT.formatted(1));
            assertThat(run(files, on("2026-01-02")).ending().outcome())
                    .as("the first interval has no row, and there is none")
                    .isEqualTo(Outcome.HELD);
            assertThat(run(files, on("2026-01-01")).ending().outcome()).isEqualTo(Outcome.RELEASED);

            RunRecord quiet = run(files, on("2026-01-02"));
            assertThat(quiet.ending().outcome()).isEqualTo(Outcome.RELEASED);
            assertThat(verdict(quiet, "visits.empty").explanation()).isEqualTo("1 row");

            files.deliver("visits", ClinicFiles.VISITS);
            assertThat(run(files, on("2026-01-01")).ending().outcome())
                    .as("the interval's rows are gone, and no other is there")
                    .isEqualTo(Outcome.HELD);
        }
    }

    private static RunRequest on(String day) {
        return RunRequest.usual().over(Interval.parse(day, ZoneOffset.UTC));
    }

    @Test
    void earlierReleasesAnswerBothRulesFromTheirCounts() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder).deliver("patients", PATIENTS).deliver("visits", visits(4, 1));
        assertThat(run(files).ending().outcome()).isEqualTo(Outcome.RELEASED);
        files.deliver("visits", ClinicFiles.VISITS);
        assertThat(run(files).ending().outcome()).isEqualTo(Outcome.RELEASED);

        files.asUsual();
        WeirSession session = WeirSession.open(files.read());
        BacktestResult result =
                new Backtest(session).of(session.workspace().product("clinic").orElseThrow(), 2);

        assertThat(would(result.releases().get(0), "visits.empty")).contains(Verdict.Answer.FAILED);
        assertThat(would(result.releases().get(0), "raw.files.visits.unreadable"))
                .contains(Verdict.Answer.PASSED);
        assertThat(would(result.releases().get(1), "visits.empty")).contains(Verdict.Answer.PASSED);
        assertThat(would(result.releases().get(1), "raw.files.visits.unreadable"))
                .contains(Verdict.Answer.FAILED);
        assertThat(result.releases()).extracting(BacktestResult.Tested::would).containsOnly(BacktestResult.Would.HELD);
    }

    private static Optional<Verdict.Answer> would(BacktestResult.Tested tested, String rule) {
        return tested.rules().stream()
                .filter(ruled -> ruled.rule().id().equals(rule))
                .findFirst()
                .flatMap(BacktestResult.Ruled::would)
                .map(Verdict::answer);
    }
}
