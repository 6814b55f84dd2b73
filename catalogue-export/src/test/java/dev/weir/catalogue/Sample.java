package dev.weir.catalogue;

import dev.weir.contracts.Column;
import dev.weir.contracts.Contract;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Table;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.catalogue.CatalogueBase;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.catalogue.DataTheme;
import dev.weir.contracts.catalogue.HealthCategory;
import dev.weir.contracts.catalogue.HealthFacts;
import dev.weir.contracts.catalogue.Lifecycle;
import dev.weir.contracts.catalogue.PublisherKind;
import dev.weir.contracts.catalogue.WebFolder;
import dev.weir.contracts.lineage.ColumnLineage;
import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.lineage.InputColumn;
import dev.weir.contracts.lineage.LineageEdge;
import dev.weir.contracts.lineage.TableLineage;
import dev.weir.contracts.naming.CitedTerm;
import dev.weir.contracts.profile.ColumnProfile;
import dev.weir.contracts.profile.ReleaseProfile;
import dev.weir.contracts.profile.RoundedCount;
import dev.weir.contracts.profile.TableProfile;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.StageTime;
import dev.weir.contracts.release.TableCount;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.contracts.text.HashedFile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** A product of three tables, a run of it and its release; every text that people write is dressed as the test asks. */
public final class Sample {

    private static final List<String> TABLES = List.of("patients", "encounters", "observations");
    private static final String HASH = "0123456789abcdef".repeat(4);

    private final UnaryOperator<String> dress;
    private final Outcome outcome;

    private Sample(UnaryOperator<String> dress, Outcome outcome) {
        this.dress = dress;
        this.outcome = outcome;
    }

    public static Sample plain() {
        return new Sample(UnaryOperator.identity(), Outcome.RELEASED);
    }

    /** Every text is an attempt to break out of it. */
    public static Sample hostile() {
        return new Sample(
                text -> text + "<script>alert('" + text + "')</script>\"'>&amp;${1/0}<#if>", Outcome.RELEASED);
    }

    /** Every text steers a terminal, and turns what comes after it around. */
    public static Sample steering() {
        return new Sample(text -> text + "\u001b[31m\u202egnp.exe\u2066", Outcome.RELEASED);
    }

    /** Every text holds Chinese, a letter outside the basic plane, blanks and what URIs reserve. */
    public static Sample unicode() {
        return new Sample(text -> text + " 患者 𠮷 #%?/é", Outcome.RELEASED);
    }

    public Sample ending(Outcome other) {
        return new Sample(dress, other);
    }

    /** A product without a table, rule, owner or description. */
    public static Manifest empty() {
        RunRecord.Run run = new RunRecord.Run(
                "018f0000-0000-7000-8000-000000000002",
                "nothing",
                "0.1.0",
                Instant.parse("2026-01-31T08:00:00Z"),
                Instant.parse("2026-01-31T08:00:00Z"));
        return new Manifest(
                1,
                new Manifest.ProductFacts(
                        "nothing", "Nothing", "", List.of(), List.of(), "enclave", CatalogueFacts.NONE),
                new RunRecord(
                        run,
                        new RunRecord.Ending(Outcome.RELEASED, OptionalLong.of(1), List.of()),
                        List.of(),
                        List.of(),
                        List.of()),
                List.of(),
                new Manifest.Basis(List.of(), "cn-2026-01", HASH, List.of()),
                Optional.empty());
    }

    public Product product() {
        List<Contract> contracts = new ArrayList<>();
        for (String table : TABLES) {
            Place place = new Place("contracts/clinical/" + table + ".odcs.yaml", 12, 5);
            Column column = new Column(
                    dress.apply("patient_id"),
                    new DataType.Text(),
                    Column.Presence.REQUIRED,
                    new Column.Meaning("", Optional.of("MRN"), Optional.empty(), Optional.empty()),
                    new Column.Origin("Id", List.of(), Column.OnBadValue.QUARANTINE, Optional.empty(), List.of()),
                    place);
            List<String> inputs = table.equals("patients")
                    ? List.of(dress.apply("raw.synthea.patients"), dress.apply("raw.registry"))
                    : List.of(dress.apply("raw.synthea." + table));
            contracts.add(new Contract(
                    "clinical." + table,
                    "1.0.0",
                    new Contract.About(table, "active", "", "", "", List.of()),
                    List.of(new Table(
                            dress.apply(table),
                            "",
                            List.of(column),
                            new Table.Keys(List.of(), List.of(), Optional.empty()),
                            new Table.Query("SELECT 1", inputs, place),
                            place)),
                    new Contract.Terms(Optional.empty(), Optional.empty(), List.of()),
                    new HashedFile(place.file(), HASH)));
        }
        return new Product(
                dress.apply("clinical"),
                new Product.About(dress.apply("Clinical records"), "", "1.0.0", List.of(), "", CatalogueFacts.NONE),
                Product.Audience.ENCLAVE,
                contracts,
                List.of(),
                Product.Concessions.NONE,
                List.of());
    }

    /** Each fact is there. */
    public CatalogueFacts facts() {
        return new CatalogueFacts(
                new CatalogueFacts.Topic(
                        List.of(dress.apply("stays")),
                        List.of(DataTheme.HEAL),
                        List.of("zh"),
                        List.of("CN-BJ"),
                        Optional.of(new CatalogueFacts.Period(
                                Optional.of(LocalDate.of(2010, 1, 1)), Optional.of(LocalDate.of(2024, 12, 31))))),
                new CatalogueFacts.Uses(
                        dress.apply("Train inside the enclave."),
                        List.of(dress.apply("length of stay")),
                        List.of(dress.apply("decisions about single people"))),
                new CatalogueFacts.Terms(
                        Optional.of("CC-BY-4.0"),
                        Optional.of(dress.apply("Write to the desk.")),
                        List.of(dress.apply("PIPL 13(1)(3)")),
                        Optional.of(dress.apply("Centre (2026): Clinical records"))),
                new CatalogueFacts.Parties(
                        Optional.of(new CatalogueFacts.Publisher(
                                dress.apply("Beijing centre"),
                                Optional.of("https://example.org/centre"),
                                Optional.of(PublisherKind.ACADEMIA))),
                        List.of(new CatalogueFacts.Contact(
                                dress.apply("Clinical data desk"), dress.apply("mailto:desk@example.org"))),
                        List.of(dress.apply("Grant 2026-17"))),
                new HealthFacts(
                        List.of(HealthCategory.EHRS),
                        Optional.of(
                                new HealthFacts.AccessBody(dress.apply("Access body"), "https://example.org/access")),
                        List.of("http://data.europa.eu/eli/reg/2025/327/oj")),
                Lifecycle.ACTIVE);
    }

    public RunRecord record() {
        boolean good = outcome.exit().status() == 0;
        RunRecord.Run run = new RunRecord.Run(
                "018f0000-0000-7000-8000-000000000001",
                dress.apply("clinical"),
                "0.1.0",
                Instant.parse("2026-01-31T08:00:00Z"),
                Instant.parse("2026-01-31T08:00:42.7Z"));
        List<String> reasons = good
                ? List.of()
                : List.of(
                        dress.apply("Rule 'patients.key' blocks: 2 rows share a key."), dress.apply("Another reason."));
        OptionalLong release = good ? OptionalLong.of(2) : OptionalLong.empty();
        return new RunRecord(
                run.timed(List.of(
                        new StageTime("survey", "", -1, 310),
                        new StageTime("land", dress.apply("raw.synthea.observations"), 531144, 11800),
                        new StageTime("write", dress.apply("observations"), 531103, 15400),
                        new StageTime("publish", "", -1, 900))),
                new RunRecord.Ending(outcome, release, reasons),
                List.of(
                        source("raw.synthea.patients", 1163, 3),
                        source("raw.registry.people_of_the_whole_hospital_and_its_seven_branches", 1180, 12),
                        source("raw.synthea.encounters", 61459, 0),
                        source("raw.synthea.observations", 531144, 41)),
                List.of(
                        new TableCount(dress.apply("patients"), 1160, 1148, 10, 2),
                        new TableCount(dress.apply("encounters"), 61459, 61459, 0, 0),
                        new TableCount(dress.apply("observations"), 531103, 530020, 1083, 0)),
                verdicts());
    }

    private SourceCount source(String table, long records, long unreadable) {
        return new SourceCount(
                dress.apply(table),
                List.of(new SourceCount.SourceFile(
                        dress.apply("raw/" + table + ".csv"), records * 117, "2026-01-30T22:11:05Z", HASH)),
                records,
                records - unreadable,
                unreadable);
    }

    private List<Verdict> verdicts() {
        boolean held = outcome == Outcome.HELD;
        return List.of(
                verdict("patients.patient_id.required", "patients", Severity.QUARANTINE, Verdict.Answer.PASSED, 0),
                verdict(
                        "patients.key",
                        "patients",
                        Severity.BLOCK,
                        held ? Verdict.Answer.FAILED : Verdict.Answer.PASSED,
                        held ? 2 : 0),
                verdict(
                        "encounters.stops-after-it-starts-and-lasts-no-longer-than-the-hospital-has-existed",
                        "encounters",
                        Severity.QUARANTINE,
                        Verdict.Answer.PASSED,
                        0),
                verdict(
                        "observations.value_numeric.exclusiveMaximum",
                        "observations",
                        Severity.QUARANTINE,
                        Verdict.Answer.FAILED,
                        1083),
                verdict("volume-as-usual", "observations", Severity.WARN, Verdict.Answer.FAILED, 0),
                verdict(
                        "odd-check",
                        "observations",
                        Severity.WARN,
                        held ? Verdict.Answer.ERROR : Verdict.Answer.PASSED,
                        0));
    }

    private Verdict verdict(String id, String table, Severity severity, Verdict.Answer answer, long failed) {
        Rule rule = new Rule(
                dress.apply(id),
                dress.apply(table),
                new Rule.Row("value > 0", List.of("patient_id")),
                severity,
                new Rule.Standing(
                        Rule.Author.STEWARD,
                        Dimension.CONSISTENCY,
                        dress.apply("clinical-data@example.org"),
                        dress.apply("A negative length of stay breaks every survival model downstream.")),
                new Place(dress.apply("quality-rules/clinical/encounters.yaml"), 14, 5));
        return new Verdict(
                rule,
                answer,
                id.equals("volume-as-usual") ? 0 : 531103,
                failed,
                dress.apply(failed + " rows break it."));
    }

    public Map<String, List<ReleasedColumn>> columns() {
        Map<String, List<ReleasedColumn>> columns = new LinkedHashMap<>();
        TABLES.forEach(table -> columns.put(dress.apply(table), columnsOf()));
        return columns;
    }

    private List<ReleasedColumn> columnsOf() {
        return List.of(
                column("patient_id", "MRN", "pseudonymise", "Whose it is (患者编号)."),
                column("full_name", "NAME", "drop", ""),
                column("reason", "TEXT", "redact", "Why, in the words of the ward."),
                column("value_numeric", "HEALTH", "keep", ""));
    }

    private ReleasedColumn column(String name, String category, String mask, String description) {
        boolean isMeasured = name.startsWith("v");
        return new ReleasedColumn(
                dress.apply(name),
                "string",
                dress.apply(category),
                new ReleasedTable.AppliedMask(mask, Map.of()),
                new ReleasedTable.Meaning(
                        dress.apply(description), isMeasured ? "mmol/L" : "", isMeasured ? terms() : List.of()),
                ReleasedTable.Identity.NONE);
    }

    private List<CitedTerm> terms() {
        return List.of(
                new CitedTerm(dress.apply("glucose"), dress.apply("Sugar in blood."), "#glucose"),
                new CitedTerm(dress.apply("Glucose"), "", "https://loinc.org/2345-7"));
    }

    public Manifest manifest() {
        List<ReleasedTable> tables = new ArrayList<>();
        for (String table : TABLES) {
            boolean iceberg = !table.equals("observations");
            String location = "/data/weir-demo/warehouse/clinical/" + dress.apply(table);
            tables.add(new ReleasedTable(
                    dress.apply(table),
                    new ReleasedTable.Version(
                            iceberg ? TableFormat.ICEBERG : TableFormat.DELTA,
                            location,
                            iceberg ? "clinical." + dress.apply(table) : location,
                            iceberg ? 7013264881234567890L : 3),
                    columnsOf(),
                    new ContentDigest(1148, "weir-rows-1:" + HASH, HASH, List.of()),
                    new DataFiles(3, 70_000, HASH),
                    "clinical." + table + " 1.0.0"));
        }
        return new Manifest(
                2,
                new Manifest.ProductFacts(
                        dress.apply("clinical"),
                        dress.apply("Clinical records"),
                        dress.apply("Patients of one hospital with their encounters and observations (临床数据产品)."),
                        List.of("clinical-data@example.org", dress.apply("Data office")),
                        List.of(dress.apply("Outpatient visits before 2019 are incomplete.")),
                        "enclave",
                        facts()),
                record(),
                tables,
                new Manifest.Basis(
                        List.of(
                                new HashedFile("contracts/clinical/clinical.odps.yaml", HASH),
                                new HashedFile("contracts/clinical/" + dress.apply("patients") + ".odcs.yaml", HASH)),
                        "cn-2026-01",
                        HASH,
                        List.of("3f9c0000")),
                Optional.of(HASH));
    }

    /** The same, which anyone may see. */
    public static Manifest open(Manifest manifest) {
        return with(manifest, "public", manifest.about().catalogue());
    }

    private static Manifest with(Manifest manifest, String audience, CatalogueFacts facts) {
        Manifest.ProductFacts about = manifest.about();
        return new Manifest(
                manifest.number(),
                new Manifest.ProductFacts(
                        about.id(),
                        about.name(),
                        about.description(),
                        about.owners(),
                        about.limitations(),
                        audience,
                        facts),
                manifest.record(),
                manifest.tables(),
                manifest.basis(),
                manifest.history(),
                manifest.proof());
    }

    /** The same of a product that ends. */
    public static Manifest ending(Manifest manifest) {
        Manifest.ProductFacts about = manifest.about();
        CatalogueFacts facts = about.catalogue();
        Lifecycle lifecycle = new Lifecycle(
                Lifecycle.Status.DEPRECATED,
                Optional.of(new Lifecycle.End(LocalDate.of(2027, 1, 31), Optional.of("stays"), "A new system.")));
        return with(
                manifest,
                about.audience(),
                new CatalogueFacts(
                        facts.topic(), facts.uses(), facts.terms(), facts.parties(), facts.health(), lifecycle));
    }

    private static final ReleaseProfile PROFILE = new ReleaseProfile(List.of(new TableProfile(
            "patients",
            TableProfile.Extent.TABLE,
            new RoundedCount(1140),
            List.of(
                    new ColumnProfile(
                            "patient_id",
                            Optional.of(new RoundedCount(0)),
                            Optional.of(new RoundedCount(1140)),
                            List.of(),
                            List.of()),
                    new ColumnProfile(
                            "reason", Optional.of(new RoundedCount(580)), Optional.empty(), List.of(), List.of()),
                    new ColumnProfile(
                            "value_numeric",
                            Optional.of(new RoundedCount(20)),
                            Optional.of(new RoundedCount(0)),
                            List.of(new ColumnProfile.ValueCount("<b>7</b>", new RoundedCount(800))),
                            List.of(new ColumnProfile.Quantile(0.5, 7)))))));

    private static final String ODPS = """
            # the product
            apiVersion: v1.0.0
            kind: DataProduct
            id: clinical
            status: active # for now
            """;

    private static final String ODCS = """
            apiVersion: v3.1.0
            kind: DataContract
            id: "clinical.patients" # as in the registry
            customProperties: # ours
              # the grade
              - { property: weirGrade, value: general }
            schema: []
            """;

    /** An entry of a release whose rows are there. */
    public static CatalogueEntry entry(Manifest manifest, List<Manifest> history) {
        return entry(manifest, history, Optional.empty());
    }

    /** One of a release whose rows went. */
    public static CatalogueEntry entry(Manifest manifest, List<Manifest> history, Optional<Instant> expiredAt) {
        return entry(manifest, history, expiredAt, CatalogueBase.URN);
    }

    /** One of a workspace that has an address. */
    public static CatalogueEntry served(Manifest manifest) {
        return entry(manifest, List.of(manifest), Optional.empty(), new CatalogueBase("https://data.example.org/"));
    }

    private static CatalogueEntry entry(
            Manifest manifest, List<Manifest> history, Optional<Instant> expiredAt, CatalogueBase base) {
        return new CatalogueEntry(manifest, history, expiredAt, base, new ReleaseStorage() {
            @Override
            public String warehouse() {
                return "/data/weir-demo/warehouse";
            }

            @Override
            public Optional<String> definition(String path) {
                return Optional.of(path.endsWith(".odps.yaml") ? ODPS : ODCS)
                        .filter(text -> path.startsWith("contracts/"));
            }

            @Override
            public Optional<String> folder(String table) {
                return Optional.of(table);
            }

            @Override
            public Optional<WebFolder> downloads(String table) {
                return Optional.of("https://data.example.org/warehouse/" + table + "/")
                        .filter(address -> base.isAddress())
                        .map(WebFolder::new);
            }

            @Override
            public ReleaseProfile profile() {
                return PROFILE;
            }

            @Override
            public Optional<DataFileList> files(String table) {
                return Optional.of(new DataFileList(
                        table,
                        List.of(
                                new DataFileList.DataFile("data/part [1].parquet", 60_000, 1000, HASH),
                                new DataFileList.DataFile("data/part-2.parquet", 10_000, 148, HASH))));
            }

            @Override
            public List<TableLineage> lineage() {
                return Sample.lineage(manifest);
            }
        });
    }

    /** Each table has whose it is from its own source, and is joined with the first one of the release, which has dropped a name. */
    private static List<TableLineage> lineage(Manifest manifest) {
        List<TableLineage> made = new ArrayList<>();
        for (ReleasedTable table : manifest.tables()) {
            String first = manifest.product() + "." + manifest.tables().get(0).name();
            String whose = table.columns().get(0).name();
            String source = manifest.record().sources().get(made.size()).table();
            List<LineageEdge> edges = new ArrayList<>();
            edges.add(new LineageEdge(new InputColumn(source, "Id"), EdgeKind.IDENTITY));
            if (!made.isEmpty()) {
                edges.add(new LineageEdge(new InputColumn(first, whose), EdgeKind.TRANSFORMATION));
                edges.add(new LineageEdge(
                        new InputColumn(first, table.columns().get(1).name()), EdgeKind.CONDITIONAL));
            }
            made.add(new TableLineage(
                    manifest.product() + "." + table.name(),
                    List.of(new ColumnLineage(whose, edges)),
                    List.of(new LineageEdge(new InputColumn(source, "Gone"), EdgeKind.FILTER)),
                    List.of()));
        }
        return made;
    }
}
