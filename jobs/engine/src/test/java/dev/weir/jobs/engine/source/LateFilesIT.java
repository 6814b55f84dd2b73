package dev.weir.jobs.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.json.RunRecordJson;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.run.Backfill;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.run.WardFiles;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.interval.Interval;
import dev.weir.releases.journal.RunArchive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files that come after their day's release are told, and taken when somebody says so; a day may have none. */
@ExtendWith(SparkFixture.class)
class LateFilesIT {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @TempDir
    private Path folder;

    @Test
    void lateFilesAreToldAndTakenAndADayMayHaveNone() throws Exception {
        WardFiles files = WardFiles.in(
                        folder,
                        ZONE.getId(),
                        TableFormat.ICEBERG,
                        "readings-{date}*.csv",
                        "{ mode: append, interval: day }")
                .deliver("readings-2026-03-02.csv", "b1,2026-03-02T02:00:00Z,1,\n")
                .deliver("readings-2026-03-03.csv", "b1,2026-03-03T02:00:00Z,1,\n")
                .deliver("readings-2026-03-04.csv", "b1,2026-03-04T02:00:00Z,1,\n");
        List<Interval> days = Interval.parse("2026-03-02/2026-03-05", ZONE).each(Interval.Step.DAY);
        assertThat(in(files, fill -> fill.of("ward", days, RunRequest.usual())).late())
                .isEmpty();

        files.deliver("readings-2026-03-02-b.csv", "b2,2026-03-02T03:00:00Z,1,\n")
                .deliver("readings-2026-03-03.csv", "b1,2026-03-03T02:00:00Z,7,\n");
        Files.setLastModifiedTime(
                folder.resolve("raw/readings-2026-03-04.csv"), FileTime.from(Instant.parse("2026-04-01T00:00:00Z")));
        Backfill.Result again = in(files, fill -> fill.of("ward", days, RunRequest.usual()));
        assertThat(again.parts()).allMatch(part -> part.ending().isEmpty());
        assertThat(LateFiles.words(again.late()))
                .isEqualTo("2 earlier days have new or changed files: 2026-03-02, 2026-03-03");
        assertThat(LateFiles.remedy("ward", again.late()))
                .isEqualTo("'weir run ward --interval 2026-03-02/2026-03-04 --each day --changed' takes them");

        Backfill.Result taken = in(files, fill -> fill.ofChanged("ward", days, RunRequest.usual()));
        assertThat(taken.parts()).extracting(Backfill.Part::interval).containsExactly(days.get(0), days.get(1));
        assertThat(taken.late()).isEmpty();
        assertThat(rows(files)).isEqualTo(4);

        files.deliver("readings-2026-03-03.csv", "b1,2026-03-03T02:00:00Z,8,\n")
                .rules("id: more, row: value > 0, severity: warn");
        Backfill.Result mended = in(files, fill -> fill.ofChanged("ward", days, RunRequest.usual()));
        assertThat(mended.parts())
                .as("a day's file is late whatever rules released the day")
                .extracting(Backfill.Part::interval)
                .containsExactly(days.get(1));

        RunRequest dayWithout = RunRequest.usual().over(Interval.parse("2026-03-05", ZONE));
        assertThatThrownBy(() -> files.run(dayWithout))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("for 2026-03-05")
                .hasMessageContaining("'weirEmpty: allow' on the source's table");
        assertThat(new RunArchive(folder).latest("ward").orElseThrow().ending().outcome())
                .as("a run that failed leaves its record")
                .isEqualTo(Outcome.FAILED);
        files.emptyIntervals();
        files.deliver("readings-2026-03-04-b.csv", "b2,2026-03-04T03:00:00Z,1,\n");
        RunResult empty = files.run(dayWithout);
        assertThat(empty.record().ending().outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(empty.record().ending().late()).containsExactly("2026-03-04");
        assertThat(RunRecordJson.parse("run.json", RunRecordJson.print(empty.record())))
                .isEqualTo(empty.record());
        assertThat(rows(files)).isEqualTo(4);

        // its month has read the file anew, and so has each of its days
        files.deliver("readings-2026-03-02.csv", "b1,2026-03-02T02:00:00Z,9,\n");
        files.run(RunRequest.usual().over(Interval.parse("2026-03", ZONE)));
        assertThat(in(files, fill -> fill.ofChanged("ward", days, RunRequest.usual()))
                        .parts())
                .isEmpty();
        files.deliver("readings-2026-03-02.csv", "b1,2026-03-02T02:00:00Z,10,\n");
        assertThat(in(files, fill -> fill.ofChanged("ward", days, RunRequest.usual()))
                        .parts())
                .extracting(Backfill.Part::interval)
                .containsExactly(days.get(0));
    }

    /** A run of one day reads the file that others are of, too; theirs has changed all the same. */
    @Test
    void aFileOfSeveralDaysIsNewForEachOfThem() throws Exception {
        WardFiles files = WardFiles.in(
                        folder,
                        ZONE.getId(),
                        TableFormat.ICEBERG,
                        "readings-{month}.csv",
                        "{ mode: append, interval: day, leftOut: allow }")
                .deliver("readings-2026-03.csv", "b1,2026-03-02T02:00:00Z,1,\n");
        List<Interval> days = Interval.parse("2026-03-02/2026-03-04", ZONE).each(Interval.Step.DAY);
        files.run(RunRequest.usual().over(days.get(0)));
        files.deliver(
                "readings-2026-03.csv",
                "b1,2026-03-02T02:00:00Z,1,\nb2,2026-03-02T03:00:00Z,2,\nb1,2026-03-03T02:00:00Z,3,\n");
        files.run(RunRequest.usual().over(days.get(1)));
        assertThat(rows(files)).isEqualTo(2);

        Backfill.Result taken = in(files, fill -> fill.ofChanged("ward", days, RunRequest.usual()));
        assertThat(taken.parts()).extracting(Backfill.Part::interval).containsExactly(days.get(0));
        assertThat(rows(files)).isEqualTo(3);
        assertThat(in(files, fill -> fill.ofChanged("ward", days, RunRequest.usual()))
                        .parts())
                .isEmpty();
    }

    /** A file that came after one day's release, and that another day's run has read since, is new for the first. */
    @Test
    void aFileThatAnotherDayHasReadIsNewForADayWithoutIt() throws Exception {
        WardFiles files = WardFiles.in(
                        folder,
                        ZONE.getId(),
                        TableFormat.ICEBERG,
                        "readings-{month}.csv",
                        "{ mode: append, interval: day, leftOut: allow }")
                .deliver("readings-2026-02.csv", "b1,2026-02-02T02:00:00Z,1,\n");
        files.emptyIntervals();
        List<Interval> days = Interval.parse("2026-03-02/2026-03-04", ZONE).each(Interval.Step.DAY);
        files.run(RunRequest.usual().over(days.get(0)));
        files.deliver("readings-2026-03.csv", "b1,2026-03-02T02:00:00Z,1,\nb1,2026-03-03T02:00:00Z,3,\n");
        files.run(RunRequest.usual().over(days.get(1)));

        Backfill.Result taken = in(files, fill -> fill.ofChanged("ward", days, RunRequest.usual()));
        assertThat(taken.parts()).extracting(Backfill.Part::interval).containsExactly(days.get(0));
        assertThat(rows(files)).isEqualTo(2);
    }

    @Test
    void anIntervalThatAnotherBackfillMakesMeanwhileIsPassedOver() throws Exception {
        WardFiles files = WardFiles.in(
                        folder,
                        ZONE.getId(),
                        TableFormat.ICEBERG,
                        "readings-{date}.csv",
                        "{ mode: append, interval: day }")
                .deliver("readings-2026-03-02.csv", "b1,2026-03-02T02:00:00Z,1,\n")
                .deliver("readings-2026-03-03.csv", "b1,2026-03-03T02:00:00Z,1,\n")
                .deliver("readings-2026-03-04.csv", "b1,2026-03-04T02:00:00Z,1,\n");
        List<Interval> days = Interval.parse("2026-03-02/2026-03-05", ZONE).each(Interval.Step.DAY);
        try (WeirSession session = WeirSession.open(files.read())) {
            ProductRun run = new ProductRun(session, "1.0.0", event -> {});
            Backfill.Result first = new Backfill(run, part -> {
                        if (part.position() == 1) {
                            run.run("ward", RunRequest.usual().over(days.get(1)));
                        }
                    })
                    .of("ward", days, RunRequest.usual());
            assertThat(first.parts())
                    .extracting(Backfill.Part::ending)
                    .containsExactly(Optional.of(Outcome.RELEASED), Optional.empty(), Optional.of(Outcome.RELEASED));
            assertThat(session.releaseLog().numbers("ward").toArray()).containsExactly(1, 2, 3);
        }
        assertThat(rows(files)).isEqualTo(3);
    }

    /** A month that was run on its tenth day is without the files of its later days; their own runs take these. */
    @Test
    void aFileThatItsDayHasTakenIsNotLateForTheMonthBefore() throws Exception {
        WardFiles files = WardFiles.in(
                        folder,
                        ZONE.getId(),
                        TableFormat.ICEBERG,
                        "readings-{date}*.csv",
                        "{ mode: append, interval: day }")
                .deliver("readings-2026-03-02.csv", "b1,2026-03-02T02:00:00Z,1,\n");
        Interval month = Interval.parse("2026-03", ZONE);
        files.run(RunRequest.usual().over(month));
        files.deliver("readings-2026-03-20.csv", "b1,2026-03-20T02:00:00Z,1,\n");
        RunResult day = files.run(RunRequest.usual().over(Interval.parse("2026-03-20", ZONE)));
        assertThat(day.record().ending().late())
                .as("the run reads the file itself")
                .isEmpty();
        assertThat(in(files, fill -> fill.ofChanged("ward", List.of(month), RunRequest.usual()))
                        .late())
                .isEmpty();

        files.deliver("readings-2026-03-05.csv", "b1,2026-03-05T02:00:00Z,1,\n")
                .deliver("readings-2026-03-21.csv", "b1,2026-03-21T02:00:00Z,1,\n");
        List<Interval> days = Interval.parse("2026-03-21/2026-03-23", ZONE).each(Interval.Step.DAY);
        List<Interval> late = new ArrayList<>();
        try (WeirSession session = WeirSession.open(files.read())) {
            Backfill fill = new Backfill(new ProductRun(session, "1.0.0", event -> {}), part -> {}, late::addAll);
            assertThatThrownBy(() -> fill.of("ward", days, RunRequest.usual())).hasMessageContaining("for 2026-03-22");
        }
        assertThat(late).containsExactly(month);
        assertThat(LateFiles.remedy("ward", late))
                .isEqualTo("'weir run ward --interval 2026-03 --each month --changed' takes them");
        Backfill.Result taken =
                in(files, fill -> fill.ofChanged("ward", month.each(Interval.Step.MONTH), RunRequest.usual()));
        assertThat(taken.parts()).extracting(Backfill.Part::interval).containsExactly(month);
        assertThat(taken.late()).isEmpty();
        assertThat(rows(files)).isEqualTo(4);
    }

    private static long rows(WardFiles files) {
        try (WeirSession session = WeirSession.reading(files.read())) {
            return session.releaseLog().latest("ward").orElseThrow().tables().stream()
                    .mapToLong(ReleasedTable::rows)
                    .sum();
        }
    }

    private static Backfill.Result in(WardFiles files, Function<Backfill, Backfill.Result> work) {
        try (WeirSession session = WeirSession.open(files.read())) {
            return work.apply(new Backfill(new ProductRun(session, "1.0.0", event -> {}), part -> {}));
        }
    }
}
