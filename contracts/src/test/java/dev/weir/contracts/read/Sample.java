package dev.weir.contracts.read;

import dev.weir.contracts.Problem;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.base.LanguageParsers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A workspace that is right, and ways to make it wrong. */
public final class Sample {

    public static final LanguageParsers LANGUAGES =
            new LanguageParsers(new FakeSql(), new FakeDqdl(), new FakePersonalText());

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private Map<String, String> environment = Map.of();
    private Optional<String> profile = Optional.empty();

    Sample() {}

    public static Sample clinical() {
        Sample sample = new Sample();
        sample.with("weir.yaml", """
                # yaml-language-server: $schema=schemas/weir-workspace.schema.json
                workspace: beijing-centre
                default: laptop
                profiles:
                  laptop:
                    warehouse: warehouse
                    catalogue: { type: sqlite }
                    lineage: { transport: { type: file, location: lineage/events.ndjson } }
                    keys: { store: keys/weir.bcfks, password: "${WEIR_KEY_PASSWORD:-}" }
                  prod:
                    warehouse: s3a://centre-products/warehouse
                    catalogue: { type: rest, uri: "${CATALOGUE_URI}" }
                    lineage: { transport: { type: http, url: "${OPENLINEAGE_URL}" } }
                    spark: { spark.executor.instances: 8 }
                    sources: { roots: ["s3a://landing/patients"] }
                law:
                  pack: cn-2026-01
                  processor: { name: Beijing centre, region: CN-BJ, criticalInfrastructure: false, foreignControlled: true, freeTradeZone: none }
                """);
        sample.with("contracts/raw/encounters.odcs.yaml", """
                apiVersion: v3.1.0
                kind: DataContract
                id: raw.encounters
                version: 1.0.0
                status: active
                servers:
                  - server: files
                    type: local
                    path: raw/encounters
                    format: csv
                    customProperties:
                      - { property: weirRead, value: { encoding: GB18030, nullValues: ["NA"], trim: true } }
                schema:
                  - name: encounters
                    physicalName: "encounters-*.csv"
                    properties:
                      - { name: Id, logicalType: string }
                      - { name: PATIENT, logicalType: string, classification: MRN }
                      - { name: START, logicalType: timestamp, logicalTypeOptions: { timezone: true, format: "yyyy-MM-dd'T'HH:mm:ssX" } }
                      - { name: STOP, logicalType: timestamp }
                      - { name: COST, logicalType: number, physicalType: "decimal(12,2)", customProperties: [ { property: weirOnBadValue, value: null-and-warn } ] }
                """);
        sample.with("contracts/raw/patients.odcs.yaml", """
                apiVersion: v3.1.0
                kind: DataContract
                id: raw.patients
                version: 1.0.0
                status: active
                servers:
                  - { server: laptop, type: local, environment: laptop, path: raw/patients.tsv, format: tsv }
                  - { server: prod, type: s3, environment: prod, location: "s3://landing/patients/", format: parquet }
                schema:
                  - name: patients
                    properties:
                      - { name: patient_id, logicalType: string, classification: MRN }
                      - { name: born_on, logicalType: date, classification: DATE }
                """);
        sample.with("contracts/clinical/clinical.odps.yaml", """
                apiVersion: v1.0.0
                kind: DataProduct
                id: clinical
                name: Clinical
                version: 1.0.0
                status: active
                description: { purpose: Encounters of patients. }
                customProperties: [ { property: weirAudience, value: enclave } ]
                inputPorts:
                  - { name: encounters, version: 1.0.0, contractId: raw.encounters }
                  - { name: patients, version: 1.0.0, contractId: raw.patients }
                outputPorts:
                  - { name: patients, version: 1.0.0, contractId: clinical.patients }
                  - { name: encounters, version: 1.2.0, contractId: clinical.encounters }
                support: [ { channel: mail, url: "mailto:clinical-data@example.org" } ]
                team: { name: Clinical data, members: [ { username: clinical-data@example.org, role: owner } ] }
                """);
        sample.with("contracts/clinical/patients.odcs.yaml", """
                apiVersion: v3.1.0
                kind: DataContract
                id: clinical.patients
                version: 1.0.0
                status: active
                schema:
                  - name: patients
                    properties:
                      - { name: patient_id, logicalType: string, primaryKey: true, transformSourceObjects: [ raw.patients ] }
                      - name: birth_year
                        logicalType: integer
                        classification: DATE
                        transformLogic: year(born_on)
                        logicalTypeOptions: { minimum: 1900 }
                """);
        sample.with("contracts/clinical/encounters.odcs.yaml", """
                apiVersion: v3.1.0
                kind: DataContract
                id: clinical.encounters
                name: encounters
                version: 1.2.0
                status: active
                description:
                  purpose: One row per hospital encounter.
                  limitations: Outpatient visits before 2019 are incomplete.
                  usage: Train and evaluate.
                team: { name: Clinical data, members: [ { username: clinical-data@example.org, role: owner } ] }
                slaProperties:
                  - { property: frequency, value: 1, unit: d }
                  - { property: latency, value: 2, unit: d, element: encounters.started_at }
                customProperties:
                  - { property: weirGrade, value: { grade: general, checkedBy: dpo@example.org, checkedOn: "2026-10-01" } }
                  - { property: weirFormat, value: delta }
                schema:
                  - name: encounters
                    physicalType: table
                    customProperties:
                      - { property: weirQuery, value: encounters.sql }
                      - { property: weirSubject, value: patient_id }
                    properties:
                      - { name: encounter_id, logicalType: string, primaryKey: true, classification: MRN }
                      - name: patient_id
                        logicalType: string
                        required: true
                        classification: MRN
                        relationships: [ { to: patients.patient_id } ]
                      - { name: started_at, logicalType: timestamp, required: true, classification: DATE }
                      - { name: stopped_at, logicalType: timestamp, classification: DATE }
                      - name: length_of_stay
                        logicalType: integer
                        classification: HEALTH
                        description: Days from start to stop.
                        logicalTypeOptions: { minimum: 0 }
                        customProperties: [ { property: weirUnit, value: d } ]
                      - name: reason
                        logicalType: string
                        classification: TEXT
                        customProperties: [ { property: weirMask, value: redact } ]
                """);
        sample.with("contracts/clinical/encounters.sql", """
                -- one row per encounter
                SELECT Id AS encounter_id, PATIENT AS patient_id, START AS started_at, STOP AS stopped_at,
                       datediff(STOP, START) AS length_of_stay, REASON AS reason
                FROM raw.encounters
                """);
        sample.with("contracts/recipients.yaml", "# nobody yet\n");
        sample.with("quality-rules/clinical/encounters.yaml", """
                $schema: ../../schemas/weir-rules.schema.json
                contract: clinical.encounters
                use: [ { pack: dates-in-order, with: { earlier: started_at, later: stopped_at } } ]
                rules:
                  - id: volume
                    check: RowCount > 0
                    severity: block
                    dimension: coverage
                    owner: clinical-data@example.org
                    because: An empty release helps nobody.
                  - override: encounters.key
                    severity: quarantine
                    because: The ETL repeats rows.
                """);
        sample.with("quality-rules/packs/dates.yaml", """
                pack: dates-in-order
                parameters: [ earlier, later ]
                rules:
                  - id: ${later}-after-${earlier}
                    row: ${later} >= ${earlier}
                    severity: quarantine
                    dimension: consistency
                    owner: clinical-data@example.org
                    because: A negative length breaks every survival model.
                """);
        sample.with("quality-rules/waivers.yaml", "# none\n");
        return sample;
    }

    Sample with(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Sample with(String path, byte[] bytes) {
        files.put(path, bytes.clone());
        return this;
    }

    Sample without(String path) {
        files.remove(path);
        return this;
    }

    /** Replaces a text that has to be there. */
    public Sample replace(String path, String from, String to) {
        String text = new String(files.get(path), StandardCharsets.UTF_8);
        if (!text.contains(from)) {
            throw new IllegalArgumentException("'" + path + "' does not contain '" + from + "'");
        }
        return with(path, text.replace(from, to));
    }

    Sample profile(String name) {
        profile = Optional.of(name);
        return this;
    }

    Sample environment(Map<String, String> variables) {
        environment = Map.copyOf(variables);
        return this;
    }

    String text(String path) {
        return new String(files.get(path), StandardCharsets.UTF_8);
    }

    public WorkspaceReader.Outcome readIn(Path folder) {
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return WorkspaceReader.readWhatCanBe(folder, profile, environment, LANGUAGES);
    }

    public Workspace workspaceIn(Path folder) {
        return readIn(folder).workspace().orElseThrow();
    }

    /** Every problem as {@code file:line:column CODE what}. */
    public List<String> problemsIn(Path folder) {
        return readIn(folder).problems().stream().map(Sample::shown).toList();
    }

    static String shown(Problem problem) {
        return problem.place() + " " + problem.code().id() + " " + problem.what();
    }
}
