package dev.weir.jobs.export;

import dev.weir.contracts.TableFormat;
import dev.weir.contracts.TransferMechanism;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.HarmlessFinding;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.roles.Signatory;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.jobs.release.Releases;
import dev.weir.jobs.release.table.TableStore;
import dev.weir.privacy.gate.GateDecision;
import dev.weir.privacy.gate.PeopleCounts;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.keys.KeyRing;
import dev.weir.privacy.law.LawPack;
import dev.weir.releases.evidence.Authenticity;
import dev.weir.releases.evidence.Sealed;
import dev.weir.releases.evidence.SignedManifest;
import dev.weir.releases.evidence.WorkspaceLedger;
import dev.weir.releases.ledger.TransferLedger;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Date;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A workspace with the product {@code clinical}, of tables {@code patients} (with birth dates) and {@code encounters}, whose
 * releases are Parquet folders, and a gate with one threshold of sensitive people.
 */
final class ExportFixture {

    static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

    private static final StructType PATIENTS = StructType.fromDDL("patient_id STRING, birth_date DATE, sex STRING");
    private static final StructType ENCOUNTERS =
            StructType.fromDDL("encounter_id STRING, patient_id STRING, started_on DATE, reason STRING");

    final Path root;
    final SparkSession spark;
    final Workspace workspace;
    final StoredReleaseLog log;
    final KeyRing keys;

    /** A person of a release. */
    record Person(String id, @Nullable LocalDate born) {}

    ExportFixture(Path root, SparkSession spark) throws IOException {
        this(root, spark, "");
    }

    /** With more lines in the entry of each recipient. */
    ExportFixture(Path root, SparkSession spark, String more) throws IOException {
        this.root = root;
        this.spark = spark;
        write("weir.yaml", """
            workspace: centre
            default: laptop
            profiles: { laptop: { warehouse: warehouse, keys: { store: keys/weir.key } } }
            law:
              pack: cn-2026-01
              processor: { name: Centre, region: CN-BJ, criticalInfrastructure: false, foreignControlled: false, freeTradeZone: none }
            """);
        write("contracts/raw/files.odcs.yaml", """
            apiVersion: v3.1.0
            kind: DataContract
            id: raw.files
            name: files
            version: 1.0.0
            status: active
            servers: [{ server: files, type: local, environment: laptop, path: raw, format: csv }]
            schema:
              - name: patients
                physicalType: file
                physicalName: "patients.csv"
                properties:
                  - { name: patient_id, logicalType: string, classification: MRN }
                  - { name: birth_date, logicalType: date, classification: DATE }
                  - { name: sex, logicalType: string, classification: DEMO }
              - name: encounters
                physicalType: file
                physicalName: "encounters.csv"
                properties:
                  - { name: encounter_id, logicalType: string, classification: MRN }
                  - { name: patient_id, logicalType: string, classification: MRN }
                  - { name: started_on, logicalType: date, classification: DATE }
                  - { name: reason, logicalType: string, classification: HEALTH }
            """);
        contract("patients", """
                  - { name: patient_id, logicalType: string, primaryKey: true, classification: MRN, transformSourceObjects: [raw.files.patients] }
                  - { name: birth_date, logicalType: date, classification: DATE, customProperties: [{ property: weirMask, value: keep }] }
                  - { name: sex, logicalType: string, classification: DEMO }
            """);
        contract("encounters", """
                  - { name: encounter_id, logicalType: string, primaryKey: true, classification: MRN, transformSourceObjects: [raw.files.encounters] }
                  - { name: patient_id, logicalType: string, classification: MRN }
                  - { name: started_on, logicalType: date, classification: DATE, customProperties: [{ property: weirMask, value: keep }] }
                  - { name: reason, logicalType: string, classification: HEALTH }
            """);
        write("contracts/clinical/clinical.odps.yaml", """
            apiVersion: v1.0.0
            kind: DataProduct
            id: clinical
            name: Clinical
            version: 1.0.0
            status: active
            description: { purpose: "Tests.", limitations: "None.", usage: "Tests." }
            inputPorts: [{ name: files, version: 1.0.0, contractId: raw.files }]
            outputPorts:
              - { name: patients, version: 1.0.0, contractId: clinical.patients, type: tables }
              - { name: encounters, version: 1.0.0, contractId: clinical.encounters, type: tables }
            team: { name: Clinic, members: [{ username: clinic@example.org, role: owner }] }
            customProperties: [{ property: weirAudience, value: enclave }]
            """);
        recipients(more, "london", "boston");
        KeyFile.of(root, KeySettings.of("keys/weir.key")).create(Clock.systemUTC(), new SecureRandom());
        this.workspace = WorkspaceReader.read(root, Optional.empty(), Map.of(), Grammars.languages());
        this.log = StoredReleaseLog.of(workspace);
        this.keys = KeyFile.of(workspace).read();
    }

    private ExportFixture(ExportFixture before) {
        this.root = before.root;
        this.spark = before.spark;
        this.workspace = WorkspaceReader.read(root, Optional.empty(), Map.of(), Grammars.languages());
        this.log = before.log;
        this.keys = KeyFile.of(workspace).read();
    }

    /** The same workspace, after a steward has called {@code patients.sex} harmless until a day. */
    ExportFixture harmless(LocalDate until) throws IOException {
        write("quality-rules/waivers.yaml", """
            harmless:
              - column: patients.sex
                looksLike: [PHONE]
                until: "%s"
                by: steward@example.org
                because: "Numbers of the counter."
            """.formatted(until));
        return new ExportFixture(this);
    }

    /** The same workspace, after somebody has changed the entry of each recipient. */
    ExportFixture changed(String more) throws IOException {
        recipients(more, "london", "boston");
        return new ExportFixture(this);
    }

    private void recipients(String more, String... ids) throws IOException {
        StringBuilder text = new StringBuilder("recipients:\n");
        for (String id : ids) {
            text.append("""
                  - id: %1$s
                    name: "University of %1$s"
                    region: GB
                    foreign: true
                    restrictedList: false
                    access: transfer
                    products: [clinical]
                    purpose: "Validation of a model"
                    basis: consent
                %2$s\
                """.formatted(id, more));
        }
        write("contracts/recipients.yaml", text.toString());
    }

    private void contract(String table, String columns) throws IOException {
        write("contracts/clinical/" + table + ".odcs.yaml", """
            apiVersion: v3.1.0
            kind: DataContract
            id: clinical.%1$s
            name: %1$s
            version: 1.0.0
            status: active
            description: { purpose: "Tests.", limitations: "None.", usage: "Tests." }
            team: { name: Clinic, members: [{ username: clinic@example.org, role: owner }] }
            customProperties:
              - { property: weirGrade, value: { grade: general, checkedBy: dpo@example.org, checkedOn: "2026-01-01" } }
            schema:
              - name: %1$s
                physicalType: table
                customProperties: [{ property: weirSubject, value: patient_id }]
                properties:
            %2$s\
            """.formatted(table, columns));
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** A release with a patient and an encounter for each person. */
    Manifest release(List<Person> people) {
        long number = number();
        List<Row> patients = new ArrayList<>();
        List<Row> encounters = new ArrayList<>();
        for (Person person : people) {
            LocalDate born = person.born();
            patients.add(RowFactory.create(person.id(), born == null ? null : Date.valueOf(born), "F"));
            encounters.add(RowFactory.create(
                    "e-" + person.id(),
                    person.id(),
                    Date.valueOf(TODAY.minusDays(person.id().length())),
                    "I10"));
        }
        return publish(
                number,
                List.of(
                        table(
                                number,
                                "patients",
                                PATIENTS,
                                patients,
                                List.of(
                                        column("patient_id", "text", "MRN", "pseudonymise"),
                                        column("birth_date", "date", "DATE", "keep"),
                                        column("sex", "text", "DEMO", "keep"))),
                        table(
                                number,
                                "encounters",
                                ENCOUNTERS,
                                encounters,
                                List.of(
                                        column("encounter_id", "text", "MRN", "pseudonymise"),
                                        column("patient_id", "text", "MRN", "pseudonymise"),
                                        column("started_on", "date", "DATE", "keep"),
                                        column("reason", "text", "HEALTH", "keep")))));
    }

    /** A release of the table {@code patients} with these rows. */
    Manifest release(Dataset<Row> patients, List<ReleasedColumn> columns) {
        long number = number();
        return publish(
                number, List.of(table(number, "patients", patients.schema(), patients.collectAsList(), columns)));
    }

    private long number() {
        return log.numbers("clinical").count() + 1;
    }

    private Manifest publish(long number, List<ReleasedTable> tables) {
        Manifest manifest = new Manifest(
                number,
                new Manifest.ProductFacts(
                        "clinical", "Clinical", "", List.of(), List.of(), "enclave", CatalogueFacts.NONE),
                new RunRecord(
                        new RunRecord.Run("run-" + number, "clinical", "0.1.0", now(), now()),
                        new RunRecord.Ending(Outcome.RELEASED, OptionalLong.of(number), List.of()),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        workspace.product("clinical").orElseThrow().concessions().harmless().stream()
                                .map(said -> new HarmlessFinding(said, "PHONE", 1, 2))
                                .toList()),
                tables,
                new Manifest.Basis(List.of(), "cn-2026-01", "0".repeat(64), List.of()),
                number == 1 ? Optional.empty() : Optional.of(log.sha256("clinical", number - 1)));
        return Sealed.publish(root, log, manifest);
    }

    private ReleasedTable table(
            long number, String name, StructType schema, List<Row> rows, List<ReleasedColumn> columns) {
        String place = root.resolve("warehouse/released/" + number + "/" + name).toString();
        spark.createDataFrame(rows, schema).coalesce(1).write().parquet(place);
        return new ReleasedTable(
                name,
                new ReleasedTable.Version(TableFormat.ICEBERG, place, name, number),
                columns,
                new ContentDigest(rows.size(), "weir-rows-1:" + "0".repeat(64), "0".repeat(64), List.of()),
                new DataFiles(1, 1, "0".repeat(64)),
                "clinical." + name + " 1.0.0");
    }

    private static ReleasedColumn column(String name, String type, String category, String mask) {
        return new ReleasedColumn(name, type, category, mask, "", "");
    }

    static Instant now() {
        return TODAY.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    TransferLedger ledger() {
        return WorkspaceLedger.of(workspace);
    }

    /** With a gate that lets sensitive people out below a number, with a standard contract. */
    CopyExport exporter(long limit, ExportListener listener) {
        TableStore parquet = (TableStore) Proxy.newProxyInstance(
                TableStore.class.getClassLoader(), new Class<?>[] {TableStore.class}, (proxy, method, arguments) -> {
                    ReleasedTable table = (ReleasedTable) arguments[1];
                    return spark.read()
                            .parquet(table.version().location())
                            .select(table.columns().stream()
                                    .map(column -> functions.col(column.name()))
                                    .toArray(org.apache.spark.sql.Column[]::new));
                });
        Warehouse warehouse = Warehouse.of(workspace);
        return new CopyExport(
                new ExportSite(
                        workspace,
                        warehouse,
                        spark,
                        Authenticity.of(workspace, log),
                        new Releases(warehouse, log, Map.of(TableFormat.ICEBERG, parquet))),
                LawPack.load("cn-2026-01"),
                keys,
                (recipient, shipment, people, day) -> new TransferGate.Answer(decide(people, limit), List.of()),
                Clock.fixed(now(), ZoneOffset.UTC),
                "0.1.0",
                listener);
    }

    private static GateDecision decide(PeopleCounts people, long limit) {
        GateDecision.Ruling ruling = new GateDecision.Ruling(
                new GateDecision.DecidingRow("R11", "R11", "SC_OR_CERT", List.of("CBR 8")),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of());
        return people.ledgerS() + people.newS() < limit
                ? new GateDecision.Allow(ruling, Optional.empty())
                : new GateDecision.NeedsMechanism(ruling, List.of(Set.of(TransferMechanism.Type.SA)));
    }

    ExportRequest request(Manifest release, String recipient) {
        return request(release, recipient, CopyFormat.PARQUET);
    }

    ExportRequest request(Manifest release, String recipient, CopyFormat format) {
        return request(release, recipient, List.of(), format);
    }

    ExportRequest request(Manifest release, String recipient, List<String> tables, CopyFormat format) {
        return new ExportRequest(
                signed(release),
                workspace.recipient(recipient).orElseThrow(),
                tables,
                format,
                Optional.empty(),
                () -> Signatory.of("dpo@example.org"));
    }

    /** The release as it lies in the log. */
    SignedManifest signed(Manifest release) {
        return Authenticity.of(workspace, log).require(release.product(), release.number());
    }

    /** Adults. */
    static List<Person> adults(String... ids) {
        List<Person> people = new ArrayList<>();
        for (String id : ids) {
            people.add(new Person(id, LocalDate.of(1970, 1, 1)));
        }
        return people;
    }

    /** A listener that keeps what it hears, and dies at a step. */
    static final class Dying implements ExportListener {
        final List<String> notes = new ArrayList<>();
        private final @Nullable Step last;

        Dying(@Nullable Step last) {
            this.last = last;
        }

        @Override
        public void reached(Step step) {
            if (step == last) {
                throw new DiedException();
            }
        }

        @Override
        public void note(String sentence) {
            notes.add(sentence);
        }
    }

    /** The process is gone. */
    static final class DiedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
