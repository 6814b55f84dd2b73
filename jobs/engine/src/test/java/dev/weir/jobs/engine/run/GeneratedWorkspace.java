package dev.weir.jobs.engine.run;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.jobs.engine.load.GeneratedDelivery;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.privacy.keys.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The product {@code twin} of a {@link GeneratedDelivery}: {@code parents}, {@code t0}, {@code t1}, … */
final class GeneratedWorkspace {

    private final Path root;

    private GeneratedWorkspace(Path root) {
        this.root = root;
    }

    static GeneratedWorkspace in(Path root, int tables, List<EveryRule> rules) throws IOException {
        GeneratedWorkspace files = new GeneratedWorkspace(root);
        files.write("weir.yaml", """
            workspace: twin
            default: laptop
            profiles: { laptop: { warehouse: warehouse, keys: { store: keys/weir.key } } }
            law:
              pack: cn-2026-01
              processor: { name: A clinic, region: CN-BJ, criticalInfrastructure: false, foreignControlled: false, freeTradeZone: none }
            """);
        StringBuilder source = new StringBuilder("""
            apiVersion: v3.1.0
            kind: DataContract
            id: raw.files
            name: files
            version: 1.0.0
            status: active
            servers: [{ server: files, type: local, environment: laptop, path: raw, format: csv }]
            schema:
              - name: parents
                physicalType: file
                physicalName: "parents.csv"
                properties:
                  - { name: id, logicalType: integer, classification: NONE }
                  - { name: w, logicalType: integer, classification: NONE }
            """);
        StringBuilder product = new StringBuilder("""
            apiVersion: v3.1.0
            kind: DataContract
            id: twin.all
            name: all
            version: 1.0.0
            status: active
            description: { purpose: "Tests.", limitations: "None.", usage: "Tests." }
            team: { name: Clinic, members: [{ username: clinic@example.org, role: owner }] }
            schema:
              - name: parents
                physicalType: table
                properties:
                  - { name: id, logicalType: integer, primaryKey: true, classification: NONE, transformSourceObjects: [raw.files.parents] }
                  - { name: w, logicalType: integer, classification: NONE }
            """);
        StringBuilder file = new StringBuilder("""
            contract: twin.all
            rules:
              - { id: parents-in, table: parents, row: w >= 0, severity: quarantine, dimension: accuracy, owner: clinic@example.org, because: "Tests." }
            """);
        for (int table = 0; table < tables; table++) {
            source.append(SOURCE.formatted(table));
            product.append(TABLE.formatted(table));
            file.append(OVERRIDES.formatted(table));
        }
        rules.forEach(rule -> file.append(rule.yaml()));
        files.write("contracts/raw/files.odcs.yaml", source.toString());
        files.write("contracts/twin/all.odcs.yaml", product.toString());
        files.write("quality-rules/twin/all.yaml", file.toString());
        files.write("contracts/twin/twin.odps.yaml", """
            apiVersion: v1.0.0
            kind: DataProduct
            id: twin
            name: Twin
            version: 1.0.0
            status: active
            description: { purpose: "Tests.", limitations: "None.", usage: "Tests." }
            inputPorts: [{ name: files, version: 1.0.0, contractId: raw.files }]
            outputPorts: [{ name: all, version: 1.0.0, contractId: twin.all, type: tables }]
            team: { name: Clinic, members: [{ username: clinic@example.org, role: owner }] }
            customProperties: [{ property: weirAudience, value: enclave }]
            """);
        KeyFile.of(root, KeySettings.of("keys/weir.key")).create(Clock.systemUTC(), new SecureRandom());
        return files;
    }

    private static final String SOURCE = """
              - name: t%1$d
                physicalType: file
                physicalName: "t%1$d.csv"
                properties:
                  - { name: id, logicalType: integer, classification: NONE }
                  - { name: mother, logicalType: integer, classification: NONE }
                  - { name: g, logicalType: string, classification: NONE }
                  - { name: h, logicalType: string, classification: NONE }
                  - { name: v, logicalType: integer, classification: NONE }
                  - { name: x, logicalType: number, physicalType: "decimal(10,2)", classification: NONE }
                  - { name: day, logicalType: date, classification: NONE }
                  - { name: word, logicalType: string, classification: MRN }
                  - { name: code, logicalType: string, classification: NONE }
                  - { name: text, logicalType: string, classification: NONE }
            """;

    private static final String TABLE = """
              - name: t%1$d
                physicalType: table
                customProperties: [{ property: weirSubject, value: word }, { property: weirEmpty, value: allow }]
                properties:
                  - { name: id, logicalType: integer, primaryKey: true, classification: NONE, transformSourceObjects: [raw.files.t%1$d] }
                  - { name: mother, logicalType: integer, classification: NONE, relationships: [{ to: parents.id }] }
                  - { name: g, logicalType: string, required: true, classification: NONE }
                  - { name: h, logicalType: string, classification: NONE, logicalTypeOptions: { maxLength: 1 } }
                  - { name: v, logicalType: integer, unique: true, classification: NONE, logicalTypeOptions: { minimum: 0, maximum: 8 } }
                  - { name: x, logicalType: number, physicalType: "decimal(10,2)", classification: NONE }
                  - { name: day, logicalType: date, classification: NONE }
                  - { name: word, logicalType: string, classification: MRN, logicalTypeOptions: { pattern: "[a-z]*" } }
                  - { name: code, logicalType: string, classification: NONE }
                  - { name: n, logicalType: integer, classification: NONE, transformLogic: CAST(text AS BIGINT) }
            """;

    private static final String OVERRIDES = """
              - { override: t%1$d.g.required, severity: warn, threshold: 0.9, because: "Tests." }
              - { override: t%1$d.h.maxLength, severity: warn, because: "Tests." }
              - { override: t%1$d.v.unique, severity: warn, because: "Tests." }
              - { override: t%1$d.v.maximum, severity: warn, because: "Tests." }
              - { override: t%1$d.word.pattern, severity: warn, because: "Tests." }
            """;

    /** From now on the children are kept and loaded so, from files of which more may come. */
    GeneratedWorkspace load(TableFormat format, String load) throws IOException {
        change(
                "contracts/twin/all.odcs.yaml",
                text -> text.replace(
                                "[{ property: weirSubject",
                                "[{ property: weirLoad, value: " + load + " }, { property: weirSubject")
                        .replace("name: day, logicalType", "name: day, required: true, logicalType")
                        .replaceFirst(
                                "status: active",
                                "status: active\ncustomProperties: [{ property: weirFormat, value: " + format.name()
                                        + " }]"));
        change("contracts/raw/files.odcs.yaml", text -> text.replaceAll("\"(t[0-9]+).csv\"", "\"$1-*.csv\""));
        change(
                "quality-rules/twin/all.yaml",
                text -> text.replaceAll(
                        "( *- \\{ override: t[0-9]+)\\.g\\.required",
                        "$1.day.required, severity: quarantine, because: \"Tests.\" }\n$1.g.required"));
        return this;
    }

    private void change(String file, UnaryOperator<String> change) throws IOException {
        write(file, change.apply(Files.readString(root.resolve(file))));
    }

    void deliver(GeneratedDelivery delivery) throws IOException {
        deliver(delivery, "");
    }

    /** @param suffix of the children's file names */
    void deliver(GeneratedDelivery delivery, String suffix) throws IOException {
        write("raw/parents.csv", delivery.parentsFile());
        for (int table = 0; table < delivery.tables().size(); table++) {
            write("raw/t" + table + suffix + ".csv", delivery.file(table));
        }
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text);
    }

    Workspace read() {
        return WorkspaceReader.read(root, Optional.empty(), Map.of(), Grammars.languages());
    }
}
