package dev.weir.jobs.engine.run;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.privacy.keys.KeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A workspace on disk with two products: {@code clinic} releases {@code visits} from CSV files {@code raw/visits-*.csv}, and {@code
 * study} releases {@code cases}, made of the clinic's release.
 */
public final class ClinicAndStudy {

    public static final String PRODUCT = "contracts/study/study.odps.yaml";
    public static final String CASES = "contracts/study/cases.odcs.yaml";
    public static final String QUERY = "contracts/study/cases.sql";
    public static final String VISITS = "contracts/clinic/visits.odcs.yaml";
    public static final String CLINIC = "contracts/clinic/clinic.odps.yaml";

    private static final String HEADER = "visit_id,patient_id,began,ward,phone,age,diagnosis\n";

    private final Path root;

    private ClinicAndStudy(Path root) {
        this.root = root;
    }

    /** Contracts, and no data. */
    public static ClinicAndStudy in(Path root, String format) throws IOException {
        ClinicAndStudy files = new ClinicAndStudy(root);
        files.write("weir.yaml", """
            workspace: centre
            profiles: { laptop: { warehouse: warehouse, keys: { store: keys/weir.key } } }
            law:
              pack: cn-2026-01
              processor: { name: A centre, region: CN-BJ, criticalInfrastructure: false, foreignControlled: false, freeTradeZone: none }
            """);
        files.write("contracts/raw/feed.odcs.yaml", """
            apiVersion: v3.1.0
            kind: DataContract
            id: raw.feed
            version: 1.0.0
            status: active
            servers: [{ server: feed, type: local, path: raw, format: csv }]
            schema:
              - name: visits
                physicalName: "visits-*.csv"
                properties:
                  - { name: visit_id, logicalType: string, classification: MRN }
                  - { name: patient_id, logicalType: string, classification: MRN }
                  - { name: began, logicalType: date, classification: DATE }
                  - { name: ward, logicalType: string, classification: NONE }
                  - { name: phone, logicalType: string, classification: PHONE }
                  - { name: age, logicalType: integer, classification: AGE }
                  - { name: diagnosis, logicalType: string, classification: HEALTH }
            """);
        files.write(CLINIC, """
            apiVersion: v1.0.0
            kind: DataProduct
            id: clinic
            name: Clinic
            version: 1.0.0
            status: active
            inputPorts: [{ name: feed, version: 1.0.0, contractId: raw.feed }]
            outputPorts: [{ name: visits, version: 1.0.0, contractId: clinic.visits }]
            team: { name: Clinic, members: [{ username: clinic@example.org, role: owner }] }
            customProperties: [{ property: weirAudience, value: enclave }]
            """);
        files.write(VISITS, """
            apiVersion: v3.1.0
            kind: DataContract
            id: clinic.visits
            version: 1.0.0
            status: active
            customProperties: [{ property: weirFormat, value: %s }]
            slaProperties: [{ property: retention, value: 1, unit: d }]
            schema:
              - name: visits
                customProperties: [{ property: weirQuery, value: visits.sql }, { property: weirSubject, value: patient_id }]
                properties:
                  - { name: visit_id, logicalType: string, primaryKey: true }
                  - { name: patient_id, logicalType: string, required: true }
                  - { name: began, logicalType: date }
                  - { name: ward, logicalType: string }
                  - { name: phone, logicalType: string }
                  - { name: age, logicalType: integer }
                  - { name: diagnosis, logicalType: string }
            """.formatted(format));
        files.write("contracts/clinic/visits.sql", "SELECT * FROM raw.feed\n");
        files.write(PRODUCT, """
            apiVersion: v1.0.0
            kind: DataProduct
            id: study
            name: Study
            version: 1.0.0
            status: active
            inputPorts:
              - { name: visits, version: 1.0.0, contractId: clinic.visits }
            outputPorts: [{ name: cases, version: 1.0.0, contractId: study.cases }]
            team: { name: Study, members: [{ username: study@example.org, role: owner }] }
            customProperties: [{ property: weirAudience, value: enclave }]
            """);
        files.cases(
                "SELECT patient_id, visit_id, began, age, diagnosis FROM clinic.visits WHERE ward = 'icu'",
                "patient_id, logicalType: string",
                "visit_id, logicalType: string, primaryKey: true",
                "began, logicalType: date",
                "age, logicalType: string",
                "diagnosis, logicalType: string, required: true");
        KeyFile.of(root, KeySettings.of("keys/weir.key")).create(Clock.systemUTC(), new SecureRandom());
        Files.createDirectories(root.resolve("raw"));
        return files;
    }

    /** From now on the study's table is made so; each column as it stands in the contract, from its name on. */
    public ClinicAndStudy cases(String query, String... columns) throws IOException {
        StringBuilder contract = new StringBuilder("""
            apiVersion: v3.1.0
            kind: DataContract
            id: study.cases
            version: 1.0.0
            status: active
            schema:
              - name: cases
                customProperties: [{ property: weirQuery, value: cases.sql }, { property: weirSubject, value: patient_id }]
                properties:
            """);
        for (String column : columns) {
            contract.append("      - { name: ").append(column).append(" }\n");
        }
        write(CASES, contract.toString());
        return write(QUERY, query + "\n");
    }

    /** Writes a file of visits. */
    public ClinicAndStudy deliver(String name, String rows) throws IOException {
        return write("raw/" + name, HEADER + rows);
    }

    public ClinicAndStudy write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text, StandardCharsets.UTF_8);
        return this;
    }

    /** Replaces a text that has to be there. */
    public ClinicAndStudy replace(String file, String from, String to) throws IOException {
        String text = Files.readString(root.resolve(file));
        if (!text.contains(from)) {
            throw new IllegalArgumentException("'" + file + "' does not contain '" + from + "'");
        }
        return write(file, text.replace(from, to));
    }

    /** The study pins the clinic's release. */
    public ClinicAndStudy pin(String release) throws IOException {
        return replace(
                PRODUCT,
                "contractId: clinic.visits }",
                "contractId: clinic.visits, customProperties: [{ property: weirRelease, value: " + release + " }] }");
    }

    public Path root() {
        return root;
    }

    public WorkspaceReader.Outcome outcome() {
        return WorkspaceReader.readWhatCanBe(root, Optional.empty(), Map.of(), Grammars.languages());
    }

    public Workspace read() {
        return WorkspaceReader.read(root, Optional.empty(), Map.of(), Grammars.languages());
    }

    /** A run of a product. */
    public RunResult run(String product) {
        return run(product, RunRequest.usual());
    }

    public RunResult run(String product, RunRequest request) {
        try (WeirSession session = WeirSession.open(read())) {
            return new ProductRun(session, "1.0.0", List.of(event -> {}), Clock.systemUTC()).run(product, request);
        }
    }
}
