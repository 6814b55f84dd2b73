package dev.weir.jobs.verb.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.jobs.engine.compact.Compaction;
import dev.weir.jobs.engine.run.ClinicFiles;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.upkeep.Checkup;
import dev.weir.jobs.release.Staging;
import dev.weir.jobs.release.clean.CleanUp;
import dev.weir.jobs.release.clean.Retention;
import dev.weir.lineage.RunEvent;
import dev.weir.releases.log.StoredReleaseLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A product of small loads, one day after the other, whose files become few. */
@ExtendWith(SparkFixture.class)
@Tag("slow")
class CompactionIT {

    private static final int LOADS = 3;

    private final SparkSession shared;

    @TempDir
    private Path folder;

    CompactionIT(SparkSession shared) {
        this.shared = shared;
    }

    @AfterEach
    void leave() {
        SparkSession.setActiveSession(shared);
        DeltaLog.clearCache();
    }

    @ParameterizedTest
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void smallFilesBecomeFewInANewReleaseOfTheSameRows(TableFormat format) throws Exception {
        ClinicFiles files = ClinicFiles.in(folder).format(format);
        files.load("patients", "age", "{ mode: merge, order: age, history: type-2 }");
        files.load("visits", "day", "{ mode: append, interval: day }");
        for (int load = 1; load <= LOADS; load++) {
            load(files, load);
        }
        WeirSession session = WeirSession.open(files.read());
        StoredReleaseLog log = StoredReleaseLog.of(session.workspace());
        Manifest before = log.latest("clinic").orElseThrow();
        assertThat(before.tables())
                .allSatisfy(table -> assertThat(table.files().count()).isEqualTo(LOADS));
        Map<String, List<Row>> rows = rows(session, log);

        assertThat(weir("compact", "clinic").with(0).out())
                .contains("Would write 6 small files", "as 2 of clinic@3", "clinic.visits  3 small files");
        assertThat(weir("compact", "clinic", "--table", "nobody").with(2).err()).contains("patients, visits");
        try (Staging other = session.releases().begin("clinic", "run-of-another")) {
            assertThat(other.nextNumber()).isEqualTo(4);
            assertThat(weir("compact", "clinic", "--apply").with(5).err()).contains("R001");
        }
        diesBeforeItPublishes(session);
        assertThat(log.latest("clinic")).contains(before);

        JsonNode json = CommandsTest.json(
                weir("compact", "clinic", "--apply", "--output", "json").with(0).out());
        assertThat(CommandsTest.valid("compact", json)).isTrue();
        assertThat(json.get("release").asLong()).isEqualTo(4);
        Manifest compacted = log.latest("clinic").orElseThrow();
        assertThat(compacted.history().compactionOf()).hasValue(3);
        assertThat(compacted.record().verdicts()).isEqualTo(before.record().verdicts());
        assertThat(compacted.tables())
                .extracting(ReleasedTable::content)
                .isEqualTo(before.tables().stream().map(ReleasedTable::content).toList());
        assertThat(compacted.tables())
                .allSatisfy(table -> assertThat(table.files().count()).isEqualTo(1));
        assertThat(weir("show", "clinic@4").with(0).out()).contains("the content of clinic@3 in fewer files");
        assertThat(weir("releases", "clinic").with(0).out()).contains("compaction of 3");

        assertThat(weir("compact", "clinic", "--apply").with(0).out()).contains("Nothing to compact");
        assertThat(weir("run", "clinic", "--interval", day(LOADS)).with(0).out())
                .contains("clinic@4");
        assertThat(log.numbers("clinic").toArray()).containsExactly(1, 2, 3, 4);

        load(files, LOADS + 1);
        for (ReleasedTable table : compacted.tables()) {
            rows.put("4 " + table.name(), plain(session, table).collectAsList());
            assertThat(rows.get("4 " + table.name()))
                    .containsExactlyInAnyOrderElementsOf(rows.get("3 " + table.name()));
        }
        rows(session, log).forEach((table, now) -> {
            if (rows.containsKey(table)) {
                assertThat(now).as(table).containsExactlyInAnyOrderElementsOf(rows.get(table));
            }
        });
        weir("verify", "clinic", "--all", "--deep").with(0);
        assertThat(new Checkup(session).findings()).isEmpty();

        files.rules("visits", "id: dear, row: cost > 6, severity: warn");
        assertThat(weir("compact", "clinic", "--apply").with(2).err()).contains("C019", "weir run clinic");
        Files.delete(folder.resolve("quality-rules/clinic/visits.yaml"));

        earlierFilesGoWithTheirReleases(session, log, log.read("clinic", 5));
        aChangedFileIsNotSignedAnew(session, log.read("clinic", 5));
    }

    private static void diesBeforeItPublishes(WeirSession session) {
        Compaction dying = new Compaction(
                session,
                "1.0.0",
                event -> {
                    if (event instanceof RunEvent.StageStarted started
                            && started.stage().equals("seal")) {
                        throw new IllegalStateException("dies here");
                    }
                },
                Clock.systemUTC());
        assertThatThrownBy(() -> dying.of("clinic", Set.of())).hasMessageContaining("dies here");
        assertThat(new Checkup(session).findings())
                .as("what it has staged is taken away at once")
                .isEmpty();
    }

    private void earlierFilesGoWithTheirReleases(WeirSession session, StoredReleaseLog log, Manifest newest)
            throws IOException {
        Retention aDay = new Retention(Optional.of(Period.ofDays(1)));
        try (CleanUp cleanUp = session.releases().cleanUp("clinic", log, session.upkeep())) {
            assertThat(cleanUp.apply(aDay, "me", Instant.now().plus(Duration.ofDays(9)))
                            .expiring())
                    .containsExactly(1L, 2L, 3L, 4L);
        }
        for (ReleasedTable table : newest.tables()) {
            assertThat(parquet(table)).as(table.name()).hasSize(2);
        }
        weir("verify", "clinic@5", "--deep").with(0);
    }

    private static void aChangedFileIsNotSignedAnew(WeirSession session, Manifest newest) throws IOException {
        Path file = parquet(newest.tables().get(1)).get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() ->
                        new Compaction(session, "1.0.0", event -> {}, Clock.systemUTC()).of("clinic", Set.of("visits")))
                .isInstanceOfSatisfying(ProblemsException.class, refused -> {
                    assertThat(refused.problems().get(0).code()).isEqualTo(Code.RELEASE_MISSING);
                    assertThat(refused.problems().get(0).what()).contains("'visits'", "clinic@5");
                });
    }

    private static List<Path> parquet(ReleasedTable table) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(table.version().location()))) {
            return files.filter(file -> file.toString().endsWith(".parquet")
                            && !file.toString().contains("_delta_log"))
                    .toList();
        }
    }

    private void load(ClinicFiles files, int load) throws IOException {
        files.deliver("patients", ClinicFiles.PATIENTS + "p" + load + ",,F,3" + load + "\n");
        files.deliver("visits", ClinicFiles.VISITS + "v" + load + ",p" + load + "," + day(load) + ",,in,5.00\n");
        weir("run", "clinic", "--interval", day(load)).with(0);
    }

    private static String day(int load) {
        return "2026-01-0" + load;
    }

    private static Map<String, List<Row>> rows(WeirSession session, StoredReleaseLog log) {
        Map<String, List<Row>> rows = new HashMap<>();
        for (long number : log.numbers("clinic").toArray()) {
            for (ReleasedTable table : log.read("clinic", number).tables()) {
                rows.put(
                        number + " " + table.name(),
                        new ArrayList<>(plain(session, table).collectAsList()));
            }
        }
        return rows;
    }

    /** As a reader has them who knows nothing of Weir. */
    private static Dataset<Row> plain(WeirSession session, ReleasedTable table) {
        ReleasedTable.Version version = table.version();
        return version.format().equals(TableFormat.DELTA)
                ? session.spark()
                        .read()
                        .format("delta")
                        .option("versionAsOf", version.number())
                        .load(version.location())
                : session.spark()
                        .sql("SELECT * FROM weir." + version.identifier() + " VERSION AS OF " + version.number());
    }

    private WeirProcess.Ended weir(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("-w");
        all.add(folder.toString());
        return WarmCommands.weir(all.toArray(new String[0]));
    }
}
