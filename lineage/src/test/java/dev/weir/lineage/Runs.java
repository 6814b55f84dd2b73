package dev.weir.lineage;

import dev.weir.contracts.Column;
import dev.weir.contracts.Contract;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Source;
import dev.weir.contracts.Table;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.format.delimited.DelimitedDialect;
import dev.weir.contracts.lineage.ColumnLineage;
import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.lineage.LineageEdge;
import dev.weir.contracts.lineage.TableLineage;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.AppliedMask;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableCount;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.settings.KeySettings;
import dev.weir.contracts.settings.Profile;
import dev.weir.contracts.text.HashedFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One small workspace, and what may become of a run in it. */
public final class Runs {

    static final String RUN = "018f0000-0000-7000-8000-000000000001";
    static final Instant STARTED = Instant.parse("2026-01-31T08:00:00Z");
    static final Instant ENDED = Instant.parse("2026-01-31T08:00:09.5Z");
    static final String SOURCE = "raw.synthea.patients";

    /** Stands in the words of rules and queries, as a patient's number may. */
    static final String CANARY = "PT99999";

    private static final Place PLACE = new Place("contracts/clinical/patients.odcs.yaml", 12, 7);
    private static final String HASH = "0".repeat(64);

    static final DataType CONTACTS = new DataType.Array(new DataType.Structure(List.of(
            new DataType.Field("kind", new DataType.Text()),
            new DataType.Field("days", new DataType.Array(new DataType.Int64())))));

    private Runs() {}

    public static Workspace workspace(Path root, Map<String, String> transport) {
        Table.Making files = new Table.Files(Optional.of("patients*.csv"));
        Source source = new Source(contract("raw.synthea", files), "raw/synthea", "csv", DelimitedDialect.USUAL);
        Profile profile = new Profile("laptop", "warehouse", transport, KeySettings.of("keys/weir.key"), Map.of());
        return new Workspace(root, "北京 centre", profile, "cn-2026-01", List.of(source), List.of(product()));
    }

    static Product product() {
        Table.Making query = new Table.Query("SELECT * FROM " + SOURCE, List.of(SOURCE), PLACE);
        return new Product(
                "clinical",
                new Product.About(
                        "Clinical",
                        "Patients of one hospital (患者).",
                        "1.0.0",
                        List.of("Data office (数据办公室)"),
                        "",
                        CatalogueFacts.NONE),
                Product.Audience.ENCLAVE,
                List.of(contract("clinical.patients", query)),
                List.of(),
                Product.Concessions.NONE,
                List.of());
    }

    static Contract contract(String id, Table.Making making) {
        Column column = new Column(
                "patient_id",
                new DataType.Text(),
                Column.Presence.REQUIRED,
                new Column.Meaning("Who (患者编号).", Optional.of("MRN"), Optional.empty(), Optional.empty()),
                new Column.Origin("Id", List.of(), Column.OnBadValue.QUARANTINE, Optional.empty(), List.of()),
                PLACE);
        Column contacts = new Column(
                "contacts",
                CONTACTS,
                Column.Presence.OPTIONAL,
                new Column.Meaning("", Optional.of("HEALTH"), Optional.empty(), Optional.empty()),
                new Column.Origin("Contacts", List.of(), Column.OnBadValue.QUARANTINE, Optional.empty(), List.of()),
                PLACE);
        Table table = new Table(
                "patients",
                "One row per patient.",
                List.of(column, contacts),
                new Table.Keys(List.of("patient_id"), List.of(), Optional.empty()),
                making,
                PLACE);
        return new Contract(
                id,
                "1.0.0",
                new Contract.About(id, "active", "", "", "", List.of()),
                List.of(table),
                new Contract.Terms(Optional.empty(), Optional.empty(), List.of()),
                new HashedFile("contracts/" + id + ".odcs.yaml", HASH));
    }

    static RunEvent.Started started() {
        return new RunEvent.Started(RUN, product(), List.of(SOURCE), STARTED);
    }

    /**
     * Two tables, of a source, of another product's release and of one another: of {@code stays} not everything can be followed, and
     * {@code ward} is made of no column.
     */
    static RunEvent.Ended released(Path root, TableFormat format) {
        return released(root, format, 7);
    }

    static RunEvent.Ended released(Path root, TableFormat format, long number) {
        return released(root, format, number, root.resolve("warehouse").toString());
    }

    /** @param warehouse a folder or a URI */
    static RunEvent.Ended released(Path root, TableFormat format, long number, String warehouse) {
        RunRecord made = record(Outcome.RELEASED);
        List<SourceCount> sources = new ArrayList<>(made.sources());
        sources.add(new SourceCount(
                "hospital.visits",
                List.of(),
                5,
                5,
                0,
                Optional.of(new SourceCount.ReadRelease(
                        "study", 3, HASH, "weir-rows-1:" + HASH, version(warehouse, format, "study", "visits")))));
        RunRecord record = new RunRecord(made.run(), made.ending(), sources, made.tables(), made.verdicts());
        AppliedMask pseudonyms = new AppliedMask("pseudonymise", Map.of("domain", "patient"));
        AppliedMask keep = new AppliedMask("keep", Map.of());
        ReleasedTable patients = table(
                version(warehouse, format, "clinical", "patients"),
                "patients",
                new ReleasedColumn("patient_id", "string", "MRN", pseudonyms, "Who (患者编号).", ""),
                new ReleasedColumn("sex", "string", "DEMO", keep, "", ""));
        ReleasedTable stays = table(
                version(warehouse, format, "clinical", "stays"),
                "stays",
                new ReleasedColumn("patient_id", "string", "MRN", pseudonyms, "", ""),
                new ReleasedColumn("token", "string", "MRN", new AppliedMask("drop", Map.of()), "", ""),
                new ReleasedColumn("days", "long", "HEALTH", keep, "", "d"),
                new ReleasedColumn("ward", "string", "NONE", keep, "", ""));
        Manifest manifest = new Manifest(
                number,
                new Manifest.ProductFacts(
                        "clinical",
                        "Clinical",
                        "",
                        List.of("Data office (数据办公室)"),
                        List.of(),
                        "enclave",
                        CatalogueFacts.NONE),
                record,
                List.of(patients, stays),
                new Manifest.Basis(List.of(), "cn-2026-01", HASH, List.of("3f9c0000")),
                Optional.of(HASH));
        return new RunEvent.Ended(record, Optional.of(manifest), lineage());
    }

    private static ReleasedTable.Version version(String warehouse, TableFormat format, String product, String table) {
        String location = warehouse + "/" + product + "/" + table;
        return new ReleasedTable.Version(
                format, location, format.equals(TableFormat.ICEBERG) ? product + "." + table : location, 4242);
    }

    private static ReleasedTable table(ReleasedTable.Version version, String name, ReleasedColumn... columns) {
        return new ReleasedTable(
                name,
                version,
                List.of(columns),
                new ContentDigest(2, "weir-rows-1:" + HASH, HASH, List.of()),
                new DataFiles(3, 70_000, HASH),
                "clinical." + name + " 1.0.0");
    }

    private static ProductLineage lineage() {
        TableLineage patients = new TableLineage(
                "clinical.patients",
                List.of(
                        new ColumnLineage(
                                "patient_id",
                                List.of(
                                        edge(SOURCE, "patient_id", EdgeKind.CONDITIONAL),
                                        edge(SOURCE, "patient_id", EdgeKind.IDENTITY))),
                        new ColumnLineage("sex", List.of(edge("study.visits", "sex", EdgeKind.TRANSFORMATION)))),
                List.of(edge(SOURCE, "patient_id", EdgeKind.JOIN), edge("study.visits", "person", EdgeKind.JOIN)),
                List.of());
        TableLineage stays = new TableLineage(
                "clinical.stays",
                List.of(
                        new ColumnLineage(
                                "patient_id", List.of(edge("clinical.patients", "patient_id", EdgeKind.IDENTITY))),
                        new ColumnLineage("token", List.of(edge(SOURCE, "patient_id", EdgeKind.IDENTITY))),
                        new ColumnLineage(
                                "days",
                                List.of(
                                        edge("study.visits", "stop", EdgeKind.AGGREGATION),
                                        edge("raw.unread.stops", "stop", EdgeKind.AGGREGATION))),
                        new ColumnLineage("ward", List.of())),
                List.of(edge("clinical.patients", "sex", EdgeKind.FILTER)),
                List.of("step Mystery"));
        return new ProductLineage(
                List.of(patients, stays),
                List.of(new ProductLineage.ReadTable(
                        "study.visits",
                        List.of(
                                new ProductLineage.ReadColumn("person", "string"),
                                new ProductLineage.ReadColumn("sex", "string"),
                                new ProductLineage.ReadColumn("stop", "timestamp")))));
    }

    private static LineageEdge edge(String table, String column, EdgeKind kind) {
        return new LineageEdge(new InputColumn(table, column), kind);
    }

    static RunEvent.Ended failed(EndingCause... causes) {
        RunRecord made = record(Outcome.FAILED);
        return new RunEvent.Ended(
                new RunRecord(made.run(), made.ending(), List.of(), List.of(), List.of()), List.of(causes));
    }

    static RunEvent.Ended ended(Outcome outcome) {
        return new RunEvent.Ended(record(outcome));
    }

    private static RunRecord record(Outcome outcome) {
        boolean good = outcome.exit().status() == 0;
        Rule rule = new Rule(
                "patients.key",
                "patients",
                new Rule.Key(List.of("patient_id"), Rule.Nulls.FAIL),
                Severity.BLOCK,
                new Rule.Standing(Rule.Author.CONTRACT, Dimension.UNIQUENESS, "", "Not " + CANARY),
                PLACE);
        Verdict verdict = new Verdict(
                rule,
                good ? Verdict.Answer.PASSED : Verdict.Answer.FAILED,
                3,
                good ? 0 : 2,
                "2 rows share a key; asked: " + CANARY);
        return new RunRecord(
                new RunRecord.Run(RUN, "clinical", "0.1.0", STARTED, ENDED),
                new RunRecord.Ending(
                        outcome,
                        good ? OptionalLong.of(7) : OptionalLong.empty(),
                        good ? List.of() : List.of("Rule 'patients.key' blocks: " + CANARY)),
                List.of(new SourceCount(
                        SOURCE,
                        List.of(
                                new SourceCount.SourceFile(
                                        "raw/synthea/patients.csv", 120, "2026-01-31T07:00:00Z", HASH),
                                new SourceCount.SourceFile(
                                        "raw/synthea/patients_新.csv", 30, "2026-01-31T07:00:00Z", HASH)),
                        4,
                        3,
                        1)),
                List.of(new TableCount("patients", 3, 2, 1, 0)),
                List.of(verdict));
    }
}
