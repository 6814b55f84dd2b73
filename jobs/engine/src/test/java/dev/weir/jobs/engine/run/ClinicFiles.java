package dev.weir.jobs.engine.run;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.privacy.keys.KeyFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A workspace on disk with the product {@code clinic}: {@code patients} (id, identity, sex, age) and {@code visits} (id,
 * patient, day, left, kind, cost), each from a CSV file. The identity number and both ids are pseudonymised. The files are so
 * small that tables may be empty and most records unreadable, unless they are {@link #asUsual}.
 */
public final class ClinicFiles {

    public static final String PATIENTS = "id,identity,sex,age\n";
    public static final String VISITS = "id,patient,day,left,kind,cost\n";

    private final Path root;
    private Charset encoding = StandardCharsets.UTF_8;

    private ClinicFiles(Path root) {
        this.root = root;
    }

    /** Contracts, no rule of a steward, no data. */
    public static ClinicFiles in(Path root) throws IOException {
        ClinicFiles files = new ClinicFiles(root);
        files.write("weir.yaml", """
            workspace: clinic
            default: laptop
            profiles: { laptop: { warehouse: warehouse, keys: { store: keys/weir.key } } }
            law:
              pack: cn-2026-01
              processor: { name: A clinic, region: CN-BJ, criticalInfrastructure: false, foreignControlled: false, freeTradeZone: none }
            """);
        files.sources("UTF-8");
        files.write("contracts/clinic/patients.odcs.yaml", contract("patients", "id", """
                  - { name: id, logicalType: string, primaryKey: true, classification: MRN, transformSourceObjects: [raw.files.patients] }
                  - { name: identity, logicalType: string, unique: true, classification: RID }
                  - { name: sex, logicalType: string, classification: NONE }
                  - { name: age, logicalType: integer, classification: NONE, logicalTypeOptions: { minimum: 0 } }
            """));
        files.write("contracts/clinic/visits.odcs.yaml", contract("visits", "patient", """
                  - { name: id, logicalType: string, classification: MRN, transformSourceObjects: [raw.files.visits] }
                  - { name: patient, logicalType: string, classification: MRN, relationships: [{ to: patients.id }] }
                  - { name: day, logicalType: date, classification: NONE }
                  - { name: left, logicalType: date, classification: NONE }
                  - { name: kind, logicalType: string, classification: NONE }
                  - { name: cost, logicalType: number, physicalType: "decimal(10,2)", classification: NONE }
            """));
        files.write("contracts/clinic/clinic.odps.yaml", """
            apiVersion: v1.0.0
            kind: DataProduct
            id: clinic
            name: Clinic
            version: 1.0.0
            status: active
            description: { purpose: "Tests.", limitations: "None.", usage: "Tests." }
            inputPorts: [{ name: files, version: 1.0.0, contractId: raw.files }]
            outputPorts:
              - { name: patients, version: 1.0.0, contractId: clinic.patients, type: tables }
              - { name: visits, version: 1.0.0, contractId: clinic.visits, type: tables }
            team: { name: Clinic, members: [{ username: clinic@example.org, role: owner }] }
            customProperties: [{ property: weirAudience, value: enclave }]
            """);
        KeyFile.of(root, KeySettings.of("keys/weir.key")).create(Clock.systemUTC(), new SecureRandom());
        files.deliver("patients", PATIENTS);
        files.deliver("visits", VISITS);
        return files;
    }

    private static String contract(String table, String subject, String columns) {
        return """
            apiVersion: v3.1.0
            kind: DataContract
            id: clinic.%1$s
            name: %1$s
            version: 1.0.0
            status: active
            description: { purpose: "Tests.", limitations: "None.", usage: "Tests." }
            team: { name: Clinic, members: [{ username: clinic@example.org, role: owner }] }
            schema:
              - name: %1$s
                physicalType: table
                customProperties: [{ property: weirSubject, value: %3$s }, { property: weirEmpty, value: allow }]
                properties:
            %2$s\
            """.formatted(table, columns, subject);
    }

    private void sources(String charset) throws IOException {
        write("contracts/raw/files.odcs.yaml", """
            apiVersion: v3.1.0
            kind: DataContract
            id: raw.files
            name: files
            version: 1.0.0
            status: active
            servers:
              - server: files
                type: local
                environment: laptop
                path: raw
                format: csv
                customProperties: [{ property: weirRead, value: { encoding: %s } }]
            schema:
              - name: patients
                physicalType: file
                physicalName: "patients.csv"
                customProperties: [{ property: weirUnreadable, value: { atMost: 0.9 } }]
                properties:
                  - { name: id, logicalType: string, classification: MRN }
                  - { name: identity, logicalType: string, classification: RID }
                  - { name: sex, logicalType: string, classification: NONE }
                  - { name: age, logicalType: integer, classification: NONE }
              - name: visits
                physicalType: file
                physicalName: "visits.csv"
                customProperties: [{ property: weirUnreadable, value: { atMost: 0.9 } }]
                properties:
                  - { name: id, logicalType: string, classification: MRN }
                  - { name: patient, logicalType: string, classification: MRN }
                  - { name: day, logicalType: date, classification: NONE }
                  - { name: left, logicalType: date, classification: NONE }
                  - { name: kind, logicalType: string, classification: NONE }
                  - { name: cost, logicalType: number, physicalType: "decimal(10,2)", classification: NONE }
            """.formatted(charset));
    }

    /** From now on the files are delivered in another encoding. */
    public ClinicFiles encoded(String charset) throws IOException {
        encoding = Charset.forName(charset);
        sources(charset);
        return this;
    }

    /** Replaces a table's file. */
    public ClinicFiles deliver(String table, String text) throws IOException {
        Path file = root.resolve("raw/" + table + ".csv");
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, text.getBytes(encoding));
        return this;
    }

    /** Replaces a table's rules; each as it stands in the file, from its {@code id} on. */
    public ClinicFiles rules(String table, String... rules) throws IOException {
        StringBuilder text = new StringBuilder("contract: clinic." + table + "\nrules:\n");
        for (String rule : rules) {
            text.append("  - { ")
                    .append(rule)
                    .append(rule.startsWith("override:") ? "" : ", dimension: consistency")
                    .append(", owner: clinic@example.org, because: \"Tests.\" }\n");
        }
        write("quality-rules/clinic/" + table + ".yaml", text.toString());
        return this;
    }

    /** From now on all tables are in that format. */
    public ClinicFiles format(TableFormat format) throws IOException {
        for (String table : List.of("patients", "visits")) {
            contract(
                    table,
                    text -> text.replace(
                            "status: active",
                            "status: active\ncustomProperties: [{ property: weirFormat, value: " + format.name()
                                    + " }]"));
        }
        return this;
    }

    /** From now on a table is loaded so; a column of it has to have a value. */
    public ClinicFiles load(String table, String column, String load) throws IOException {
        contract(
                table,
                text -> text.replaceFirst(
                                "\\[(\\{ property: weirLoad, value: .* }, )?\\{ property: weirSubject",
                                "[{ property: weirLoad, value: " + load + " }, { property: weirSubject")
                        .replace(
                                "name: " + column + ", logicalType",
                                "name: " + column + ", required: true, logicalType"));
        return this;
    }

    /** From now on a table has to have a row, and nearly all records to be readable, as everywhere. */
    ClinicFiles asUsual() throws IOException {
        for (String table : List.of("patients", "visits")) {
            contract(table, text -> text.replace(", { property: weirEmpty, value: allow }", ""));
        }
        String source = "contracts/raw/files.odcs.yaml";
        write(
                source,
                Files.readString(root.resolve(source))
                        .replace("customProperties: [{ property: weirUnreadable, value: { atMost: 0.9 } }]", ""));
        return this;
    }

    private void contract(String table, UnaryOperator<String> change) throws IOException {
        String contract = "contracts/clinic/" + table + ".odcs.yaml";
        write(contract, change.apply(Files.readString(root.resolve(contract))));
    }

    public void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text, StandardCharsets.UTF_8);
    }

    public Path root() {
        return root;
    }

    public Workspace read() {
        return WorkspaceReader.read(root, Optional.empty(), Map.of(), Grammars.languages());
    }
}
