package dev.weir.jobs.engine.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.FailingRow;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.check.CheckResult;
import dev.weir.jobs.engine.check.CheckRun;
import dev.weir.jobs.engine.run.ClinicFiles;
import dev.weir.jobs.engine.run.ProductRun;
import dev.weir.jobs.engine.run.Said;
import dev.weir.jobs.engine.run.WardFiles;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.Verb;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.interval.Interval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A check says of tables that are loaded in parts what the run after it says, on top of the last release; and it writes nothing. */
@ExtendWith(SparkFixture.class)
class CheckOfLoadsIT {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String DAY = "{ mode: append, interval: day }";

    @TempDir
    private Path folder;

    static List<Arguments> loads() {
        return List.of(
                arguments(TableFormat.ICEBERG, DAY),
                arguments(TableFormat.DELTA, "incremental"),
                arguments(TableFormat.DELTA, "{ mode: merge, order: day, source: raw.files.visits }"),
                arguments(
                        TableFormat.ICEBERG, "{ mode: merge, order: day, source: raw.files.visits, history: type-2 }"));
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("loads")
    void faultsOfADeliveryAreToldBeforeItsRun(TableFormat format, String load) throws Exception {
        ClinicFiles files = ClinicFiles.in(folder).format(format).load("visits", "day", load);
        files.load("patients", "age", "{ mode: merge, order: age, history: type-2 }");
        boolean isMerge = load.contains("merge");
        change(
                "contracts/clinic/visits.odcs.yaml",
                "name: id, logicalType: string,",
                "name: id, logicalType: string, " + (isMerge ? "primaryKey: true," : ""));
        change("contracts/raw/files.odcs.yaml", "\"visits.csv\"", "\"visits-*.csv\"");
        files.rules(
                "visits",
                "id: once, check: 'IsPrimaryKey \"id\" \"kind\"', threshold: 0.99, severity: warn",
                "id: known-patients, check: 'ReferentialIntegrity \"patient\" \"patients.id\" = 1.0', severity: block",
                "override: visits.patient.reference, severity: warn",
                "id: cheap, row: cost < 100, severity: quarantine",
                "id: known-kinds, row: \"kind IN ('in', 'out')\", severity: warn",
                "id: like-before, drift: { column: cost, measure: kolmogorov-smirnov, atMost: 0.3 }, severity: warn",
                "id: as-many, check: 'RowCount >= avg(last(2)) * 0.9', severity: block",
                "id: usual, drift: { measure: row-count, against: { window: 9 }, atMost: 3 }, severity: warn",
                "id: mean, check: 'Mean \"cost\" between 1 and 20', severity: warn",
                "id: all-columns, check: 'CustomSql \"select count(*) from (select distinct * from primary)\" between 3 and 6', severity: warn");
        files.deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\np2,,M,40\np3,,M,50\n");
        for (int day = 2; day <= 4; day++) {
            String visit = ",2026-01-0" + day + ",,in,";
            StringBuilder visits = new StringBuilder(ClinicFiles.VISITS);
            for (int i = 0; i < 8; i++) {
                visits.append('v')
                        .append(day)
                        .append(i)
                        .append(",p")
                        .append(1 + i % 3)
                        .append(visit)
                        .append(5 + i % 2)
                        .append(".00\n");
            }
            files.deliver("visits-" + day, visits.toString());
            assertThat(run(files, asked(load, "2026-01-0" + day)).ending().outcome())
                    .isEqualTo(Outcome.RELEASED);
        }
        files.deliver("patients", ClinicFiles.PATIENTS + "p1,,F,31\np2,,M,-1\np4,,M,20\n")
                .deliver(
                        "visits-5",
                        ClinicFiles.VISITS + "v20,p1,2026-01-05,,in,60.00\nv51,nobody,2026-01-05,,in,61.00\n"
                                + "v52,p4,2026-01-05,,odd,62.00\nv53,p4,2026-01-05,,in,1000.00\n"
                                + "v54,p4,2026-01-09,,in,63.00\nv55,p4,2026-01-05,,in,dear\n"
                                + "v56,p4,2026-01-05,,in,5.00\nv56,p4,2026-01-05,,in,5.00\n");
        Map<String, String> before = everything();
        RunRequest next = asked(load, "2026-01-05");

        CheckResult checked;
        try (WeirSession session = WeirSession.reading(files.read())) {
            checked = new CheckRun(session, "1.0.0", event -> {}).check("clinic", 20, next.by(Verb.CHECK));
        }

        assertThat(everything()).as("what lies in the workspace").isEqualTo(before);
        assertThat(checked.last()).contains("clinic@3");
        RunRecord run = run(files, next);
        assertThat(Said.differences(checked.record(), run)).isEmpty();
        assertThat(run.ending().outcome()).isEqualTo(Outcome.HELD);
        assertThat(failed(run)).contains("cheap", "known-kinds", "like-before", "as-many", "known-patients", "mean");
        assertThat(failed(run).contains("once")).isEqualTo(!isMerge);
        assertThat(checked.shown().of("once"))
                .extracting(row -> row.file().orElse("") + " " + row.line().orElse(0))
                .containsExactlyElementsOf(
                        isMerge
                                ? List.of()
                                : List.of(
                                        "raw/visits-5.csv 2",
                                        "raw/visits-5.csv 8",
                                        "raw/visits-5.csv 9",
                                        "released before, in clinic@3 0"));
        assertThat(checked.shown().of("visits.patient.reference"))
                .extracting(FailingRow::line)
                .extracting(line -> line.orElse(0))
                .containsExactly(3L);
    }

    /** Nothing is written, no run is waited for: whoever reads may check. */
    @Tag("slow")
    @Test
    void aRunAtWorkIsNotWaitedFor() throws Exception {
        WardFiles files = ward(DAY).deliver("readings-2026-03-03.csv", "b9,2026-03-03T02:00:00Z,9,\n");
        try (WeirSession session = WeirSession.open(files.read());
                var staging = session.releases().begin("ward", "0190d1a2-0000-7000-8000-000000000001")) {
            assertThat(staging.nextNumber()).isEqualTo(2);
            assertThat(new CheckRun(session, "1.0.0", event -> {})
                            .check("ward", 0, day("2026-03-03").by(Verb.CHECK))
                            .releases())
                    .isTrue();
        }
    }

    @Tag("slow")
    @Test
    void whatHasNoReleaseYetIsJudgedAsItsFirstRun() throws Exception {
        WardFiles files = WardFiles.in(
                        folder,
                        ZONE.getId(),
                        TableFormat.ICEBERG,
                        "readings-{date}.csv",
                        "{ mode: merge, order: at, deletes: gone, history: type-2 }")
                .deliver("readings-2026-03-02.csv", """
                        b1,2026-03-02T02:00:00Z,1,
                        b1,2026-03-02T03:00:00Z,2,
                        b1,2026-03-02T03:00:00Z,3,
                        b2,2026-03-02T03:00:00Z,3,true
                        """);

        CheckResult checked = files.check(RunRequest.usual());

        assertThat(checked.last()).isEmpty();
        RunRecord run = files.run(RunRequest.usual()).record();
        assertThat(Said.differences(checked.record(), run)).isEmpty();
        assertThat(run.verdicts())
                .filteredOn(verdict -> verdict.rule().id().equals("readings.key"))
                .extracting(Verdict::answer)
                .containsExactly(Verdict.Answer.PASSED);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"incremental", "'{ mode: merge, order: at, source: raw.feed }'"})
    void aRunWithoutANewFileIsForeseen(String load) throws Exception {
        WardFiles files = ward(load);

        assertThat(files.check(RunRequest.usual()).record().ending())
                .satisfies(ending -> assertThat(ending.outcome()).isEqualTo(Outcome.UNCHANGED))
                .isEqualTo(files.run(RunRequest.usual()).record().ending());

        files.rules("id: some, check: 'RowCount > 0', severity: block");
        CheckResult checked = files.check(RunRequest.usual());
        RunRecord run = files.run(RunRequest.usual()).record();
        assertThat(Said.differences(checked.record(), run)).isEmpty();
        assertThat(run.verdicts())
                .filteredOn(verdict -> verdict.rule().id().equals("some"))
                .extracting(Verdict::subject)
                .containsExactly(Verdict.Subject.NOTHING);
    }

    /** The first run reads every file that lies there: that is no delivery to compare deliveries with. */
    @Tag("slow")
    @Test
    void theFirstRunIsNoDeliveryAmongOthers() throws Exception {
        WardFiles files = WardFiles.in(folder, ZONE.getId(), TableFormat.DELTA, "readings-{date}.csv", "incremental")
                .deliver("readings-2026-03-02.csv", "b1,2026-03-02T02:00:00Z,1,\n");
        files.rules("id: as-many, check: 'RowCount >= last()', severity: block");
        files.run(RunRequest.usual());
        files.deliver("readings-2026-03-03.csv", "b2,2026-03-03T02:00:00Z,1,\n");

        CheckResult checked = files.check(RunRequest.usual());
        RunRecord run = files.run(RunRequest.usual()).record();

        assertThat(Said.differences(checked.record(), run)).isEmpty();
        assertThat(run.verdicts())
                .filteredOn(verdict -> verdict.rule().id().equals("as-many"))
                .extracting(Verdict::explanation)
                .containsExactly("It passes until there is a release to compare with: none has measured it."
                        + " 1 release measured another part of the table, such as the whole, and does not count");
        files.deliver("readings-2026-03-04.csv", "b3,2026-03-04T02:00:00Z,1,\nb4,2026-03-04T02:00:00Z,1,\n");
        assertThat(files.run(RunRequest.usual()).record().verdicts())
                .filteredOn(verdict -> verdict.rule().id().equals("as-many"))
                .extracting(Verdict::explanation)
                .containsExactly("RowCount is 2; asked: >= last(), which is 1");
    }

    /** A column that was renamed, and one that is new: released rows are read by the names that they have. */
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"delta", "iceberg"})
    void releasedRowsHaveTheColumnsOfNow(TableFormat format) throws Exception {
        WardFiles files = WardFiles.in(folder, ZONE.getId(), format, "readings-{date}.csv", "incremental");
        change("contracts/ward/readings.odcs.yaml", "{ name: value,", "{ id: c4, name: value,");
        files.deliver("readings-2026-03-02.csv", "b1,2026-03-02T02:00:00Z,1,\nb2,2026-03-02T02:00:00Z,2,\n")
                .run(RunRequest.usual());
        change("contracts/ward/readings.odcs.yaml", "{ id: c4, name: value,", "{ id: c4, name: reading,");
        change("contracts/ward/readings.odcs.yaml", "version: 1.0.0", "version: 2.0.0");
        change(
                "contracts/ward/readings.odcs.yaml",
                "{ name: gone,",
                "{ name: doubled, logicalType: integer, classification: NONE }\n      - { name: gone,");
        change("contracts/ward/readings.sql", "r.value,", "r.value AS reading, r.value * 2 AS doubled,");
        change("contracts/ward/ward.odps.yaml", "name: readings, version: 1.0.0", "name: readings, version: 2.0.0");
        files.rules("id: once, check: 'IsPrimaryKey \"reading\"', threshold: 0.99, severity: warn")
                .deliver("readings-2026-03-03.csv", "b1,2026-03-03T02:00:00Z,2,\n");
        Map<String, String> before = everything();

        CheckResult checked = files.check(RunRequest.usual());

        assertThat(everything()).isEqualTo(before);
        assertThat(Said.differences(
                        checked.record(), files.run(RunRequest.usual()).record()))
                .isEmpty();
        assertThat(checked.shown().of("once"))
                .extracting(row -> row.file().orElseThrow() + " " + row.values().get("reading"))
                .containsExactly("raw/readings-2026-03-03.csv 2", "released before, in ward@1 2");
    }

    @Tag("slow")
    @Test
    void whatTheRunRefusesTheCheckRefusesInItsOwnWords() throws Exception {
        WardFiles files = ward(DAY);
        refused(files, RunRequest.usual(), "has no interval", "'weir check ward --interval 2026-11-19'", "'--next'");
        refused(files, day("2026-03-09"), "No file of source");
        files.load(TableFormat.DELTA, "incremental");
        refused(files, RunRequest.usual(), "was loaded by 'append' before", "'weir check ward' judges");
        refused(files, day("2026-03-02"), "No table of 'ward' is loaded by intervals", "check it with '--next'");
    }

    @Tag("slow")
    @Test
    void aFileThatHasChangedIsRefused() throws Exception {
        WardFiles files = ward("incremental").deliver("readings-2026-03-02.csv", "b7,2026-03-02T02:00:00Z,700,\n");
        refused(
                files,
                RunRequest.usual(),
                "has changed since 'readings' was made of it",
                "--replace raw/readings-2026-03-02.csv");
    }

    private static void refused(WardFiles files, RunRequest request, String... words) {
        assertThatThrownBy(() -> files.run(request))
                .isInstanceOf(ProblemsException.class)
                .satisfies(run -> {
                    assertThatThrownBy(() -> files.check(request))
                            .isInstanceOf(ProblemsException.class)
                            .satisfies(check -> {
                                assertThat(check.getMessage()).contains(words);
                                assertThat(wheres(check)).isEqualTo(wheres(run));
                            });
                    assertThat(run.getMessage()).doesNotContain("weir check");
                });
    }

    private static List<String> wheres(Throwable problems) {
        return ((ProblemsException) problems)
                .problems().stream()
                        .map(problem -> problem.code() + " " + problem.place() + " " + problem.what())
                        .toList();
    }

    private WardFiles ward(String load) throws IOException {
        WardFiles files = WardFiles.in(folder, ZONE.getId(), TableFormat.DELTA, "readings-{date}.csv", load)
                .deliver("readings-2026-03-02.csv", "b1,2026-03-02T02:00:00Z,1,\nb2,2026-03-02T03:00:00Z,2,\n");
        files.run(load.equals(DAY) ? day("2026-03-02") : RunRequest.usual());
        return files;
    }

    private static RunRequest day(String day) {
        return RunRequest.usual().over(Interval.parse(day, ZONE));
    }

    private static RunRequest asked(String load, String day) {
        return load.contains("append")
                ? RunRequest.usual().over(Interval.parse(day, ZoneOffset.UTC))
                : RunRequest.usual();
    }

    private static RunRecord run(ClinicFiles files, RunRequest request) {
        try (WeirSession session = WeirSession.open(files.read())) {
            return new ProductRun(session, "1.0.0", event -> {})
                    .run("clinic", request)
                    .record();
        }
    }

    private static List<String> failed(RunRecord run) {
        return run.verdicts().stream()
                .filter(verdict -> verdict.answer() == Verdict.Answer.FAILED)
                .map(verdict -> verdict.rule().id())
                .toList();
    }

    private void change(String file, String from, String to) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    /** Every file and folder, with size and time. */
    private Map<String, String> everything() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.forEach(file -> {
                try {
                    all.put(file.toString(), Files.size(file) + " " + Files.getLastModifiedTime(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return all;
    }
}
