package dev.weir.jobs.plan.making;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.weir.contracts.DataGrade;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.jobs.engine.run.ClinicAndStudy;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.plan.ColumnMask;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.ReleasedColumns;
import dev.weir.jobs.plan.SourceRoute;
import dev.weir.jobs.plan.text.PlanText;
import dev.weir.privacy.law.LawPack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A product that reads another product's release, planned without Spark. */
class ReadReleasesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    @TempDir
    private Path folder;

    private ClinicAndStudy files;

    @BeforeEach
    void layOut() throws IOException {
        files = ClinicAndStudy.in(folder, "iceberg");
    }

    @Test
    void whatWasMaskedStaysMaskedAndIsNotMaskedTwice() {
        Plan plan = plan();
        assertThat(plan.reads()).singleElement().satisfies(read -> {
            assertThat(read.way()).isEqualTo(SourceRoute.IN_PLACE);
            assertThat(read.name()).isEqualTo("clinic.visits.visits");
            assertThat(read.table().columns()).noneMatch(column -> column.name().equals("phone"));
        });
        assertThat(plan.table("cases").masks()).allMatch(ColumnMask::keeps);
        assertThat(plan.table("cases").masks())
                .extracting(ColumnMask::category)
                .containsExactly("MRN", "MRN", "DATE", "AGE", "HEALTH");
        assertThat(ReleasedColumns.of(plan.table("cases")))
                .extracting(ReleasedColumn::name, column -> column.mask().words())
                .containsExactly(
                        tuple("patient_id", "pseudonymise (by clinic)"),
                        tuple("visit_id", "pseudonymise (by clinic)"),
                        tuple("began", "shift (by clinic)"),
                        tuple("age", "generalise (to band, width 5, from 90, by clinic)"),
                        tuple("diagnosis", "keep"));
        assertThat(PlanText.explain(plan))
                .contains("the newest release of clinic", "masked already: pseudonymise by clinic");
    }

    @Test
    void theClearColumnOfAReleaseIsMaskedByTheLawAsAFilesIs() throws IOException {
        files.replace(
                ClinicAndStudy.VISITS,
                "{ name: began, logicalType: date }",
                "{ name: began, logicalType: date, customProperties: [{ property: weirMask, value: keep }] }");
        ColumnMask began = mask(plan(), "began");
        assertThat(began.mask().shifts()).isTrue();
        assertThat(began.before()).isEmpty();
    }

    @Test
    void aWordOpensNothingUpForMorePeopleThanTheReleaseWasMadeFor() throws IOException {
        files.replace(
                ClinicAndStudy.VISITS,
                "{ name: began, logicalType: date }",
                "{ name: began, logicalType: date, customProperties: [{ property: weirMask, value: keep }] }");
        files.replace(
                ClinicAndStudy.CASES,
                "{ name: began, logicalType: date }",
                "{ name: began, logicalType: date, customProperties: [{ property: weirMask, value: keep }] }");
        assertThat(problems()).isEmpty();
        audiences("enclave", "controlled");
        assertThat(problems())
                .extracting(Problem::what)
                .containsExactly("Column 'began' of category DATE has the mask 'keep', in a product whose audience is"
                        + " controlled, and enclave that of 'clinic', whose release its table is made of");
    }

    /** Upstream audience, downstream audience, column as the contract has it, what is released. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        enclave    | public     | patient_id, logicalType: string | pseudonymise
        enclave    | controlled | patient_id, logicalType: string | pseudonymise
        enclave    | enclave    | patient_id, logicalType: string | pseudonymise (by clinic)
        controlled | enclave    | patient_id, logicalType: string | pseudonymise (by clinic)
        enclave    | public     | diagnosis, logicalType: string  | drop
        enclave    | controlled | diagnosis, logicalType: string  | keep
        enclave    | public     | age, logicalType: string        | generalise (to band, width 5, from 90, by clinic)
        enclave    | enclave    | diagnosis, logicalType: string, customProperties: [{ property: weirMask, value: redact }] | redact
        enclave    | enclave    | patient_id, logicalType: string, customProperties: [{ property: weirMask, value: pseudonymise }] | pseudonymise
        enclave    | enclave    | patient_id, logicalType: string, customProperties: [{ property: weirMask, value: keep }] | pseudonymise (by clinic)
        """)
    void whoMaySeeItDecidesAgain(String there, String here, String column, String released) throws IOException {
        audiences(there, here);
        String name = column.substring(0, column.indexOf(','));
        files.cases(
                "SELECT " + name + ", visit_id FROM clinic.visits",
                column,
                "visit_id, logicalType: string, primaryKey: true, customProperties: [{ property: weirMask, value: pseudonymise }]");
        files.replace(ClinicAndStudy.CASES, "weirSubject, value: patient_id", "weirSubject, value: visit_id");
        assertThat(ReleasedColumns.of(plan().table("cases")).get(0).mask().words())
                .isEqualTo(released);
    }

    /** Downstream audience, query, column, what is told. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        enclave    | SELECT patient_id, diagnosis AS x FROM clinic.visits | x, logicalType: string, classification: NONE | C004 Column 'x' says NONE
        enclave    | SELECT patient_id, diagnosis AS x FROM clinic.visits | x, logicalType: string, classification: DEMO | C004 Column 'x' says DEMO
        enclave    | SELECT patient_id, age AS x FROM clinic.visits       | x, logicalType: string, classification: NONE | C004 Column 'x' says NONE
        enclave    | WITH v AS (SELECT * FROM clinic.visits) SELECT patient_id, age AS x FROM v | x, logicalType: string, classification: HEALTH | C004 Column 'x' says HEALTH
        enclave    | SELECT patient_id, age AS x FROM clinic.visits       | x, logicalType: integer | C007 The column 'x' has the type integer
        enclave    | SELECT patient_id, phone AS x FROM clinic.visits     | x, logicalType: string  | C006 The query of 'cases' names the column 'phone'
        public     | SELECT patient_id, began AS x FROM clinic.visits     | x, logicalType: date    | C012 Column 'x' gets the mask 'generalise
        enclave    | SELECT patient_id, age AS x FROM clinic.visits       | x, logicalType: string, customProperties: [{ property: weirMask, value: { method: generalise, to: band } }] | C012 Column 'x' gets the mask 'generalise
        """)
    void whatWouldLaunderAColumnIsRefused(String here, String query, String column, String told) throws IOException {
        audiences("enclave", here);
        files.cases(query, "patient_id, logicalType: string", column);
        assertThat(problems())
                .anySatisfy(problem ->
                        assertThat(problem.code().id() + " " + problem.what()).startsWith(told));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "incremental",
                "{ mode: incremental, source: clinic.visits }",
                "{ mode: append, interval: began }",
                "{ mode: merge, order: began }"
            })
    void aLoadByPartsReadsNoRelease(String load) throws IOException {
        files.replace(
                ClinicAndStudy.CASES,
                "weirSubject, value: patient_id }]",
                "weirSubject, value: patient_id }, { property: weirLoad, value: " + load + " }]");
        files.replace(ClinicAndStudy.CASES, "began, logicalType: date", "began, logicalType: date, required: true");
        assertThat(problems()).anySatisfy(problem -> {
            assertThat(problem.code().id()).isEqualTo("C014");
            assertThat(problem.why()).contains("a release is read whole");
        });
    }

    @Test
    void maskedColumnsTellNobodysAge() throws IOException {
        files.replace(
                ClinicAndStudy.CASES,
                "weirSubject, value: patient_id }]",
                "weirSubject, value: patient_id }, { property: weirMinors, value: drop }]");
        assertThat(problems())
                .anySatisfy(
                        problem -> assertThat(problem.what()).contains("drops rows of minors and cannot tell them"));
    }

    @Test
    void aGradeIsInherited() throws IOException {
        files.replace(
                ClinicAndStudy.VISITS,
                "customProperties: [{ property: weirFormat, value: iceberg }]",
                "customProperties: [{ property: weirGrade, value: { grade: important, geneticResources: ordinary } }]");
        assertThat(plan().product().contracts().get(0).terms().grade()).hasValueSatisfying(grade -> {
            assertThat(grade.level()).isEqualTo(DataGrade.Level.IMPORTANT);
            assertThat(grade.geneticResources()).contains(DataGrade.GeneticResources.ORDINARY);
            assertThat(grade.check()).isEmpty();
        });
        files.replace(
                ClinicAndStudy.CASES,
                "schema:",
                "customProperties: [{ property: weirGrade, value: { grade: general, geneticResources: none } }]\nschema:");
        assertThat(problems())
                .extracting(Problem::what)
                .containsExactly(
                        "the contract 'study.cases' has the grade 'general'",
                        "the contract 'study.cases' has the geneticResources 'none'");
    }

    @Test
    void threeProductsInARowKeepWhoMasked() throws IOException {
        files.write("contracts/third/third.odps.yaml", """
            apiVersion: v1.0.0
            kind: DataProduct
            id: third
            version: 1.0.0
            status: active
            inputPorts: [{ name: cases, version: 1.0.0, contractId: study.cases }]
            outputPorts: [{ name: people, version: 1.0.0, contractId: third.people }]
            customProperties: [{ property: weirAudience, value: enclave }]
            """);
        files.write("contracts/third/people.odcs.yaml", """
            apiVersion: v3.1.0
            kind: DataContract
            id: third.people
            version: 1.0.0
            status: active
            schema:
              - name: people
                customProperties: [{ property: weirQuery, value: people.sql }, { property: weirSubject, value: patient_id }]
                properties: [{ name: patient_id, logicalType: string }]
            """);
        files.write("contracts/third/people.sql", "SELECT DISTINCT patient_id FROM study.cases\n");
        assertThat(ReleasedColumns.of(plan("third").table("people"))
                        .get(0)
                        .mask()
                        .words())
                .isEqualTo("pseudonymise (by clinic)");
        assertThat(plan("third").product().files())
                .extracting(file -> file.path())
                .contains(
                        ClinicAndStudy.CASES,
                        ClinicAndStudy.QUERY,
                        ClinicAndStudy.VISITS,
                        "contracts/raw/feed.odcs.yaml");
    }

    private void audiences(String there, String here) throws IOException {
        files.replace(ClinicAndStudy.CLINIC, "weirAudience, value: enclave", "weirAudience, value: " + there);
        files.replace(ClinicAndStudy.PRODUCT, "weirAudience, value: enclave", "weirAudience, value: " + here);
    }

    private static ColumnMask mask(Plan plan, String column) {
        return plan.table("cases").mask(column);
    }

    private Plan plan() {
        return plan("study");
    }

    private Plan plan(String product) {
        Workspace workspace = files.read();
        return planner().plan(workspace, product, DAY);
    }

    private static Planner planner() {
        return new Planner(Grammars.languages(), LawPack.load("cn-2026-01"));
    }

    /** All of them: the reader's, or else the plan's. */
    private List<Problem> problems() {
        WorkspaceReader.Outcome outcome = files.outcome();
        if (!outcome.problems().isEmpty()) {
            return outcome.problems();
        }
        try {
            plan();
            return List.of();
        } catch (ProblemsException e) {
            return e.problems();
        }
    }
}
