package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.TableCount;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.backtest.Backtest;
import dev.weir.jobs.engine.backtest.BacktestResult;
import dev.weir.jobs.engine.check.CheckResult;
import dev.weir.jobs.engine.check.CheckRun;
import dev.weir.jobs.engine.rerun.Rerun;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.interval.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers and days out of text: a bad one sends its row to quarantine, for that reason alone. */
@ExtendWith(SparkFixture.class)
class TextCastRunIT {

    private static final String COST = "visits.cost.conform.cast";
    private static final String DAY = "visits.day.conform.cast";

    /** Lines 2 to 7: right; no number; NULLs; no day; neither; as from another rule. */
    private static final String ROWS = ClinicFiles.VISITS
            + "v1,p1,2026-01-02,02/01/2026,12.50 oz,1.00\n"
            + "v2,p1,2026-01-02,02/01/2026,many oz,1.00\n"
            + "v3,p1,2026-01-02,,,1.00\n"
            + "v4,p1,2026-01-02,30/02/2026,3 oz,1.00\n"
            + "v5,p1,2026-01-02,2026-01-02,x oz,1.00\n"
            + "v6,p1,2026-01-02,03/01/2026,999 oz,1.00\n";

    private final SparkSession spark;

    @TempDir
    private Path folder;

    TextCastRunIT(SparkSession spark) {
        this.spark = spark;
    }

    /** {@code day} out of the text {@code left}, {@code cost} out of {@code kind}. */
    private ClinicFiles clinic() throws IOException {
        ClinicFiles files = ClinicFiles.in(folder)
                .deliver("patients", ClinicFiles.PATIENTS + "p1,,F,30\n")
                .deliver("visits", ROWS);
        Path source = folder.resolve("contracts/raw/files.odcs.yaml");
        Files.writeString(
                source,
                Files.readString(source).replace("name: left, logicalType: date", "name: left, logicalType: string"));
        Path contract = folder.resolve("contracts/clinic/visits.odcs.yaml");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace(
                                "{ name: day, logicalType: date, classification: NONE }",
                                "{ name: day, logicalType: date, classification: NONE, transformLogic: \"to_date(left,"
                                        + " 'dd/MM/yyyy')\" }")
                        .replace(
                                "{ name: left, logicalType: date, classification: NONE }",
                                "{ name: left, logicalType: string, classification: NONE }")
                        .replace(
                                "physicalType: \"decimal(10,2)\", classification: NONE }",
                                "physicalType: \"decimal(10,2)\", classification: NONE, logicalTypeOptions: { maximum:"
                                        + " 500 }, transformLogic: \"try_cast(split_part(kind, ' ', 1) AS"
                                        + " DECIMAL(10,2))\" }"));
        return files;
    }

    private CheckResult check(ClinicFiles files) {
        return new CheckRun(WeirSession.in(spark, files.read()), "1.0.0", event -> {}).check("clinic", 20);
    }

    private static Manifest run(ClinicFiles files, RunRequest request) {
        return new ProductRun(WeirSession.open(files.read()), "1.0.0", event -> {})
                .run("clinic", request)
                .manifest()
                .orElseThrow();
    }

    private static List<String> shown(CheckResult result, String rule) {
        return result.shown().failing().getOrDefault(rule, List.of()).stream()
                .map(row -> row.file().orElse("") + ":" + row.line().orElse(0)
                        + row.detail().map(detail -> " " + detail).orElse(""))
                .sorted()
                .toList();
    }

    private static Verdict verdict(List<Verdict> verdicts, String rule) {
        return verdicts.stream()
                .filter(verdict -> verdict.rule().id().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void onlyTheRowsOfBadTextsGoAndForThatReasonAlone() throws Exception {
        ClinicFiles files = clinic();
        files.load("visits", "cost", "replace");
        files.rules(
                "visits",
                "id: has-day, row: day IS NOT NULL, severity: quarantine",
                "id: dear, row: \"coalesce(cost, 0) > 10\", severity: warn");

        CheckResult result = check(files);

        String number = " not a number that decimal(10,2) holds exactly";
        assertThat(shown(result, COST)).containsExactly("raw/visits.csv:3" + number, "raw/visits.csv:6" + number);
        assertThat(shown(result, DAY))
                .containsExactly(
                        "raw/visits.csv:5 not a day of the form dd/MM/yyyy",
                        "raw/visits.csv:6 not a day of the form dd/MM/yyyy");
        assertThat(shown(result, "visits.cost.maximum")).containsExactly("raw/visits.csv:7");
        // a NULL that came so is one; a text that is none is not
        assertThat(shown(result, "visits.cost.required")).containsExactly("raw/visits.csv:4");
        assertThat(shown(result, "has-day")).containsExactly("raw/visits.csv:4");
        assertThat(shown(result, "dear")).containsExactly("raw/visits.csv:4", "raw/visits.csv:5");
        assertThat(result.shown().failing().get(COST))
                .flatExtracting(row -> row.values().values())
                .doesNotContain("many", "x");
        assertThat(verdict(result.record().verdicts(), COST).explanation()).contains("2 of 6 rows");
        assertThat(result.record().tables().get(1).quarantined()).isEqualTo(5);
    }

    @ParameterizedTest
    @Tag("slow")
    @MethodSource("dev.weir.jobs.DrawnCases#formats")
    void aRunReleasesTheRestAndCanBeBuiltAgain(TableFormat format) throws Exception {
        ClinicFiles files = clinic().format(format);
        Manifest release = run(files, RunRequest.usual());
        WeirSession session = WeirSession.open(files.read());

        assertThat(session.releases()
                        .read(release, "visits")
                        .selectExpr("concat_ws(' ', left, day, cost)")
                        .collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactlyInAnyOrder("02/01/2026 2026-01-02 12.50", "");
        TableCount count = release.record().tables().get(1);
        assertThat(count.produced()).isEqualTo(6);
        assertThat(count.quarantined()).isEqualTo(4);
        assertThat(new Rerun(session, made -> session.workspace(), "1.0.0", event -> {})
                        .of(release, OptionalLong.empty())
                        .isSame())
                .isTrue();

        files.rules("visits", "override: " + COST + ", severity: block");
        BacktestResult tested =
                new Backtest(session).of(files.read().product("clinic").orElseThrow(), 1);
        assertThat(tested.releases().get(0).would().toString()).isEqualToIgnoringCase("held");
        RunResult held =
                new ProductRun(WeirSession.open(files.read()), "1.0.0", event -> {}).run("clinic", RunRequest.usual());
        assertThat(held.record().ending().outcome()).isEqualTo(Outcome.HELD);
        assertThat(held.record().tables().get(1).quarantined()).isEqualTo(4);
    }

    @Test
    void theWayAndTheLoadMakeNoDifference() throws Exception {
        ClinicFiles files = clinic();
        files.load("visits", "day", "{ mode: append, interval: day }");
        // a key that could not be read is no key that is missing
        Path contract = folder.resolve("contracts/clinic/visits.odcs.yaml");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace("decimal(10,2)\", classification", "decimal(10,2)\", unique: true, classification"));
        files.rules("visits", "override: visits.cost.unique, severity: quarantine");
        files.deliver(
                "visits",
                ROWS.replace("v3,p1,2026-01-02,,,1.00\n", "")
                        + "v7,p1,2026-01-02,02/01/2026,7 oz,1.00\nv8,p1,2026-01-02,02/01/2026,7 oz,1.00\n");

        Manifest release = run(files, RunRequest.usual().over(Interval.parse("2026-01-02", ZoneOffset.UTC)));

        assertThat(release.tables()).extracting(ReleasedTable::rows).containsExactly(1L, 1L);
        // not the row of another day; those whose day nobody knows, in each run
        assertThat(release.record().tables().get(1).produced()).isEqualTo(7);
        assertThat(release.record().tables().get(1).leftOut().outside()).isEqualTo(1);
        assertThat(release.record().tables().get(1).quarantined()).isEqualTo(5);
        assertThat(verdict(release.record().verdicts(), "visits.cost.unique")
                        .rows()
                        .failed())
                .isEqualTo(2);
        assertThat(verdict(release.record().verdicts(), "visits.day.required")
                        .rows()
                        .failed())
                .isZero();
        assertThat(verdict(release.record().verdicts(), DAY).rows().failed()).isEqualTo(2);
    }

    @Test
    void aMergeIsOfTheRowsWithAKey() throws Exception {
        ClinicFiles files = clinic();
        Path contract = folder.resolve("contracts/clinic/visits.odcs.yaml");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace(
                                "decimal(10,2)\", classification",
                                "decimal(10,2)\", primaryKey: true, classification"));
        files.load("visits", "day", "{ mode: merge, order: day }");
        Manifest first = run(files, RunRequest.usual());
        assertThat(first.tables().get(1).rows()).isEqualTo(1);
        files.deliver("visits", ROWS.replace("many", "8").replace("02/01", "04/01"));
        assertThat(run(files, RunRequest.usual()).tables().get(1).rows()).isEqualTo(2);
    }

    @Test
    void aQueryInAFileIsLandedAndCastAlike() throws Exception {
        ClinicFiles files = clinic();
        Path contract = folder.resolve("contracts/clinic/visits.odcs.yaml");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replaceAll(", transformLogic: \"[^\"]*\"", "")
                        .replace(", transformSourceObjects: [raw.files.visits]", "")
                        .replace(
                                "customProperties: [{ property: weirSubject",
                                "customProperties: [{ property: weirQuery, value: visits.sql }, { property: weirSubject"));
        files.write(
                "contracts/clinic/visits.sql",
                "SELECT id, patient,\n  to_date(left, 'dd/MM/yyyy') AS day, left, kind,\n  CAST(split_part(kind, ' ', 1)"
                        + " AS DECIMAL(10, 2)) AS cost\nFROM raw.files.visits WHERE id <> 'v6'");
        // a check that looks into the source has it landed
        files.rules(
                "patients",
                "id: sees, check: \"CustomSql \\\"SELECT count(*) FROM `raw.files.visits`\\\" > 0\", severity: warn");

        CheckResult result = check(files);

        assertThat(verdict(result.record().verdicts(), COST).rule().place().toString())
                .isEqualTo("contracts/clinic/visits.sql:3:3");
        assertThat(verdict(result.record().verdicts(), COST).rows().failed()).isEqualTo(2);
        assertThat(shown(result, DAY)).hasSize(2);
        assertThat(result.record().tables().get(1).quarantined()).isEqualTo(3);
    }

    @Test
    void whatWouldReleaseNullsIsNoOverride() throws Exception {
        ClinicFiles files = clinic();
        for (String terms : List.of("severity: warn", "severity: block, from: \"2999-01-01\"")) {
            files.rules("visits", "override: " + COST + ", " + terms);
            ProblemsException refused = catchThrowableOfType(ProblemsException.class, files::read);
            assertThat(refused.problems())
                    .extracting(Problem::why)
                    .containsExactly("a text that is no value of its type would be released as NULL");
        }
    }

    @Test
    void whatIsComputedWithAValueFailsAsEver() throws Exception {
        ClinicFiles files = clinic();
        Path contract = folder.resolve("contracts/clinic/visits.odcs.yaml");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace(
                                "try_cast(split_part(kind, ' ', 1) AS DECIMAL(10,2))",
                                "CAST(1 DIV CAST(split_part(kind, ' ', 1) AS INT) AS DECIMAL(10,2))"));
        files.deliver("visits", ClinicFiles.VISITS + "v1,p1,2026-01-02,02/01/2026,0 oz,1.00\n");
        ProblemsException refused = catchThrowableOfType(ProblemsException.class, () -> check(files));
        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Code.SQL_FAILED);
            assertThat(problem.why()).contains("a division by zero");
        });
    }
}
