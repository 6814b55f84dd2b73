package dev.weir.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.json.RunRecordJson;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.release.catalogue.Catalogues;
import dev.weir.releases.warehouse.Warehouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sqlite.SQLiteErrorCode;

/**
 * A small workspace with the product {@code clinic}: up to five tables, each from a CSV file of its own with the columns id,
 * label, amount and identity (a resident identity number, pseudonymised). {@code labs} is a Delta table, the others are
 * Iceberg's.
 */
public final class MiniWorkspace {
    private static final List<String> ALL = List.of("patients", "visits", "notes", "wards", "labs");
    public static final String HEADER = "id,label,amount,identity\n";

    private static final String SETTINGS = """
        workspace: mini
        default: laptop
        profiles:
          laptop:
            warehouse: warehouse
            catalogue: { type: sqlite }
            lineage: { transport: { type: file, location: lineage/events.ndjson } }
            keys: { store: keys/weir.key }
        law:
          pack: cn-2026-01
          processor: { name: A clinic, region: CN-BJ, criticalInfrastructure: false, foreignControlled: false, stateOrgan: false, freeTradeZone: none }
        """;

    private static final String SOURCE = """
        apiVersion: v3.1.0
        kind: DataContract
        id: raw.%1$s
        name: %1$s
        version: 1.0.0
        status: active
        servers:
          - { server: files, type: local, environment: laptop, path: "raw/%1$s.csv*", format: csv }
        schema:
          - name: %1$s
            physicalType: file
            customProperties: [{ property: weirUnreadable, value: { atMost: 0.999 } }]
            properties:
              - { name: id, logicalType: integer, classification: NONE }
              - { name: label, logicalType: string, classification: NONE }
              - { name: amount, logicalType: number, physicalType: "decimal(10,2)", classification: NONE }
              - { name: identity, logicalType: string, classification: RID }
        """;

    private static final String CONTRACT = """
        apiVersion: v3.1.0
        kind: DataContract
        id: clinic.%1$s
        name: %1$s
        version: 1.0.0
        status: active
        description: { purpose: "Tests.", limitations: "None.", usage: "Tests." }
        team: { name: Clinic, members: [{ username: clinic@example.org, role: owner }] }
        customProperties:
          - { property: weirFormat, value: %2$s }
          - { property: weirGrade, value: { grade: general, checkedBy: dpo@example.org, checkedOn: "2026-10-01" } }
        schema:
          - name: %1$s
            physicalType: table
            customProperties: [{ property: weirQuery, value: %1$s.sql }, { property: weirSubject, value: identity }, { property: weirEmpty, value: allow }]
            properties:
              - { name: id, logicalType: integer, primaryKey: true, classification: NONE }
              - { name: label, logicalType: string, classification: NONE }
              - { name: amount, logicalType: number, physicalType: "decimal(10,2)", classification: NONE }
              - name: identity
                logicalType: string
                classification: RID
                customProperties: [{ property: weirMask, value: pseudonymise }]
        """;

    private static final String RULES = """
        contract: clinic.%1$s
        rules:
          - id: %1$s-amounts-are-not-negative
            row: amount >= 0
            severity: quarantine
            dimension: accuracy
            owner: clinic@example.org
            because: "Nobody pays a negative amount."
          - id: %1$s-identities-look-alike
            check: ColumnValues "identity" matches "[0-9]{17}[0-9X]"
            of: produced
            severity: warn
            dimension: conformity
            owner: clinic@example.org
            because: "Asked of clear values, quarantined ones too."
        """;

    private final Path root;
    private final List<String> tables;

    private MiniWorkspace(Path root, List<String> tables) {
        this.root = root;
        this.tables = tables;
    }

    /** Writes the workspace, with its key, and a first delivery of all five tables. */
    public static MiniWorkspace create(Path root) throws IOException {
        return create(root, ALL);
    }

    /** The same with some of the tables. */
    public static MiniWorkspace create(Path root, List<String> tables) throws IOException {
        MiniWorkspace workspace = new MiniWorkspace(root, List.copyOf(tables));
        workspace.write("weir.yaml", SETTINGS);
        StringBuilder inputs = new StringBuilder();
        StringBuilder outputs = new StringBuilder();
        for (String table : tables) {
            workspace.write("contracts/raw/" + table + ".odcs.yaml", SOURCE.formatted(table));
            String format = table.equals("labs") ? "delta" : "iceberg";
            workspace.write("contracts/clinic/" + table + ".odcs.yaml", CONTRACT.formatted(table, format));
            workspace.write(
                    "contracts/clinic/" + table + ".sql",
                    "SELECT s.id, s.label, s.amount, s.identity FROM raw." + table + " s\n");
            workspace.write("quality-rules/clinic/" + table + ".yaml", RULES.formatted(table));
            inputs.append("  - { name: %1$s, version: 1.0.0, contractId: raw.%1$s }%n".formatted(table));
            outputs.append(
                    "  - { name: %1$s, version: 1.0.0, contractId: clinic.%1$s, type: tables }%n".formatted(table));
        }
        workspace.write("contracts/clinic/clinic.odps.yaml", """
            apiVersion: v1.0.0
            kind: DataProduct
            id: clinic
            name: Clinic
            version: 1.0.0
            status: active
            description: { purpose: "Tests.", limitations: "None.", usage: "Tests." }
            inputPorts:
            %soutputPorts:
            %steam: { name: Clinic, members: [{ username: clinic@example.org, role: owner }] }
            customProperties:
              - { property: weirAudience, value: enclave }
            """.formatted(inputs, outputs));
        workspace.deliverAll();
        WarmCommands.weir("init", root.toString()).with(0);
        return workspace;
    }

    public Path root() {
        return root;
    }

    /** Puts a sound file in the place of each table's. */
    public void deliverAll() throws IOException {
        for (String table : tables) {
            deliver(table, sound(table).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Three records. */
    public static String sound(String table) {
        return HEADER + "1," + table + " one,1.50,\n2," + table + " two,2.00,\n3,\"" + table + ", three\",,\n";
    }

    public void deliver(String table, String text) throws IOException {
        deliver(table, text.getBytes(StandardCharsets.UTF_8));
    }

    public void deliver(String table, byte[] bytes) throws IOException {
        withdraw(table);
        Files.write(raw(table), bytes);
    }

    public void deliverZipped(String table, byte[] zipped) throws IOException {
        withdraw(table);
        Files.write(raw(table).resolveSibling(table + ".csv.gz"), zipped);
    }

    /** Takes the table's files away. */
    public void withdraw(String table) throws IOException {
        Files.createDirectories(root.resolve("raw"));
        Files.deleteIfExists(raw(table));
        Files.deleteIfExists(root.resolve("raw/" + table + ".csv.gz"));
    }

    public Path raw(String table) {
        return root.resolve("raw/" + table + ".csv");
    }

    public static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    public void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text, StandardCharsets.UTF_8);
    }

    /** Runs the product to its end, in this process. */
    public WeirProcess.Ended run() {
        return WarmCommands.weir("run", "clinic", "--workspace", root.toString(), "--output", "json");
    }

    /** Starts a process that runs the product. */
    public WeirProcess start() throws IOException {
        return WeirProcess.start("run", "clinic", "--workspace", root.toString(), "--output", "json");
    }

    public WeirProcess startWithFilesUpTo(int kibibytes) throws IOException {
        return WeirProcess.startWithFilesUpTo(
                kibibytes, "run", "clinic", "--workspace", root.toString(), "--output", "json");
    }

    public static RunRecord record(WeirProcess.Ended ended) {
        return RunRecordJson.parse("standard output", ended.out());
    }

    /** By source table: records, parsed, unreadable. */
    public static Map<String, List<Long>> counts(RunRecord record) {
        return record.sources().stream()
                .collect(Collectors.toMap(
                        source -> source.table().replace("raw.", "").replaceFirst("\\..*", ""),
                        MiniWorkspace::counts,
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    private static List<Long> counts(SourceCount source) {
        return List.of(source.records(), source.parsed(), source.unreadable());
    }

    /** Everything that readers of the product see: the release log, and the newest rows of two tables. */
    public State state(SparkSession session) throws IOException {
        Map<String, String> log = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(root.resolve("warehouse/releases/clinic"))) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".json")) {
                    log.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
                }
            }
        }
        return new State(log, rows(tables(session).table("weir.clinic.patients")), rows(delta(session, "clinic/labs")));
    }

    public record State(Map<String, String> releases, List<String> patients, List<String> labs) {}

    /** A session that sees the workspace's Iceberg tables in the catalogue {@code weir}. */
    public SparkSession tables(SparkSession session) {
        SparkSession own = session.newSession();
        Workspace read = WorkspaceReader.read(root, Optional.empty(), Map.of(), Grammars.languages());
        Catalogues.of(read.profile(), Warehouse.of(read)).sparkSettings().forEach(own.conf()::set);
        return own;
    }

    public Dataset<Row> delta(SparkSession session, String table) {
        return session.read()
                .format("delta")
                .load(root.resolve("warehouse").resolve(table).toString());
    }

    private static List<String> rows(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::mkString).sorted().toList();
    }

    /** Whether some process keeps others from writing to the catalogue at this moment. */
    public boolean isCatalogueLocked() throws SQLException {
        try (Connection catalogue = DriverManager.getConnection("jdbc:sqlite:" + root.resolve("warehouse/catalog.db"));
                Statement statement = catalogue.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("ROLLBACK");
            return false;
        } catch (SQLException e) {
            if (e.getErrorCode() == SQLiteErrorCode.SQLITE_BUSY.code) {
                return true;
            }
            throw e;
        }
    }

    /** The files below the workspace but for the raw ones and the key. */
    public List<Path> written() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(root.resolve("raw")))
                    .forEach(found::add);
        }
        assertThat(found).isNotEmpty();
        return found;
    }
}
