package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.HarmlessFinding;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.StageTime;
import dev.weir.contracts.release.json.ManifestJson;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.rollback.Rollback;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.interval.Interval;
import dev.weir.lineage.RunEvent;
import dev.weir.releases.log.StoredReleaseLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A column that looks like telephones, and of which a steward says that it tells nobody. */
@ExtendWith(SparkFixture.class)
class HarmlessColumnIT {

    private final LocalDate until = LocalDate.now(ZoneOffset.UTC).plusDays(20);

    @TempDir
    private Path folder;

    private ClinicFiles files;

    @BeforeEach
    void partNumbers() throws IOException {
        files = ClinicFiles.in(folder).deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\np2,,M,40\n");
        deliver("13912345678", "13812345679", "13712345670", "15112345671");
    }

    private void deliver(String... kinds) throws IOException {
        StringBuilder rows = new StringBuilder(ClinicFiles.VISITS);
        for (int i = 0; i < kinds.length; i++) {
            rows.append(String.format(Locale.ROOT, "v%d,p1,2026-01-02,,%s,5.00%n", i, kinds[i]));
        }
        files.deliver("visits", rows.toString());
    }

    private void say(String looksLike) throws IOException {
        files.write("quality-rules/waivers.yaml", """
            harmless:
              - column: visits.kind
                looksLike: %s
                until: "%s"
                by: stock@example.org
                because: "Part numbers of the store's own counter."
            """.formatted(looksLike, until));
    }

    @Test
    void aRunStopsWithoutTheStatement() {
        List<RunEvent> events = new ArrayList<>();
        ProblemsException stopped = catchThrowableOfType(
                ProblemsException.class,
                () -> new ProductRun(WeirSession.open(files.read()), "1.0.0", events::add)
                        .run("clinic", RunRequest.usual()));
        assertThat(events)
                .last()
                .isInstanceOfSatisfying(
                        RunEvent.Ended.class,
                        ended -> assertThat(ended.record().ending().outcome()).isEqualTo(Outcome.REFUSED));
        assertThat(stopped.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Code.UNDECLARED_PERSONAL_DATA);
            assertThat(problem.what()).contains("'visits.kind' holds telephone numbers: 4 of 4 values");
            assertThat(problem.remedy()).contains("say so under 'harmless' in quality-rules/waivers.yaml");
        });
    }

    @Test
    void withItTheRunReleasesAndSaysSoEverywhereUntilItsDay() throws Exception {
        say("[PHONE]");
        RunResult result = run(Clock.systemUTC());
        Manifest manifest = result.manifest().orElseThrow();
        assertThat(manifest.record().harmless()).singleElement().satisfies(found -> {
            assertThat(found.words())
                    .isEqualTo("visits.kind looks like PHONE in 4 of 4 values: harmless until " + until
                            + ", says stock@example.org: Part numbers of the store's own counter.");
            assertThat(found.statement().place().file()).isEqualTo("quality-rules/waivers.yaml");
        });
        assertThat(ManifestJson.parse("1.json", ManifestJson.print(manifest))).isEqualTo(manifest);
        assertThat(manifest.basis().files()).anyMatch(file -> file.path().equals("quality-rules/waivers.yaml"));
        assertThat(manifest.proof().evidence()).anyMatch(item -> item.name().contains("waivers.yaml"));
        assertThat(review(manifest.record())).singleElement().asString().contains("harmless until " + until);
        for (Path page : List.of(result.report().orElseThrow(), result.page().orElseThrow())) {
            assertThat(Files.readString(page))
                    .as(page.toString())
                    .contains(
                            "Called harmless",
                            "visits.<wbr>kind",
                            "stock@example.org",
                            "Part numbers",
                            until.toString());
        }
        assertThat(run(Clock.systemUTC()).record().ending().outcome()).isEqualTo(Outcome.UNCHANGED);

        ProblemsException ended = stopped(Clock.offset(Clock.systemUTC(), Duration.ofDays(21)));
        assertThat(ended.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.why())
                    .contains("it was called harmless until " + until + ", by stock@example.org, and that has ended");
            assertThat(problem.remedy()).contains("write a new day in quality-rules/waivers.yaml:2");
        });
    }

    @Test
    void numbersThatProveThemselvesStopItAllTheSame() throws Exception {
        say("[PHONE]");
        deliver("11010519491231002X", "440524188001010014", "13912345678", "110105194912310038", "13812345679");
        assertThat(stopped(Clock.systemUTC()).problems()).anySatisfy(problem -> {
            assertThat(problem.what()).contains("resident identity numbers");
            assertThat(problem.why()).contains("does not cover numbers that prove themselves");
            assertThat(problem.remedy()).doesNotContain("harmless");
        });
    }

    @Test
    void whatItDoesNotNameStopsTheRun() throws Exception {
        say("[PLATE]");
        assertThat(stopped(Clock.systemUTC()).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.why()).contains("called harmless", "as to PLATE");
            assertThat(problem.remedy()).contains("add PHONE to 'looksLike' in quality-rules/waivers.yaml:2");
        });
    }

    @Test
    void aStatementAboutAColumnInWhichNothingIsFoundIsReported() throws Exception {
        say("[PHONE, NAME]");
        deliver("in", "out", "in");
        RunRecord record = run(Clock.systemUTC()).manifest().orElseThrow().record();
        assertThat(record.harmless()).isEmpty();
        assertThat(review(record))
                .hasSize(2)
                .allMatch(notice -> notice.contains("in 0 of 3 values") && notice.contains("is not needed"));
    }

    @Test
    void aReleaseIsRolledBackToOnlyWhileItHolds() throws Exception {
        say("[PHONE]");
        Manifest first = run(Clock.systemUTC()).manifest().orElseThrow();
        deliver("in", "out", "in");
        assertThat(run(Clock.systemUTC()).manifest().orElseThrow().record().harmless())
                .isEmpty();
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(21));
        ProblemsException refused = catchThrowableOfType(
                ProblemsException.class,
                () -> new Rollback(WeirSession.open(files.read()), "1.0.0", event -> {}, later)
                        .to("clinic", 1, Optional.empty()));
        assertThat(refused.problems()).extracting(Problem::code).containsExactly(Code.ROLLBACK_REFUSED);
        WeirSession session = WeirSession.open(files.read());
        new Rollback(session, "1.0.0", event -> {}, Clock.systemUTC()).to("clinic", 1, Optional.empty());
        assertThat(StoredReleaseLog.of(session.workspace())
                        .read("clinic", 3)
                        .record()
                        .harmless())
                .extracting(HarmlessFinding::statement)
                .isEqualTo(first.record().harmless().stream()
                        .map(HarmlessFinding::statement)
                        .toList());
    }

    @Test
    void aTableThatIsLoadedInPartsKeepsWhatWasSaidOfItsEarlierRows() throws Exception {
        say("[PHONE]");
        files.load("visits", "day", "{ mode: append, interval: day }");
        Manifest first = over("2026-01-02");
        assertThat(first.record().harmless()).hasSize(1);
        files.deliver("visits", ClinicFiles.VISITS + "v9,p1,2026-01-03,,in,5.00\n");
        Manifest second = over("2026-01-03");
        assertThat(second.record().harmless()).isEqualTo(first.record().harmless());
        assertThat(review(second.record()))
                .singleElement()
                .asString()
                .contains("in 0 of 1 values", "not needed for the rows that this run brings");
    }

    private Manifest over(String day) {
        return new ProductRun(WeirSession.open(files.read()), "1.0.0", event -> {})
                .run("clinic", RunRequest.usual().over(Interval.parse(day, ZoneOffset.UTC)))
                .manifest()
                .orElseThrow();
    }

    private ProblemsException stopped(Clock clock) {
        ProblemsException stopped = catchThrowableOfType(ProblemsException.class, () -> run(clock));
        assertThat(stopped).isNotNull();
        return stopped;
    }

    private RunResult run(Clock clock) {
        return new ProductRun(WeirSession.open(files.read()), "1.0.0", List.of(), clock)
                .run("clinic", RunRequest.usual());
    }

    private static List<String> review(RunRecord record) {
        return record.run().times().stream()
                .filter(time -> time.stage().equals("review"))
                .map(StageTime::subject)
                .toList();
    }
}
