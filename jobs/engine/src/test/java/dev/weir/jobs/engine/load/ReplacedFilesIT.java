package dev.weir.jobs.engine.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.StageTime;
import dev.weir.contracts.release.TableLoad;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.check.CheckResult;
import dev.weir.jobs.engine.compact.Compaction;
import dev.weir.jobs.engine.content.ContentSums;
import dev.weir.jobs.engine.content.HashMethod;
import dev.weir.jobs.engine.rerun.Rerun;
import dev.weir.jobs.engine.rerun.RerunResult;
import dev.weir.jobs.engine.rollback.Rollback;
import dev.weir.jobs.engine.run.RunResult;
import dev.weir.jobs.engine.run.WardFiles;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.releases.log.Expiry;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.testing.Torture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of a file that has changed, or is gone, give way to what it has now: as if the table had never been made of it as it was. */
@ExtendWith(SparkFixture.class)
class ReplacedFilesIT {

    private enum Load {
        INCREMENTAL("incremental"),
        MERGE("{ mode: merge, order: at, source: raw.feed }");

        private final String text;

        Load(String text) {
            this.text = text;
        }
    }

    @TempDir
    private Path folder;

    private final Map<String, List<String>> there = new TreeMap<>();

    static List<Arguments> cases() {
        return Torture.drawn(Stream.of(Load.values())
                .flatMap(load -> TableFormat.own().stream().map(format -> Arguments.of(load, format)))
                .toList());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void areAsIfTheyHadNeverBeenOtherwise(Load load, TableFormat format) throws IOException {
        WardFiles files = WardFiles.in(folder, "UTC", format, "readings-*.csv", load.text)
                .rules("id: none-below-zero, row: value >= 0, severity: block");
        boolean isAdded = load == Load.INCREMENTAL;
        deliver(files, 1, "a,2026-03-01T08:00:00Z,1", "b,2026-03-01T09:00:00Z,2");
        released(files, RunRequest.usual());
        deliver(files, 2, "a,2026-03-02T08:00:00Z,3", "c,2026-03-02T09:00:00Z,4");
        released(files, RunRequest.usual());
        deliver(files, 3, "b,2026-03-03T08:00:00Z,5");
        Manifest third = released(files, RunRequest.usual());

        // changed: no run goes on; one that replaces it and is held leaves all as it was
        deliver(files, 2, "a,2026-03-02T08:00:00Z,-30", "d,2026-03-02T09:00:00Z,40");
        assertRefused(
                files, RunRequest.usual(), "C016", "raw/readings-2.csv' has changed", "--replace raw/readings-2.csv");
        assertThat(files.run(replacing(2)).record().ending().outcome()).isEqualTo(Outcome.HELD);
        assertThat(rows(files, third)).hasSize(isAdded ? 5 : 3);
        deliver(files, 2, "a,2026-03-02T08:00:00Z,30", "d,2026-03-02T09:00:00Z,40");
        Manifest fourth = released(files, replacing(2));
        assertAllThere(files, load, fourth);
        assertThat(load(fourth).base()).isEqualTo(isAdded ? OptionalLong.of(1) : OptionalLong.empty());
        assertThat(load(fourth).replaced()).containsExactly("raw/readings-2.csv");
        assertThat(files.run(RunRequest.usual()).record().ending().outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(rerun(files, fourth).parts()).isEqualTo(isAdded ? List.of("ward@1", "ward@4") : List.of("ward@4"));

        // a run goes on from there
        deliver(files, 4, "a,2026-03-04T08:00:00Z,6", "e,2026-03-04T08:00:00Z,7");
        Manifest fifth = released(files, RunRequest.usual());
        assertAllThere(files, load, fifth);
        assertThat(load(fifth).base()).hasValue(4);
        assertThat(load(fifth).replaced()).isEmpty();
        assertThat(rerun(files, fifth).parts()).hasSize(isAdded ? 3 : 2);

        // gone, beside one that has changed and is not named
        Files.delete(folder.resolve("raw/readings-3.csv"));
        there.remove("raw/readings-3.csv");
        deliver(files, 4, "a,2026-03-04T08:00:00Z,60");
        assertRefused(files, replacing(3), "C016", "raw/readings-4.csv' has changed", "with '--replace' as well");
        Manifest sixth = released(files, replacing(3, 4));
        assertThat(notices(sixth.record(), "replace"))
                .singleElement(STRING)
                .contains("'raw/readings-3.csv' is gone: its rows go");
        assertAllThere(files, load, sixth);

        // compacted and rolled back releases are gone on from like any other
        new Compaction(session(files), "1.0.0", event -> {}, Clock.systemUTC()).of("ward", Set.of());
        new Rollback(session(files), "1.0.0", event -> {}, Clock.systemUTC()).to("ward", 6, Optional.empty());
        deliver(files, 4, "f,2026-03-04T08:00:00Z,61");
        assertAllThere(files, load, released(files, replacing(4)));

        // the first one: the table is made whole
        deliver(files, 1, "a,2026-03-01T08:00:00Z,10", "b,2026-03-01T09:00:00Z,20", "g,2026-03-01T09:00:00Z,21");
        Manifest whole = released(files, replacing(1));
        assertAllThere(files, load, whole);
        assertThat(load(whole).base()).isEmpty();
        assertThat(rerun(files, whole).parts()).containsExactly(whole.reference());

        // once more, as after a run that was killed behind its release: nothing is left to do
        RunResult again = files.run(replacing(1, 3));
        assertThat(again.record().ending().release()).hasValue(whole.number());
        assertThat(again.record().ending().outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(notices(again.record(), "replace"))
                .containsExactly(
                        "'raw/readings-1.csv' was replaced by " + whole.reference()
                                + ", and is since as it was then: nothing is left to do",
                        "'raw/readings-3.csv' was replaced by ward@6, and is since as it was then: nothing is left to do");
        assertThat(files.check(replacing(1)).record().ending().outcome()).isEqualTo(Outcome.UNCHANGED);

        // never replaced
        deliver(files, 5, "h,2026-03-05T08:00:00Z,7");
        released(files, RunRequest.usual());
        assertRefused(files, replacing(5), "C016", "is as it was when 'readings' was made of it", "--again");
        // nothing of it can be read, though of all files nearly all can
        files.deliver("readings-5.csv", "h,yesterday,7,\n");
        assertRefused(files, replacing(5), "S002", "Of 'raw/readings-5.csv', which replaces what it was, no record");
        // without a record
        files.deliver("readings-5.csv", "");
        CheckResult checked = files.check(replacing(5));
        assertThat(checked.last()).isEqualTo(isAdded ? List.of(whole.reference()) : List.of());
        there.remove("raw/readings-5.csv");
        Manifest emptied = released(files, replacing(5));
        assertThat(notices(emptied.record(), "replace"))
                .contains("'raw/readings-5.csv' has no record: its rows go, and nothing takes their place");
        // two files with a row that is as late: the one that comes last by its name stays, corrected as well
        deliver(files, 7, "k,2026-03-07T08:00:00Z,1");
        deliver(files, 8, "k,2026-03-07T08:00:00Z,2");
        released(files, RunRequest.usual());
        deliver(files, 8, "k,2026-03-07T08:00:00Z,3");
        Manifest tied = released(files, replacing(8));
        assertThat(rows(files, tied)).contains("k,2026-03-07T08:00:00Z,3").doesNotContain("k,2026-03-07T08:00:00Z,2");
        if (!isAdded) {
            assertThat(rows(files, tied)).doesNotContain("k,2026-03-07T08:00:00Z,1");
        }
        // a copy of a file that is there
        deliver(files, 9, "k,2026-03-07T08:00:00Z,3");
        assertThat(notices(released(files, RunRequest.usual()).record(), "warn"))
                .filteredOn(warning -> warning.startsWith(
                        "raw/readings-9.csv has the same bytes as raw/readings-8.csv, which 'readings' was made of"))
                .hasSize(isAdded ? 1 : 0);
        Files.delete(folder.resolve("raw/readings-9.csv"));
        there.remove("raw/readings-9.csv");
        assertThat(rows(files, released(files, replacing(9))))
                .filteredOn(row -> row.startsWith("k,"))
                .hasSize(isAdded ? 2 : 1);
        // another name and other bytes: nothing tells it from a new one
        Files.delete(folder.resolve("raw/readings-4.csv"));
        deliver(files, 6, "f,2026-03-04T08:00:00Z,62");
        Manifest sixthFile = released(files, RunRequest.usual());
        assertThat(notices(sixthFile.record(), "review"))
                .filteredOn(notice -> notice.contains("raw/readings-4.csv is gone, and 1 file is new"))
                .hasSize(isAdded ? 1 : 0);
        assertRefused(
                files,
                RunRequest.usual().replacing(List.of("raw/readings-11.csv")),
                "No table of 'ward' was made of 'raw/readings-11.csv'",
                "leave '--replace' out if the file is new");
    }

    private enum Since {
        RENAMED,
        WIDENED,
        LET_GO
    }

    static List<Arguments> changes() {
        return Torture.drawn(Stream.of(Since.values())
                .flatMap(since -> TableFormat.own().stream().map(format -> Arguments.of(since, format)))
                .toList());
    }

    /** The rows of the release without the file fit no more: the table is made whole. */
    @ParameterizedTest
    @MethodSource("changes")
    void areReplacedThoughTheReleaseWithoutThemIsNothingToGoOnFrom(Since since, TableFormat format) throws IOException {
        WardFiles files = WardFiles.in(folder, "UTC", format, "readings-*.csv", Load.INCREMENTAL.text);
        edit(
                "readings.odcs.yaml",
                "{ name: value, logicalType: integer,",
                "{ id: c4, name: value, logicalType: number, physicalType: \"decimal(6,1)\",");
        edit("readings.sql", "r.value", "CAST(r.value AS DECIMAL(6,1)) AS value");
        deliver(files, 1, "a,2026-03-01T08:00:00Z,1");
        released(files, RunRequest.usual());
        deliver(files, 2, "a,2026-03-02T08:00:00Z,2");
        Manifest second = released(files, RunRequest.usual());
        if (since == Since.LET_GO) {
            StoredReleaseLog log = StoredReleaseLog.of(files.read());
            log.files()
                    .replace(
                            Expiry.file("ward", 1),
                            new Expiry(1, "tester", second.record().run().ended(), "Tests.").print());
        } else {
            String version = since == Since.RENAMED ? "2.0.0" : "1.1.0";
            edit("readings.odcs.yaml", "version: 1.0.0", "version: " + version);
            edit("ward.odps.yaml", "name: readings, version: 1.0.0", "name: readings, version: " + version);
            edit("readings.odcs.yaml", "name: value", since == Since.RENAMED ? "name: reading" : "name: value");
            edit("readings.sql", "AS value", since == Since.RENAMED ? "AS reading" : "AS value");
            edit("readings.odcs.yaml", "(6,1)", since == Since.WIDENED ? "(12,1)" : "(6,1)");
            edit("readings.sql", "(6,1)", since == Since.WIDENED ? "(12,1)" : "(6,1)");
        }
        deliver(files, 3, "b,2026-03-03T08:00:00Z,3");
        released(files, RunRequest.usual());
        deliver(files, 2, "a,2026-03-02T08:00:00Z,20");
        Manifest replaced = released(files, replacing(2));
        assertThat(load(replaced).base()).isEmpty();
        assertThat(load(replaced).replaced()).containsExactly("raw/readings-2.csv");
        assertThat(session(files)
                        .releases()
                        .read(replaced, "readings")
                        .selectExpr("CAST(" + (since == Since.RENAMED ? "reading" : "value") + " AS INT)")
                        .collectAsList())
                .extracting(row -> row.getInt(0))
                .containsExactlyInAnyOrder(1, 20, 3);
        deliver(files, 4, "b,2026-03-04T08:00:00Z,4");
        assertThat(load(released(files, RunRequest.usual())).base()).hasValue(replaced.number());
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = folder.resolve("contracts/ward").resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    private static List<String> notices(RunRecord record, String kind) {
        return record.run().times().stream()
                .filter(time -> time.stage().equals(kind))
                .map(StageTime::subject)
                .toList();
    }

    private void deliver(WardFiles files, int number, String... rows) throws IOException {
        List<String> lines = List.of(rows);
        files.deliver("readings-" + number + ".csv", String.join(",\n", lines) + ",\n");
        there.put("raw/readings-" + number + ".csv", lines);
    }

    private static RunRequest replacing(Integer... numbers) {
        return RunRequest.usual()
                .replacing(Stream.of(numbers)
                        .map(number -> "raw/readings-" + number + ".csv")
                        .toList());
    }

    private static Manifest released(WardFiles files, RunRequest request) {
        RunResult result = files.run(request);
        assertThat(result.record().ending().outcome()).isEqualTo(Outcome.RELEASED);
        return result.manifest().orElseThrow();
    }

    private static void assertRefused(WardFiles files, RunRequest request, String... words) {
        assertThatThrownBy(() -> files.run(request))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContainingAll(words);
    }

    /** The rows are those of the files that lie there, whatever came before. */
    private void assertAllThere(WardFiles files, Load load, Manifest release) {
        List<String> all = new ArrayList<>();
        there.values().forEach(all::addAll);
        if (load == Load.MERGE) {
            Map<String, String> last = new HashMap<>();
            all.stream()
                    .sorted(Comparator.comparing(row -> row.split(",")[1]))
                    .forEach(row -> last.put(row.split(",")[0], row));
            all = new ArrayList<>(last.values());
        }
        assertThat(rows(files, release)).as(release.reference()).containsExactlyInAnyOrderElementsOf(all);
        ReleasedTable table = release.tables().get(0);
        assertThat(ContentSums.of(session(files).releases().read(release, "readings"), HashMethod.ROWS)
                        .content())
                .as(release.reference())
                .isEqualTo(table.content());
        assertThat(table.load().madeOf())
                .extracting(SourceCount.SourceFile::path)
                .containsExactlyElementsOf(there.keySet());
    }

    private static List<String> rows(WardFiles files, Manifest release) {
        return session(files)
                .releases()
                .read(release, "readings")
                .selectExpr("concat_ws(',', bed, date_format(at, \"yyyy-MM-dd'T'HH:mm:ss'Z'\"), value)")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private static RerunResult rerun(WardFiles files, Manifest release) {
        WeirSession session = session(files);
        RerunResult again =
                new Rerun(session, made -> session.workspace(), "1.0.0", event -> {}).of(release, OptionalLong.empty());
        assertThat(again.isSame()).as(again.toString()).isTrue();
        return again;
    }

    private static TableLoad load(Manifest release) {
        return release.tables().get(0).load();
    }

    private static WeirSession session(WardFiles files) {
        return WeirSession.open(files.read());
    }
}
