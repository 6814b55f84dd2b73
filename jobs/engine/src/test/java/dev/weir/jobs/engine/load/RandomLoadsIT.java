package dev.weir.jobs.engine.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.TableCount;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.check.CheckResult;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.run.Said;
import dev.weir.jobs.engine.run.WardFiles;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.UnchangedPolicy;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.interval.Interval;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random files, late, missing and changed, are loaded in random zones: every row of every run is released, quarantined or
 * counted as left out, as a {@link LoadModel} in plain Java has it, and as a check says before.
 */
@ExtendWith(SparkFixture.class)
class RandomLoadsIT {

    private static final List<String> ZONES =
            List.of("UTC", "Asia/Shanghai", "America/New_York", "Asia/Kathmandu", "Pacific/Apia");
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 7); // New York puts its clocks on at the 8th
    private static final int DAYS = 3;
    private static final int HISTORIES = Integer.getInteger("weir.load.histories", 1);
    private static final int RUNS = 4;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"APPEND, iceberg", "INCREMENTAL, delta", "MERGE, iceberg"})
    void noRowIsLostInAFewRuns(LoadModel.Mode mode, TableFormat format) throws Exception {
        history(mode, format, 1, 2);
    }

    /** The formats that the short histories have not. */
    @Tag("torture")
    @ParameterizedTest
    @CsvSource({"APPEND, delta", "INCREMENTAL, iceberg", "MERGE, delta"})
    void noRowIsLost(LoadModel.Mode mode, TableFormat format) throws Exception {
        for (int seed = 2; seed < 2 + HISTORIES; seed++) {
            history(mode, seed % 2 == 0 ? format : other(format), seed, RUNS);
        }
    }

    private static TableFormat other(TableFormat format) {
        return format.equals(TableFormat.DELTA) ? TableFormat.ICEBERG : TableFormat.DELTA;
    }

    private void history(LoadModel.Mode mode, TableFormat format, int seed, int runs) throws IOException {
        String about = mode + " " + format + " " + seed;
        Random random = new Random(seed);
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        Path root = folder.resolve(about.replace(' ', '-'));
        WardFiles files = WardFiles.in(root, zone.getId(), format, "readings-{date}*.csv", mode.load())
                .rules("id: no-negative-value, row: value >= 0, severity: quarantine")
                .emptyIntervals();
        LoadModel model = new LoadModel(mode, zone);
        Map<String, List<LoadModel.Reading>> there = new TreeMap<>();
        for (int run = 0; run < runs; run++) {
            for (int file = random.nextInt(3); file >= (run == 0 ? -1 : 0); file--) {
                deliver(files, there, random, mode);
            }
            LocalDate day = FIRST.plusDays(random.nextInt(DAYS));
            RunRequest request = RunRequest.usual().again(UnchangedPolicy.ALWAYS);
            if (mode == LoadModel.Mode.APPEND) {
                request = request.over(Interval.parse(day.toString(), zone));
            }
            TableCount expected = model.run(there, day);
            CheckResult checked = files.check(request);
            Manifest release = files.run(request).manifest().orElseThrow();
            assertThat(Said.differences(checked.record(), release.record()))
                    .as("%s, run %d in %s of %s", about, run, zone, there)
                    .isEmpty();
            assertThat(release.record().tables())
                    .as("%s, run %d in %s of %s", about, run, zone, there)
                    .containsExactly(expected);
            assertThat(release.tables().get(0).rows())
                    .as("%s, run %d in %s of %s", about, run, zone, there)
                    .isEqualTo(model.rows());
        }
        if (mode == LoadModel.Mode.APPEND) {
            deliver(files, there, random, mode);
            try (WeirSession session = WeirSession.open(files.read())) {
                assertThat(new ProductRun(session, "1.0.0", event -> {}).late("ward"))
                        .as("%s in %s of %s", about, zone, there)
                        .extracting(Interval::toString)
                        .containsExactlyElementsOf(model.late(there));
            }
        }
    }

    /** A new file of a random day, or where files may change, one of the same name. */
    private static void deliver(
            WardFiles files, Map<String, List<LoadModel.Reading>> there, Random random, LoadModel.Mode mode)
            throws IOException {
        LocalDate day = FIRST.plusDays(random.nextInt(DAYS));
        int number = mode == LoadModel.Mode.APPEND ? random.nextInt(2) : there.size();
        String name = "readings-" + day + "-" + number + ".csv";
        List<LoadModel.Reading> readings = new ArrayList<>();
        for (int row = random.nextInt(6); row >= 0; row--) {
            Instant at = FIRST.atStartOfDay(ZoneId.of("UTC"))
                    .toInstant()
                    .plusSeconds(3600L * (random.nextInt(24 * (DAYS + 1)) - 12));
            boolean gone = mode.deletes() && random.nextInt(4) == 0;
            readings.add(new LoadModel.Reading(
                    "b" + random.nextInt(mode.isMerge() ? 4 : 1000), at, random.nextInt(8) - 1, gone));
        }
        there.put(name, List.copyOf(readings));
        files.deliver(
                name,
                readings.stream()
                        .map(row -> row.bed() + "," + row.at() + "," + row.value() + "," + row.gone() + "\n")
                        .collect(Collectors.joining()));
    }
}
