package dev.weir.jobs.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.check.CheckResult;
import dev.weir.jobs.engine.check.CheckRun;
import dev.weir.jobs.engine.run.ClinicFiles;
import dev.weir.jobs.engine.session.WeirSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What Spark finds wrong with SQL is told before any source is looked at, all at once. */
@ExtendWith(SparkFixture.class)
class PlanAnalysisIT {

    private final SparkSession spark;

    @TempDir
    private Path folder;

    PlanAnalysisIT(SparkSession spark) {
        this.spark = spark;
    }

    private List<Problem> problems(ClinicFiles files) throws IOException {
        ProblemsException refused = catchThrowableOfType(
                ProblemsException.class,
                () -> new CheckRun(WeirSession.in(spark, files.read()), "1.0.0", event -> {}).check("clinic", 0));
        assertThat(refused).isNotNull();
        return refused.problems();
    }

    private static final String[] WRONG = {
        "id: text-as-number, row: \"kind > 0\", severity: warn",
        "id: no-such-day, row: \"day <= '2024-02-30'\", severity: quarantine",
        "id: no-number, row: \"cost BETWEEN '1O' AND '20'\", severity: block",
        "id: condition, row: cost > 0, where: \"day > kind\", severity: warn",
        "id: of-parent, join: patients, row: \"parent.age > kind\", severity: warn",
        "id: check-where, check: \"Completeness \\\"left\\\" > 0.1 where \\\"day < '2024-02-30'\\\"\", severity: warn",
        "id: check-values, check: \"CustomSql \\\"SELECT * FROM primary WHERE kind > 5\\\"\", severity: warn",
        "id: check-query, check: \"CustomSql \\\"SELECT count(*) FROM primary WHERE kind > 5\\\" < 10\", severity: warn",
        "id: later, row: \"cost = 'x'\", severity: warn, from: \"2999-01-01\"",
    };

    @Test
    void everythingIsToldAtOnceAndNothingIsRead() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder).rules("visits", WRONG);
        // Whoever looked for it would miss it first.
        Files.delete(folder.resolve("raw/visits.csv"));
        Files.delete(folder.resolve("raw/patients.csv"));

        List<Problem> problems = problems(files);

        assertThat(problems).extracting(Problem::code).containsOnly(Code.INVALID_SQL);
        for (String rule : WRONG) {
            String id = rule.substring(4, rule.indexOf(','));
            assertThat(problems)
                    .as(id)
                    .filteredOn(problem -> problem.what().contains("'" + id + "'"))
                    .isNotEmpty()
                    .allSatisfy(problem -> {
                        assertThat(problem.place().file()).isEqualTo("quality-rules/clinic/visits.yaml");
                        assertThat(problem.place().line()).isPositive();
                    });
        }
    }

    @Test
    void whatAQueryCannotComputeNamesTheQueryAndNoValue() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder);
        Path contract = folder.resolve("contracts/clinic/visits.odcs.yaml");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace(
                                "\"decimal(10,2)\", classification: NONE }",
                                "\"decimal(10,2)\", classification: NONE, transformLogic: \"CAST(77 DIV CAST(cost AS INT)"
                                        + " AS DECIMAL(10,2))\" }"));
        files.deliver("visits", ClinicFiles.VISITS + "v1,p1,2026-01-02,2026-01-01,in,0.00\n");

        assertThat(problems(files)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Code.SQL_FAILED);
            assertThat(problem.place().file()).isEqualTo("contracts/clinic/visits.odcs.yaml");
            assertThat(problem.place().line()).isPositive();
            assertThat(problem.what()).contains("query of table 'visits'");
            assertThat(problem.why()).contains("77 DIV", "a division by zero").doesNotContain("0.00");
        });
    }

    @Tag("slow")
    @Test
    void aPatternThatExplodesInAQueryNamesItsPlaceAndHowToWriteIt() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder);
        Path contract = folder.resolve("contracts/clinic/visits.odcs.yaml");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace(
                                "name: kind, logicalType: string,",
                                "name: kind, logicalType: string, transformLogic: \"regexp_extract(kind, '^(?:(.*a){20})$', 0)\","));
        files.deliver("visits", ClinicFiles.VISITS + "v1,p1,2026-01-02,2026-01-01," + "a".repeat(10_000) + "b,0.00\n");

        assertThat(problems(files)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Code.SQL_FAILED);
            assertThat(problem.place().file()).isEqualTo("contracts/clinic/visits.odcs.yaml");
            assertThat(problem.place().line()).isPositive();
            assertThat(problem.why())
                    .contains("'regexp_extract(kind", "takes too many steps on a value")
                    .doesNotContain("aaaa");
            assertThat(problem.remedy()).contains("no repeat inside a repeat");
        });
    }

    @Tag("slow")
    @Test
    void aCommentAtTheEndOfAnExpressionHidesNothingOfWhatSurroundsIt() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder)
                .rules(
                        "visits",
                        "id: commented, row: \"kind <> 'x' -- no x\", where: \"kind <> 'y' -- nor y\", severity: block");
        Path contract = folder.resolve("contracts/clinic/visits.odcs.yaml");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace(
                                "name: kind, logicalType: string,",
                                "name: kind, logicalType: string, transformLogic: \"upper(kind) -- as it was\","));

        CheckResult result = new CheckRun(WeirSession.in(spark, files.read()), "1.0.0", event -> {}).check("clinic", 0);

        assertThat(result.record().verdicts())
                .filteredOn(verdict -> verdict.rule().id().endsWith("commented"))
                .extracting(verdict -> verdict.answer())
                .containsExactly(Verdict.Answer.PASSED);
    }
}
