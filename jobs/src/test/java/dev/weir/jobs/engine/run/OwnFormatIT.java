package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Problem;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.classify.Classification;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.law.LawPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A product of a source in a format that is found beside Weir's own, {@code KeyValueLines}, by a run like any other. */
@ExtendWith(SparkFixture.class)
class OwnFormatIT {

    private static final String SOURCE = """
        apiVersion: v3.1.0
        kind: DataContract
        id: raw.visits
        name: visits
        version: 1.0.0
        status: active
        servers:
          - server: files
            type: local
            environment: laptop
            path: "raw/*.kv"
            format: key-value
            customProperties: [{ property: weirRead, value: { between: "|", encoding: GB18030 } }]
        schema:
          - name: visits
            physicalType: file
            customProperties: [{ property: weirUnreadable, value: { atMost: 0.6 } }]
            properties:
              - { name: id, physicalName: 编号, logicalType: string, classification: NONE }
              - { name: cost, logicalType: number, physicalType: "decimal(9,2)", classification: NONE }
              - { name: born, logicalType: date, classification: DATE }
        """;

    private static final String CONTRACT = """
        apiVersion: v3.1.0
        kind: DataContract
        id: clinic.visits
        name: visits
        version: 1.0.0
        status: active
        description: { purpose: "Tests.", limitations: "None.", usage: "Tests." }
        team: { name: Clinic, members: [{ username: clinic@example.org, role: owner }] }
        customProperties: [{ property: weirGrade, value: { grade: general, checkedBy: dpo@example.org, checkedOn: "2026-10-01" } }]
        schema:
          - name: visits
            physicalType: table
            customProperties: [{ property: weirQuery, value: visits.sql }]
            properties:
              - { name: id, logicalType: string, primaryKey: true, classification: NONE }
              - { name: cost, logicalType: number, physicalType: "decimal(9,2)", classification: NONE }
        """;

    @TempDir
    private Path folder;

    @BeforeEach
    void workspace() throws IOException {
        write("weir.yaml", """
            workspace: mini
            default: laptop
            profiles: { laptop: { warehouse: warehouse, keys: { store: keys/weir.key } } }
            law:
              pack: cn-2026-01
              processor: { name: A clinic, region: CN-BJ, criticalInfrastructure: false, foreignControlled: false, stateOrgan: false, freeTradeZone: none }
            """);
        write("contracts/raw/visits.odcs.yaml", SOURCE);
        write("contracts/clinic/clinic.odps.yaml", """
            apiVersion: v1.0.0
            kind: DataProduct
            id: clinic
            name: Clinic
            version: 1.0.0
            status: active
            domain: clinic
            description: { purpose: "Tests.", limitations: "None.", usage: "Tests." }
            team: { name: Clinic, members: [{ username: clinic@example.org, role: owner }] }
            support: [{ channel: mail, url: "mailto:clinic@example.org" }]
            customProperties: [{ property: weirAudience, value: enclave }]
            inputPorts: [{ name: visits, version: 1.0.0, contractId: raw.visits }]
            outputPorts: [{ name: visits, version: 1.0.0, contractId: clinic.visits }]
            """);
        write("contracts/clinic/visits.sql", "SELECT id, cost FROM raw.visits");
        write("contracts/clinic/visits.odcs.yaml", CONTRACT);
        KeyFile.of(folder, KeySettings.of("keys/weir.key")).create(Clock.systemUTC(), new SecureRandom());
    }

    @Test
    void isReadByARunLikeAnyOther() throws IOException {
        Files.createDirectories(folder.resolve("raw"));
        Files.write(
                folder.resolve("raw/a.kv"),
                "编号=甲|cost=1.50|born=1970-01-03\n\n编号=乙|cost=x\n编号\n编号=丁\n".getBytes("GB18030"));
        Manifest manifest = new ProductRun(session(), "1.0.0", event -> {})
                .run("clinic", RunRequest.usual())
                .manifest()
                .orElseThrow();
        assertThat(session()
                        .releases()
                        .read(manifest, "visits")
                        .orderBy("id")
                        .toJSON()
                        .collectAsList())
                .containsExactlyInAnyOrder("{\"id\":\"甲\",\"cost\":1.50}", "{\"id\":\"丁\"}");
        SourceCount read = manifest.record().sources().get(0);
        assertThat(read.records()).isEqualTo(4);
        assertThat(read.unreadable()).isEqualTo(2);
        assertThat(session()
                        .spark()
                        .table("weir.clinic_quarantine.source__raw_visits__visits")
                        .selectExpr("concat_ws(' ', _weir_file, _weir_line, _weir_reasons[0].rule)")
                        .collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactlyInAnyOrder("raw/a.kv 3 unreadable.type", "raw/a.kv 4 unreadable.too-few-fields");
        assertThat(new Classification(
                                session(), LawPack.of(session().workspace().law()))
                        .source(session().workspace().sources().get(0), table -> true)
                        .get(0)
                        .columns())
                .extracting(column -> column.column().name() + " "
                        + column.proposal().category().orElse("-"))
                .contains("born DATE");
    }

    @Test
    void itsKeysAreCheckedLikeAnyOthers() throws IOException {
        write("contracts/raw/visits.odcs.yaml", SOURCE.replace("between: \"|\", ", "between: \"||\", trim: true, "));
        write(
                "contracts/raw/other.odcs.yaml",
                SOURCE.replace("raw.visits", "raw.other").replace("key-value", "csv"));
        assertThat(WorkspaceReader.readWhatCanBe(folder, Optional.empty(), Map.of(), Grammars.languages())
                        .problems())
                .extracting(Problem::what)
                .containsExactlyInAnyOrder(
                        "'between' is '||'",
                        "'trim' of weirRead says nothing here",
                        "'between' of weirRead says nothing here");
    }

    private WeirSession session() {
        Workspace workspace = WorkspaceReader.read(folder, Optional.empty(), Map.of(), Grammars.languages());
        return WeirSession.open(workspace);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
