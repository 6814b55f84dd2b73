package dev.weir.jobs.engine.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.run.WardFiles;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.UnchangedPolicy;
import dev.weir.jobs.plan.interval.Interval;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An interval that is run again, as a scheduler does that clears or repeats its run, makes no second release. */
@Tag("slow")
@ExtendWith(SparkFixture.class)
class IntervalAgainIT {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @TempDir
    private Path folder;

    @Test
    void anIntervalThatOthersCameAfterIsMadeAgainWhereSomethingHasChangedForIt() throws Exception {
        WardFiles files = WardFiles.in(
                        folder,
                        ZONE.getId(),
                        TableFormat.ICEBERG,
                        "readings-{date}*.csv",
                        "{ mode: append, interval: day }")
                .deliver("readings-2026-03-02.csv", "b1,2026-03-02T02:00:00Z,1,\n")
                .deliver("readings-2026-03-03.csv", "b1,2026-03-03T02:00:00Z,1,\n")
                .deliver("readings-2026-03-04.csv", "b1,2026-03-04T02:00:00Z,1,\n");
        for (String day : List.of("2026-03-02", "2026-03-03", "2026-03-04")) {
            assertThat(run(files, day).outcome()).isEqualTo(Outcome.RELEASED);
        }
        assertNothingNew(files, "2026-03-02", 1);
        assertNothingNew(files, "2026-03-03", 2);
        assertNothingNew(files, "2026-03-04", 3);

        files.deliver("readings-2026-03-02.csv", "b1,2026-03-02T02:00:00Z,2,\n");
        assertReleased(files, "2026-03-02", 4);
        assertNothingNew(files, "2026-03-03", 2);
        assertNothingNew(files, "2026-03-02", 4);

        RunRequest again = usual("2026-03-03").again(UnchangedPolicy.ALWAYS);
        assertThat(files.run(again).record().ending().release()).hasValue(5);
        assertNothingNew(files, "2026-03-03", 5);

        assertReleased(files, "2026-03-02/2026-03-04", 6);
        assertReleased(files, "2026-03-03", 7); // a release of two days made its rows last
        assertNothingNew(files, "2026-03-04", 3);

        files.rules("id: more, row: value > 0, severity: warn");
        assertReleased(files, "2026-03-04", 8);
        assertReleased(files, "2026-03-03", 9);
        assertNothingNew(files, "2026-03-04", 8);

        assertThat(files.run(RunRequest.usual().inFull()).record().ending().release())
                .hasValue(10);
        assertReleased(files, "2026-03-04", 11);
    }

    /** A bed that came on two days is quarantined on the second; once the first day is without it, the second has it. */
    @Test
    void whereOtherIntervalsSayWhatBecomesOfARowARunTells() throws Exception {
        WardFiles files = WardFiles.in(
                        folder,
                        ZONE.getId(),
                        TableFormat.ICEBERG,
                        "readings-{date}*.csv",
                        "{ mode: append, interval: day }")
                .deliver("readings-2026-03-02.csv", "b1,2026-03-02T02:00:00Z,1,\nb9,2026-03-02T02:00:00Z,1,\n")
                .deliver("readings-2026-03-03.csv", "b1,2026-03-03T02:00:00Z,1,\nb2,2026-03-03T02:00:00Z,1,\n");
        Path contract = folder.resolve("contracts/ward/readings.odcs.yaml");
        files.write(
                "contracts/ward/readings.odcs.yaml",
                Files.readString(contract)
                        .replace("name: bed, logicalType: string,", "name: bed, logicalType: string, unique: true,"));
        files.write("quality-rules/ward/readings.yaml", """
            contract: ward.readings
            rules:
              - { override: readings.bed.unique, severity: quarantine, because: "Tests." }
            """);
        assertReleased(files, "2026-03-02", 1);
        assertReleased(files, "2026-03-03", 2);
        files.deliver("readings-2026-03-02.csv", "b9,2026-03-02T02:00:00Z,1,\n");
        assertReleased(files, "2026-03-02", 3);
        RunResult again = files.run(usual("2026-03-03"));
        assertThat(again.manifest().orElseThrow().tables().get(0).rows())
                .as("b9, b1 and b2")
                .isEqualTo(3);
    }

    private static void assertNothingNew(WardFiles files, String interval, long release) {
        RunRecord.Ending ending = run(files, interval);
        assertThat(ending.outcome()).as(interval).isEqualTo(Outcome.UNCHANGED);
        assertThat(ending.release()).as(interval).isEqualTo(OptionalLong.of(release));
    }

    private static void assertReleased(WardFiles files, String interval, long release) {
        RunRecord.Ending ending = run(files, interval);
        assertThat(ending.outcome()).as(interval).isEqualTo(Outcome.RELEASED);
        assertThat(ending.release()).as(interval).isEqualTo(OptionalLong.of(release));
    }

    private static RunRecord.Ending run(WardFiles files, String interval) {
        return files.run(usual(interval)).record().ending();
    }

    private static RunRequest usual(String interval) {
        return RunRequest.usual().over(Interval.parse(interval, ZONE));
    }
}
