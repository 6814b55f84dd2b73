package dev.weir.jobs;

import dev.weir.contracts.settings.KeySettings;
import dev.weir.privacy.keys.KeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/** A workspace with one product of one table, made of one source of the same name: what formats of sources are tried with. */
public final class OneTableWorkspace {

    private static final String SETTINGS = """
        workspace: mini
        default: laptop
        profiles: { laptop: { warehouse: warehouse, catalogue: { type: sqlite }, keys: { store: keys/weir.key } } }
        law:
          pack: cn-2026-01
          processor: { name: A clinic, region: CN-BJ, criticalInfrastructure: false, foreignControlled: false, stateOrgan: false, freeTradeZone: none }
        """;

    private static final String PRODUCT = """
        apiVersion: v1.0.0
        kind: DataProduct
        id: %1$s
        name: %1$s
        version: 1.0.0
        status: active
        domain: %1$s
        description: { purpose: "Tests.", limitations: "None.", usage: "Tests." }
        team: { name: Owners, members: [{ username: owner@example.org, role: owner }] }
        support: [{ channel: mail, url: "mailto:owner@example.org" }]
        customProperties: [{ property: weirAudience, value: enclave }]
        inputPorts: [{ name: %2$s, version: 1.0.0, contractId: raw.%2$s }]
        outputPorts: [{ name: %2$s, version: 1.0.0, contractId: %1$s.%2$s }]
        """;

    private static final String SOURCE = """
        apiVersion: v3.1.0
        kind: DataContract
        id: raw.%1$s
        name: %1$s
        version: 1.0.0
        status: active
        servers: [%2$s]
        schema:
          - name: %1$s
            physicalType: file
            customProperties: [{ property: weirUnreadable, value: { atMost: %3$s } }]
            properties:
        """;

    private static final String CONTRACT = """
        apiVersion: v3.1.0
        kind: DataContract
        id: %1$s.%2$s
        name: %2$s
        version: 1.0.0
        status: active
        description: { purpose: "Tests.", limitations: "None.", usage: "Tests." }
        team: { name: Owners, members: [{ username: owner@example.org, role: owner }] }
        customProperties:
          - { property: weirFormat, value: %3$s }
          - { property: weirGrade, value: { grade: general, checkedBy: dpo@example.org, checkedOn: "2026-10-01" } }
        schema:
          - name: %2$s
            physicalType: table
            customProperties: [{ property: weirQuery, value: %2$s.sql }%4$s]
            properties:
        """;

    private static final int COLUMNS = 6;

    private final Path root;
    private final String product;
    private final String table;

    private OneTableWorkspace(Path root, String product, String table) {
        this.root = root;
        this.product = product;
        this.table = table;
    }

    /** One with its key and its product, whose source and table are still to be written. */
    public static OneTableWorkspace create(Path root, String product, String table) throws IOException {
        OneTableWorkspace workspace = new OneTableWorkspace(root, product, table);
        workspace.write("weir.yaml", SETTINGS);
        workspace.write("contracts/" + product + "/" + product + ".odps.yaml", PRODUCT.formatted(product, table));
        KeyFile.of(root, KeySettings.of("keys/weir.key")).create(Clock.systemUTC(), new SecureRandom());
        Files.createDirectories(root.resolve("raw"));
        return workspace;
    }

    /**
     * Where the source lies, and what it has.
     *
     * @param server where it lies, of what format: an object in braces
     * @param unreadable the share of its records that may be unreadable
     * @param columns a line each, as in YAML
     */
    public OneTableWorkspace source(String server, double unreadable, String columns) throws IOException {
        return write(
                "contracts/raw/" + table + ".odcs.yaml",
                SOURCE.formatted(table, server, unreadable) + columns.indent(COLUMNS));
    }

    /** The table of which nobody is the subject, in Iceberg. */
    public OneTableWorkspace table(String query, String columns) throws IOException {
        return table("iceberg", "", query, columns);
    }

    /**
     * The table.
     *
     * @param format of its files
     * @param subject the column that says whom a row is about; empty for none
     * @param columns a line each, as in YAML
     */
    public OneTableWorkspace table(String format, String subject, String query, String columns) throws IOException {
        String about = subject.isEmpty() ? "" : ", { property: weirSubject, value: " + subject + " }";
        write("contracts/" + product + "/" + table + ".sql", query);
        return write(
                "contracts/" + product + "/" + table + ".odcs.yaml",
                CONTRACT.formatted(product, table, format, about) + columns.indent(COLUMNS));
    }

    /** Writes a file of the workspace. */
    public OneTableWorkspace write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text, StandardCharsets.UTF_8);
        return this;
    }
}
