package dev.weir.jobs.verb.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.desk.WorkspaceFolder;
import dev.weir.jobs.engine.run.ClinicAndStudy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceValidationTest {

    private static final String AUDIT = "contracts/audit/audit.odps.yaml";

    @TempDir
    private Path root;

    /** Without this the test below could not tell that a name which nobody knows is reported. */
    @Test
    void aWorkspaceOfTwoProductsIsSound() throws IOException {
        ClinicAndStudy.in(root, "iceberg");
        assertThat(sound().workspace().products()).hasSize(2);
    }

    @Test
    void ofProductsInACircleTheCircleAloneIsReportedAndOfOthersAllThatIsWrong() throws IOException {
        ClinicAndStudy files = ClinicAndStudy.in(root, "iceberg");
        files.replace(
                ClinicAndStudy.CLINIC,
                "contractId: raw.feed }",
                "contractId: raw.feed }, { name: cases, version: 1.0.0, contractId: study.cases }");
        files.write("contracts/clinic/visits.sql", "SELECT f.* FROM raw.feed f JOIN study.cases c USING (visit_id)\n");
        files.write(AUDIT, """
            apiVersion: v1.0.0
            kind: DataProduct
            id: audit
            name: Audit
            version: 1.0.0
            status: active
            inputPorts: [{ name: feed, version: 1.0.0, contractId: raw.feed }]
            outputPorts: [{ name: wards, version: 1.0.0, contractId: audit.wards }]
            team: { name: Audit, members: [{ username: audit@example.org, role: owner }] }
            customProperties: [{ property: weirAudience, value: enclave }]
            """);
        files.write("contracts/audit/wards.odcs.yaml", """
            apiVersion: v3.1.0
            kind: DataContract
            id: audit.wards
            version: 1.0.0
            status: active
            schema:
              - name: wards
                customProperties: [{ property: weirQuery, value: wards.sql }]
                properties: [{ name: ward, logicalType: string, classification: NONE }]
            """);
        files.write("contracts/audit/wards.sql", "SELECT wrad AS ward FROM raw.feed\n");
        assertThatThrownBy(this::sound)
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        e -> assertThat(e.problems())
                                .extracting(
                                        Problem::code,
                                        problem -> problem.place().file())
                                .containsExactlyInAnyOrder(
                                        tuple(Code.CYCLE, ClinicAndStudy.PRODUCT),
                                        tuple(Code.UNKNOWN_NAME, "contracts/audit/wards.sql")));
    }

    private WorkspaceValidation.Sound sound() {
        return WorkspaceValidation.of(
                new WorkspaceFolder(root, Optional.empty(), Map.of()), Instant.parse("2026-11-26T00:00:00Z"));
    }
}
