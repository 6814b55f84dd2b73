package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableLoad;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.compact.Compaction;
import dev.weir.jobs.engine.compact.CompactionResult;
import dev.weir.jobs.engine.rerun.Rerun;
import dev.weir.jobs.engine.rerun.RerunResult;
import dev.weir.jobs.engine.rollback.Rollback;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.interval.Interval;
import dev.weir.privacy.keys.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The example that is made in parts: stays day by day, beds by what has changed. */
@Tag("slow")
@ExtendWith(SparkFixture.class)
class WardsIT {

    private static final Path EXAMPLE = Path.of("..", "..", "examples", "wards");

    @TempDir
    private Path folder;

    private final PlannedStages stages = new PlannedStages(this::workspace);

    @BeforeEach
    void layTheExampleOut() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(EXAMPLE.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        KeyFile.of(workspace()).create(Clock.systemUTC(), new SecureRandom());
    }

    @Test
    void threeDaysComeOneByOneAndEachOnce() throws IOException {
        assertThatThrownBy(() -> run(RunRequest.usual()))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("C016")
                .hasMessageContaining("--interval");

        List<Backfill.Part> told = new ArrayList<>();
        List<Interval> days = interval("2026-11-17/2026-11-20").each(Interval.Step.DAY);
        Backfill.Result first = new Backfill(product(), told::add).of("wards", days.subList(0, 2), RunRequest.usual());
        assertThat(first.parts()).extracting(Backfill.Part::ending).containsOnly(Optional.of(Outcome.RELEASED));
        Manifest second = last();
        Backfill.Result rest = new Backfill(product(), told::add).of("wards", days, RunRequest.usual());
        assertThat(rest.parts())
                .extracting(Backfill.Part::ending)
                .containsExactly(Optional.empty(), Optional.empty(), Optional.of(Outcome.RELEASED));
        assertThat(told).hasSize(5);

        Manifest third = last();
        assertThat(third.number()).isEqualTo(3);
        assertThat(table(third, "stays").rows()).isEqualTo(4);
        TableLoad load = table(third, "stays").load();
        assertThat(load.base()).hasValue(2);
        assertThat(load.interval()).map(TableLoad.Span::shown).contains("2026-11-19");
        assertThat(load.change().added()).isEqualTo(1);
        assertThat(table(third, "beds").load().madeOf())
                .extracting(SourceCount.SourceFile::path)
                .containsExactly("raw/beds/changes-1.csv");
        assertThat(run(over("2026-11-19")).record().ending().outcome()).isEqualTo(Outcome.UNCHANGED);

        // The day again: its rows and no others; the same rows, the same content.
        run(over("2026-11-18"));
        assertThat(table(last(), "stays").content())
                .isEqualTo(table(third, "stays").content());

        Files.writeString(
                folder.resolve("raw/stays/2026-11-18.csv"),
                "stay_id,patient_id,ward,started_at\ns6,p5,icu,2026-11-18 12:00\ns7,p5,icu,2026-11-17 12:00\n");
        Files.writeString(
                folder.resolve("raw/beds/changes-2.csv"),
                "bed,ward,kind,changed_on,gone\nb1,icu,plain,2026-06-01,false\nb2,surgery,plain,2026-07-01,true\n");
        run(over("2026-11-18"));
        Manifest fifth = last();
        // s3 has gone with its day's file; s7 does not belong to the day.
        assertThat(table(fifth, "stays").rows()).isEqualTo(4);
        assertThat(table(fifth, "stays").load().words()).contains("append of 2026-11-18 on top of release 4");
        assertThat(beds())
                .containsExactlyInAnyOrder(
                        "b1 ventilated 2026-01-01 2026-06-01",
                        "b1 plain 2026-06-01 null",
                        "b2 plain 2026-01-01 2026-07-01");
        assertThat(table(fifth, "beds").load().madeOf()).hasSize(2);

        // Rolled back, the product goes on from the earlier content, deleted keys and read files included.
        new Rollback(session(), "1.0.0", event -> {}, Clock.systemUTC()).to("wards", 2, Optional.empty());
        assertThat(last().tables())
                .extracting(ReleasedTable::content)
                .isEqualTo(second.tables().stream().map(ReleasedTable::content).toList());
        assertThat(table(last(), "beds").load().madeOf()).hasSize(1);
        assertThat(new Backfill(product(), told::add)
                        .of("wards", days, RunRequest.usual())
                        .parts())
                .extracting(Backfill.Part::ending)
                .containsExactly(Optional.empty(), Optional.empty(), Optional.of(Outcome.RELEASED));
        // A new rule judges the day's rows alone, then and when the release is built again.
        Workspace before = workspace();
        Path rules = folder.resolve("quality-rules/wards/stays.yaml");
        String former = Files.readString(rules);
        Files.writeString(rules, former.replace("'cardiology', 'surgery', ", ""));
        run(over("2026-11-18"));
        assertThat(last().tables())
                .extracting(ReleasedTable::content)
                .isEqualTo(fifth.tables().stream().map(ReleasedTable::content).toList());

        // The file of the day as it was first is gone: of its rows nothing is left, so it is not missed.
        RerunResult again = rerun(last(), before, OptionalLong.empty());
        assertThat(again.isSame()).as(again.toString()).isTrue();
        assertThat(again.parts()).containsExactly("wards@1", "wards@2", "wards@7", "wards@8");
        assertThat(rerun(last(), before, OptionalLong.of(7)).isSame()).isTrue();
        assertThatThrownBy(() -> rerun(last(), before, OptionalLong.of(5)))
                .hasMessageContaining("wards@8 does not go on from wards@5")
                .hasMessageContaining("it goes on from wards@7, wards@6, wards@1");

        // Compacted, it is built again of the same parts, and the same day again is nothing new.
        CompactionResult compacted =
                new Compaction(session(), "1.0.0", event -> {}, Clock.systemUTC()).of("wards", Set.of());
        assertThat(last().history().compactionOf()).hasValue(8);
        assertThat(compacted.made()).contains(last());
        assertThat(last().tables())
                .extracting(ReleasedTable::content)
                .isEqualTo(fifth.tables().stream().map(ReleasedTable::content).toList());
        assertThat(table(last(), "beds").load().madeOf())
                .isEqualTo(table(fifth, "beds").load().madeOf());
        assertThat(run(over("2026-11-18")).record().ending().outcome()).isEqualTo(Outcome.UNCHANGED);
        RerunResult compactedAgain = rerun(last(), before, OptionalLong.empty());
        assertThat(compactedAgain.isSame()).as(compactedAgain.toString()).isTrue();
        assertThat(compactedAgain.parts()).isEqualTo(again.parts());
        Files.writeString(rules, former);

        Files.writeString(
                folder.resolve("raw/beds/changes-1.csv"),
                "bed,ward,kind,changed_on,gone\nb9,icu,plain,2026-01-01,false\n");
        assertThatThrownBy(() -> run(over("2026-11-18")))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("changes-1.csv' has changed");
        RunResult whole = run(RunRequest.usual().inFull());
        assertThat(whole.record().ending().outcome()).isEqualTo(Outcome.RELEASED);
        Manifest full = last();
        assertThat(full.tables())
                .allSatisfy(table -> assertThat(table.load().base()).isEmpty());
        // Made whole, the row of another day counts as well.
        assertThat(table(full, "stays").rows()).isEqualTo(5);

        // The second product is made of that release, and of no file.
        Manifest occupancy =
                product().run("occupancy", RunRequest.usual()).manifest().orElseThrow();
        assertThat(occupancy.record().sources())
                .allSatisfy(source ->
                        assertThat(source.release().orElseThrow().reference()).isEqualTo(full.reference()));
        assertThat(session()
                        .spark()
                        .table("weir.occupancy.ward_days")
                        .agg(functions.sum("stays"))
                        .first()
                        .getLong(0))
                .isEqualTo(5);
        // Each run did what its plan shows, as far as it came.
        assertThat(stages.compared())
                .contains(Outcome.RELEASED, Outcome.UNCHANGED, Outcome.FAILED)
                .hasSizeGreaterThan(10);
    }

    /** By the workspace as it is, and its parts by the one before. */
    private RerunResult rerun(Manifest release, Workspace before, OptionalLong from) {
        WeirSession session = session();
        Function<Manifest, Workspace> recorded =
                made -> made.basis().equals(release.basis()) ? session.workspace() : before;
        return new Rerun(session, recorded, "1.0.0", event -> {}).of(release, from);
    }

    private RunResult run(RunRequest request) {
        return product().run("wards", request);
    }

    private RunRequest over(String interval) {
        return RunRequest.usual().over(interval(interval));
    }

    private Interval interval(String text) {
        return Interval.parse(text, workspace().settings().zone());
    }

    private ProductRun product() {
        return new ProductRun(session(), "1.0.0", stages);
    }

    private Manifest last() {
        return session().releaseLog().latest("wards").orElseThrow();
    }

    private static ReleasedTable table(Manifest manifest, String name) {
        return manifest.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> beds() {
        return session().spark().table("weir.wards.beds").collectAsList().stream()
                .map(row -> row.getAs("bed") + " " + row.getAs("kind") + " " + row.getAs("valid_from") + " "
                        + row.getAs("valid_to"))
                .toList();
    }

    private Workspace workspace() {
        return WorkspaceReader.read(folder, Optional.empty(), Map.of(), Grammars.languages());
    }

    /** A session of its own that sees the workspace's own catalogue. */
    private WeirSession session() {
        Workspace workspace = workspace();
        return WeirSession.open(workspace);
    }
}
