package dev.weir.catalogue;

import dev.weir.contracts.Column;
import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.catalogue.CatalogueBase;
import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.catalogue.DataTheme;
import dev.weir.contracts.catalogue.HealthCategory;
import dev.weir.contracts.catalogue.HealthFacts;
import dev.weir.contracts.catalogue.Licence;
import dev.weir.contracts.catalogue.Lifecycle;
import dev.weir.contracts.catalogue.PublisherKind;
import dev.weir.contracts.catalogue.WebFolder;
import dev.weir.contracts.lineage.TableLineage;
import dev.weir.contracts.profile.ReleaseProfile;
import dev.weir.contracts.release.ContentDigest;
import dev.weir.contracts.release.DataFiles;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableCount;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.json.DataFileList;
import dev.weir.contracts.text.HashedFile;
import dev.weir.contracts.yaml.YamlText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Releases that are made by chance, the same in each build: every fact is there or is not, and any text may hold what some form takes for
 * its own. Their contracts keep ODCS, and their product keeps ODPS.
 */
public final class GeneratedReleases {

    /** An owner's address, which no form has but {@code odcs}, {@code odps} and the page. */
    public static final String OWNER = "owner-of-it@example.org";

    /** Where the warehouse lies, which pages have alone. */
    public static final String WAREHOUSE = "/data/generated/warehouse";

    private static final int MANY = 100;
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final List<String> PIECES = List.of(
            "a",
            "Word",
            "9",
            " ",
            "患者",
            "𠮷",
            "é",
            "\"",
            "'",
            "<b>",
            "</script>",
            "&amp;",
            "\\",
            "{",
            "}",
            "%",
            "#",
            "$",
            "^",
            "~",
            "_",
            ":",
            " - ",
            "@",
            "\n",
            "\t",
            "\u202e",
            "\u0007",
            "\u007f",
            "\u0085",
            "\u009b",
            "\u2028",
            "\ufeff",
            "`",
            "|",
            "[x](y)",
            "${1}",
            "\n---\n",
            "/",
            "?",
            ",",
            "null");
    private static final List<String> TYPES = List.of(
            "string", "integer", "number", "boolean", "date", "timestamp", "decimal(10,2)", "array<string>", "time");
    private static final List<String> CATEGORIES = List.of("NONE", "MRN", "NAME", "HEALTH", "DATE", "TEXT", "AGE");
    private static final List<String> METHODS =
            List.of("keep", "pseudonymise", "drop", "redact", "generalise", "surrogate", "nullify");

    private final Random random;

    private GeneratedReleases(long seed) {
        this.random = new Random(seed);
    }

    /** A hundred of them. */
    public static Stream<CatalogueEntry> all() {
        return IntStream.range(0, MANY).mapToObj(seed -> new GeneratedReleases(seed).entry());
    }

    private CatalogueEntry entry() {
        Map<String, String> definitions = new LinkedHashMap<>();
        Manifest first = manifest(1, definitions);
        boolean isSecond = random.nextBoolean();
        Manifest manifest = isSecond ? manifest(2, definitions) : first;
        CatalogueBase base = random.nextBoolean() ? CatalogueBase.URN : new CatalogueBase("https://data.example.org/");
        return new CatalogueEntry(
                manifest,
                isSecond ? List.of(first, manifest) : List.of(manifest),
                random.nextInt(10) == 0 ? Optional.of(Instant.parse("2026-05-01T00:00:00Z")) : Optional.empty(),
                base,
                new Storage(definitions, base.isAddress()));
    }

    private record Storage(Map<String, String> definitions, boolean isServed) implements ReleaseStorage {

        @Override
        public String warehouse() {
            return WAREHOUSE;
        }

        @Override
        public Optional<String> definition(String path) {
            return Optional.ofNullable(definitions.get(path));
        }

        @Override
        public Optional<String> folder(String table) {
            return Optional.of(table);
        }

        @Override
        public Optional<WebFolder> downloads(String table) {
            return isServed
                    ? WebFolder.parse("https://data.example.org/warehouse")
                            .map(warehouse -> new WebFolder(warehouse.file(table) + "/"))
                    : Optional.empty();
        }

        @Override
        public ReleaseProfile profile() {
            return new ReleaseProfile(List.of());
        }

        @Override
        public Optional<DataFileList> files(String table) {
            return Optional.of(new DataFileList(
                    table, List.of(new DataFileList.DataFile("data/part [1].parquet", 60_000, 1000, HASH))));
        }

        @Override
        public List<TableLineage> lineage() {
            return List.of();
        }
    }

    private Manifest manifest(long number, Map<String, String> definitions) {
        String product = "product_" + random.nextInt(9);
        List<ReleasedTable> tables = new ArrayList<>();
        List<TableCount> counts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            ReleasedTable table = table(product, "t" + i + (random.nextBoolean() ? "_患者" : ""));
            tables.add(table);
            counts.add(new TableCount(table.name(), table.rows(), table.rows(), 0, 0));
            definitions.put("contracts/" + table.name() + ".odcs.yaml", contract(table));
        }
        definitions.put("contracts/" + product + ".odps.yaml", odps(product));
        Instant began = Instant.parse("2026-01-31T08:00:00Z").plusSeconds(number * 86_400 + random.nextInt(86_400));
        List<SourceCount> sources = texts(2).stream()
                .map(name -> new SourceCount(
                        "raw." + name,
                        List.of(new SourceCount.SourceFile("raw/a.csv", 117, "2026-01-30T22:11:05Z", HASH)),
                        7,
                        7,
                        0))
                .toList();
        return new Manifest(
                number,
                new Manifest.ProductFacts(
                        product,
                        text(),
                        maybe(this::text).orElse(""),
                        List.of(OWNER),
                        texts(2),
                        random.nextBoolean() ? "public" : "enclave",
                        facts()),
                new RunRecord(
                        new RunRecord.Run(
                                new UUID(random.nextLong(), random.nextLong()).toString(),
                                product,
                                "0.1.0",
                                began,
                                began.plusMillis(random.nextInt(100_000))),
                        new RunRecord.Ending(Outcome.RELEASED, OptionalLong.of(number), List.of()),
                        sources,
                        counts,
                        tables.stream().map(this::verdict).toList()),
                tables,
                new Manifest.Basis(
                        definitions.keySet().stream()
                                .map(path -> new HashedFile(path, HASH))
                                .toList(),
                        "cn-2026-01",
                        HASH,
                        List.of("3f9c0000")),
                number == 1 ? Optional.empty() : Optional.of(HASH));
    }

    private ReleasedTable table(String product, String name) {
        boolean isIceberg = random.nextBoolean();
        String location = WAREHOUSE + "/" + product + "/" + name;
        List<ReleasedColumn> columns = new ArrayList<>();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            String method = one(METHODS);
            columns.add(new ReleasedColumn(
                    "c" + i + (random.nextBoolean() ? " " + text().replaceAll("\\s", "") : ""),
                    one(TYPES),
                    one(CATEGORIES),
                    new ReleasedTable.AppliedMask(
                            method, method.equals("generalise") ? Map.of("to", "year") : Map.of()),
                    maybe(this::text).orElse(""),
                    one(List.of("", "mmol/L", "mm[Hg]", "%", "10*9/L")),
                    new ReleasedTable.Identity(
                            Optional.empty(),
                            one(List.of(Column.Presence.values())),
                            i == 1 ? OptionalInt.of(1) : OptionalInt.empty())));
        }
        return new ReleasedTable(
                name,
                new ReleasedTable.Version(
                        isIceberg ? TableFormat.ICEBERG : TableFormat.DELTA,
                        location,
                        isIceberg ? product + "." + name : location,
                        isIceberg ? random.nextLong() >>> 1 : random.nextInt(50)),
                columns,
                new ContentDigest(random.nextInt(5000), "weir-rows-1:" + HASH, HASH, List.of()),
                new DataFiles(1, random.nextInt(1_000_000), HASH),
                product + "." + name + " 1." + random.nextInt(20) + ".0");
    }

    private Verdict verdict(ReleasedTable table) {
        Rule rule = new Rule(
                table.name() + ".rule",
                table.name(),
                new Rule.Row("value > 0", List.of(table.columns().get(0).name())),
                one(List.of(Severity.values())),
                new Rule.Standing(Rule.Author.STEWARD, one(List.of(Dimension.values())), OWNER, text()),
                new Place("quality-rules/a.yaml", 14, 5));
        boolean hasFailed = random.nextBoolean();
        return new Verdict(
                rule,
                hasFailed ? Verdict.Answer.FAILED : Verdict.Answer.PASSED,
                table.rows(),
                hasFailed ? Math.min(1, table.rows()) : 0,
                text());
    }

    private CatalogueFacts facts() {
        if (random.nextInt(8) == 0) {
            return CatalogueFacts.NONE;
        }
        LocalDate from = LocalDate.of(2000 + random.nextInt(20), 1 + random.nextInt(12), 1);
        return new CatalogueFacts(
                new CatalogueFacts.Topic(
                        texts(3),
                        some(List.of(DataTheme.values())),
                        some(List.of("zh", "en", "zh-Hans", "de")),
                        some(List.of("CN", "CN-BJ", "DE", "US-CA")),
                        maybe(() -> period(from))),
                new CatalogueFacts.Uses(maybe(this::text).orElse(""), texts(2), texts(2)),
                new CatalogueFacts.Terms(
                        maybe(() -> random.nextInt(3) == 0
                                ? "https://example.org/terms?of=1"
                                : one(Licence.KNOWN).spdx()),
                        maybe(this::text),
                        texts(2),
                        maybe(this::text)),
                new CatalogueFacts.Parties(
                        maybe(() -> new CatalogueFacts.Publisher(
                                text(),
                                maybe(() -> "https://example.org/centre"),
                                maybe(() -> one(List.of(PublisherKind.values()))))),
                        texts(2).stream()
                                .map(name -> new CatalogueFacts.Contact(
                                        name, random.nextBoolean() ? "mailto:desk@example.org" : ""))
                                .toList(),
                        texts(2)),
                new HealthFacts(
                        some(List.of(HealthCategory.values())),
                        maybe(() -> new HealthFacts.AccessBody(text(), "https://example.org/access")),
                        some(List.of("http://data.europa.eu/eli/reg/2025/327/oj"))),
                lifecycle());
    }

    /** Open at one side at most. */
    private CatalogueFacts.Period period(LocalDate from) {
        LocalDate until = from.plusDays(random.nextInt(900));
        return switch (random.nextInt(3)) {
            case 0 -> new CatalogueFacts.Period(Optional.of(from), Optional.empty());
            case 1 -> new CatalogueFacts.Period(Optional.empty(), Optional.of(until));
            default -> new CatalogueFacts.Period(Optional.of(from), Optional.of(until));
        };
    }

    private Lifecycle lifecycle() {
        Supplier<Lifecycle.End> end = () ->
                new Lifecycle.End(LocalDate.of(2027, 1, 1 + random.nextInt(28)), maybe(() -> "successor"), text());
        return switch (one(List.of(Lifecycle.Status.values()))) {
            case DEPRECATED -> new Lifecycle(Lifecycle.Status.DEPRECATED, Optional.of(end.get()));
            case RETIRED -> new Lifecycle(Lifecycle.Status.RETIRED, maybe(end));
            case DRAFT -> new Lifecycle(Lifecycle.Status.DRAFT, Optional.empty());
            case PROPOSED -> new Lifecycle(Lifecycle.Status.PROPOSED, Optional.empty());
            case ACTIVE -> Lifecycle.ACTIVE;
        };
    }

    private String contract(ReleasedTable table) {
        List<String> lines = new ArrayList<>(List.of(
                "apiVersion: v3.1.0 # of the standard",
                "kind: DataContract",
                "version: " + table.contractVersion(),
                "status: active",
                "schema:\n  - name: " + YamlText.quoted(table.name()) + "\n    properties:\n"
                        + String.join(
                                "\n",
                                table.columns().stream()
                                        .map(column -> "      - { name: " + YamlText.quoted(column.name())
                                                + ", logicalType: string, description: "
                                                + YamlText.quoted(column.description())
                                                + " }")
                                        .toList())));
        return document(table.contractId(), lines);
    }

    private String odps(String product) {
        return document(
                product,
                new ArrayList<>(List.of("apiVersion: v1.0.0", "kind: DataProduct", "status: active # for now")));
    }

    /** In any order, with and without entries of its own beside what will be measured. */
    private String document(String id, List<String> lines) {
        lines.add("id: " + (random.nextBoolean() ? id : YamlText.quoted(id) + " # as in the registry"));
        switch (random.nextInt(4)) {
            case 0 -> lines.add("customProperties:\n  # ours\n  - { property: weirGrade, value: general }");
            case 1 -> lines.add("customProperties: # ours\n- property: weirGrade\n  value: " + YamlText.quoted(text()));
            case 2 -> lines.add("customProperties: [{ property: weirGrade, value: general }]");
            default -> lines.add("# " + OWNER);
        }
        Collections.shuffle(lines, random);
        String text = String.join("\n", lines) + (random.nextBoolean() ? "\n" : "");
        return random.nextInt(4) == 0 ? text.replace("\n", "\r\n") : text;
    }

    private String text() {
        StringBuilder text = new StringBuilder("T");
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(one(PIECES));
        }
        return text.toString();
    }

    private List<String> texts(int most) {
        return Stream.generate(this::text)
                .limit(random.nextInt(most + 1))
                .distinct()
                .toList();
    }

    private <T> Optional<T> maybe(Supplier<T> made) {
        return random.nextBoolean() ? Optional.of(made.get()) : Optional.empty();
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private <T> List<T> some(List<T> all) {
        return all.stream().filter(each -> random.nextInt(3) == 0).toList();
    }
}
