package dev.weir.jobs.engine.run;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.jobs.engine.check.CheckResult;
import dev.weir.jobs.engine.check.CheckRun;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.Verb;
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
 * A workspace on disk with the product {@code ward} and its one table {@code readings}: a bed's readings (bed, at, day, value,
 * gone), from CSV files {@code raw/readings-*.csv}. The day is that of {@code at}, as SQL computes it.
 */
public final class WardFiles {

    static final String HEADER = "bed,at,value,gone\n";

    private final Path root;

    private WardFiles(Path root) {
        this.root = root;
    }

    /**
     * Contracts, no rule of a steward, no data.
     *
     * @param zone of the workspace
     * @param pattern of the files' names, such as <code>readings-{date}.csv</code>
     * @param load of the table, such as <code>{ mode: append, interval: day }</code>
     */
    public static WardFiles in(Path root, String zone, TableFormat format, String pattern, String load)
            throws IOException {
        WardFiles files = new WardFiles(root);
        files.write("weir.yaml", """
            workspace: ward
            default: laptop
            defaultTimezone: %s
            profiles: { laptop: { warehouse: warehouse, keys: { store: keys/weir.key } } }
            law:
              pack: cn-2026-01
              processor: { name: A ward, region: CN-BJ, criticalInfrastructure: false, foreignControlled: false, freeTradeZone: none }
            """.formatted(zone));
        files.write("contracts/raw/feed.odcs.yaml", """
            apiVersion: v3.1.0
            kind: DataContract
            id: raw.feed
            name: feed
            version: 1.0.0
            status: active
            servers: [{ server: feed, type: local, environment: laptop, path: raw, format: csv }]
            schema:
              - name: readings
                physicalType: file
                physicalName: "%s"
                properties:
                  - { name: bed, logicalType: string, classification: NONE }
                  - { name: at, logicalType: timestamp, logicalTypeOptions: { timezone: true }, classification: NONE }
                  - { name: value, logicalType: integer, classification: NONE }
                  - { name: gone, logicalType: boolean, classification: NONE }
            """.formatted(pattern));
        files.load(format, load);
        files.write(
                "contracts/ward/readings.sql",
                "SELECT r.bed, r.at, CAST(r.at AS DATE) AS day, r.value, r.gone FROM raw.feed r\n");
        files.write("contracts/ward/ward.odps.yaml", """
            apiVersion: v1.0.0
            kind: DataProduct
            id: ward
            name: Ward
            version: 1.0.0
            status: active
            description: { purpose: "Tests.", limitations: "None.", usage: "Tests." }
            inputPorts: [{ name: feed, version: 1.0.0, contractId: raw.feed }]
            outputPorts: [{ name: readings, version: 1.0.0, contractId: ward.readings, type: tables }]
            team: { name: Ward, members: [{ username: ward@example.org, role: owner }] }
            customProperties: [{ property: weirAudience, value: enclave }]
            """);
        KeyFile.of(root, KeySettings.of("keys/weir.key")).create(Clock.systemUTC(), new SecureRandom());
        Files.createDirectories(root.resolve("raw"));
        return files;
    }

    /** From now on the table is kept and loaded so. */
    public WardFiles load(TableFormat format, String load) throws IOException {
        write("contracts/ward/readings.odcs.yaml", """
            apiVersion: v3.1.0
            kind: DataContract
            id: ward.readings
            name: readings
            version: 1.0.0
            status: active
            description: { purpose: "Tests.", limitations: "None.", usage: "Tests." }
            team: { name: Ward, members: [{ username: ward@example.org, role: owner }] }
            customProperties: [{ property: weirFormat, value: %s }]
            schema:
              - name: readings
                physicalType: table
                customProperties: [{ property: weirQuery, value: readings.sql }, { property: weirLoad, value: %s }, { property: weirEmpty, value: allow }]
                properties:
                  - { name: bed, logicalType: string, %sclassification: NONE }
                  - { name: at, logicalType: timestamp, logicalTypeOptions: { timezone: true }, required: true, classification: NONE }
                  - { name: day, logicalType: date, required: true, classification: NONE }
                  - { name: value, logicalType: integer, classification: NONE }
                  - { name: gone, logicalType: boolean, classification: NONE }
            """.formatted(
                        format.name(), load, load.contains("merge") ? "primaryKey: true, " : ""));
        return this;
    }

    /** The table's rules; each as it stands in the file, from its {@code id} on. */
    public WardFiles rules(String... rules) throws IOException {
        StringBuilder text = new StringBuilder("contract: ward.readings\nrules:\n");
        for (String rule : rules) {
            text.append("  - { ")
                    .append(rule)
                    .append(", dimension: consistency, owner: ward@example.org, because: \"Tests.\" }\n");
        }
        return write("quality-rules/ward/readings.yaml", text.toString());
    }

    /** From now on an interval may be without a file. */
    public WardFiles emptyIntervals() throws IOException {
        String contract = "contracts/raw/feed.odcs.yaml";
        return write(
                contract,
                Files.readString(root.resolve(contract))
                        .replace(
                                "physicalType: file",
                                "physicalType: file\n    customProperties: [{ property: weirEmpty, value: allow }]"));
    }

    /** Writes a file of readings. */
    public WardFiles deliver(String name, String rows) throws IOException {
        return write("raw/" + name, HEADER + rows);
    }

    public WardFiles write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text, StandardCharsets.UTF_8);
        return this;
    }

    Path root() {
        return root;
    }

    public Workspace read() {
        return WorkspaceReader.read(root, Optional.empty(), Map.of(), Grammars.languages());
    }

    /** A run of the product. */
    public RunResult run(RunRequest request) {
        return run(request, Clock.systemUTC());
    }

    /** What {@code weir check} says that such a run would say. */
    public CheckResult check(RunRequest request) {
        try (WeirSession session = WeirSession.reading(read())) {
            return new CheckRun(session, "1.0.0", event -> {}).check("ward", 20, request.by(Verb.CHECK));
        }
    }

    public RunResult run(RunRequest request, Clock clock) {
        try (WeirSession session = WeirSession.open(read())) {
            return new ProductRun(session, "1.0.0", List.of(event -> {}), clock).run("ward", request);
        }
    }
}
