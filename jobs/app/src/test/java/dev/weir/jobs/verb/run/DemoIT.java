package dev.weir.jobs.verb.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableCount;
import dev.weir.contracts.release.json.RunRecordJson;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.CommandsTest;
import dev.weir.jobs.cli.Folders;
import dev.weir.jobs.cli.Launcher;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import dev.weir.jobs.engine.run.PlannedStages;
import dev.weir.jobs.engine.sql.Grammars;
import dev.weir.privacy.mask.Mask;
import dev.weir.releases.journal.RunArchive;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo as a newcomer runs it, against the list of the faults that were planted, and what is done with its releases. */
@Tag("minutes")
@ExtendWith(SparkFixture.class)
class DemoIT {

    private static final Path ROOT = DemoWorkspace.ROOT;
    private static final Path WAREHOUSE = DemoWorkspace.WAREHOUSE;
    private static Launcher.Ended demo = new Launcher.Ended(-1, "", "");

    @BeforeAll
    static void runTheDemo() throws Exception {
        demo = DemoWorkspace.make();
        assertThat(demo.status()).as(demo.err() + demo.out()).isZero();
    }

    @Test
    void makesTwoReleasesOfEachProduct() {
        StoredReleaseLog log = StoredReleaseLog.in(new Warehouse(WAREHOUSE));
        for (String product : List.of("clinical", "molecules")) {
            assertThat(log.numbers(product).toArray()).as(product).containsExactly(1, 2);
            Manifest second = log.read(product, 2);
            assertThat(second.history().previousSha256()).contains(log.sha256(product, 1));
            assertThat(second.tables())
                    .isNotEmpty()
                    .allSatisfy(table -> assertThat(table.rows()).isPositive());
        }
    }

    @Test
    void quarantinesExactlyThePlantedFaultsEachWithEveryReason(SparkSession spark) throws IOException {
        for (String product : List.of("clinical", "molecules")) {
            assertThat(DemoWorkspace.quarantined(spark, product))
                    .as(product)
                    .containsExactlyElementsOf(planted(product));
        }
    }

    @Test
    void countsAgreeInEveryRelease() {
        StoredReleaseLog log = StoredReleaseLog.in(new Warehouse(WAREHOUSE));
        for (String product : List.of("clinical", "molecules")) {
            for (long number : log.numbers(product).toArray()) {
                Manifest manifest = log.read(product, number);
                for (SourceCount source : manifest.record().sources()) {
                    assertThat(source.records()).isEqualTo(source.parsed() + source.unreadable());
                    assertThat(source.files()).isNotEmpty();
                }
                for (TableCount table : manifest.record().tables()) {
                    assertThat(table.produced()).isEqualTo(table.released() + table.quarantined() + table.dropped());
                }
            }
        }
    }

    @Test
    void doesTheStagesOfItsPlansInTheirOrder() throws IOException {
        Workspace workspace = WorkspaceReader.read(ROOT, Optional.empty(), Map.of(), Grammars.languages());
        for (String product : List.of("clinical", "molecules")) {
            List<Path> runs = new RunArchive(ROOT).earlier(product, 0);
            assertThat(runs).as(product).hasSizeGreaterThanOrEqualTo(2);
            for (Path run : runs) {
                Path file = run.resolve("run.json");
                PlannedStages.assertAsPlanned(workspace, RunRecordJson.parse(file.toString(), Files.readString(file)));
            }
        }
    }

    @Test
    void endsWithTheLinesThatReadReleaseOneAndTheReport() {
        assertThat(demo.out())
                .contains(
                        "Released clinical@1",
                        "Released molecules@2",
                        "pyiceberg",
                        "deltalake",
                        "DuckDB",
                        "report.html");
    }

    @Test
    void theReportShowsWhereRulesFailed() throws Exception {
        try (Stream<Path> runs = Files.list(ROOT.resolve("runs/clinical"))) {
            assertThat(runs.map(run -> run.resolve("report.html")).filter(Files::isRegularFile))
                    .anySatisfy(report -> assertThat(Files.readString(report).replace("<wbr>", ""))
                            .contains("raw/clinical/encounters.csv:153", "raw/clinical/encounters.csv:551")
                            .contains("raw/clinical/conditions.csv:158", "no such parent"));
        }
    }

    /** More than a pipe holds, so the reader is gone while rows are written. */
    @Test
    void rowsEndQuietlyWhereTheirReaderHasEnough() throws Exception {
        Launcher.Ended head = Launcher.run(
                ROOT,
                Map.of(),
                "bash",
                "-c",
                "set -o pipefail; \"$0\" read clinical.observations@1 --output json | head -n 5",
                Launcher.HOME.resolve("weir").toString());
        assertThat(head.status()).as(head.err()).isZero();
        assertThat(head.out().lines()).hasSize(5).allMatch(line -> line.contains("\"observed_at\":"));
        assertThat(head.err()).isEmpty();
    }

    @Test
    void aSecondDemoFindsNothingNew() {
        WeirProcess.Ended again =
                WarmCommands.weir("run", "clinical", "--workspace", ROOT.toString(), "--output", "json");
        assertThat(again.with(0).out()).contains("\"unchanged\"");
    }

    @Test
    void clearIdentityNumbersStayInTheRawFiles() throws Exception {
        Set<String> clear = identityNumbers();
        assertThat(clear).hasSizeGreaterThan(40);
        assertThat(Leaks.of(clear).below(ROOT, file -> !file.startsWith(ROOT.resolve("raw"))))
                .isEmpty();
    }

    @Test
    void theNotebookReadsReleaseOneWithoutWeir() throws Exception {
        Launcher.Ended ended = Launcher.run(
                Launcher.HOME, Map.of(), Launcher.HOME.resolve("notebooks/run").toString(), ROOT.toString());
        assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
        Path executed = Launcher.HOME.resolve("notebooks/target/01-read-a-release.ipynb");
        assertThat(Files.readString(executed)).contains("image/png").doesNotContain("\"output_type\": \"error\"");
    }

    /** What training scripts read by the description is what the files hold, to the last row. */
    @ParameterizedTest
    @ValueSource(strings = {"clinical", "molecules"})
    void mlcroissantReadsEveryRowOfARelease(String product) throws Exception {
        WarmCommands.weir(
                        "catalogue",
                        product,
                        "--to",
                        "croissant",
                        "--into",
                        WAREHOUSE.toString(),
                        "--workspace",
                        ROOT.toString())
                .with(0);
        Path document = WAREHOUSE.resolve(product + "/2.croissant.json");
        List<JsonNode> read = python("croissant.py", Map.of(), List.of(document.toString()));
        Map<String, Long> rows = new LinkedHashMap<>();
        for (JsonNode records : read) {
            assertThat(records.path("errors")).isEmpty();
            assertThat(records.path("warnings")).isEmpty();
            assertThat(records.path("same").asBoolean()).as(records.toString()).isTrue();
            rows.put(records.path("name").asText(), records.path("rows").asLong());
        }
        Map<String, Long> released = new LinkedHashMap<>();
        StoredReleaseLog.in(new Warehouse(WAREHOUSE))
                .read(product, 2)
                .tables()
                .forEach(table -> released.put(table.name(), table.rows()));
        assertThat(rows).isEqualTo(released);
        findsEachChangedByte(document);
    }

    /** By the standards' own schemas, and by a parser of BibTeX. */
    @Test
    void citationsAreWhatTheirReadersRead(@TempDir Path validators) throws Exception {
        Launcher.Ended installed = Launcher.run(
                Launcher.HOME,
                Map.of(),
                environment(),
                "-m",
                "pip",
                "--quiet",
                "--disable-pip-version-check",
                "install",
                "--no-deps",
                "--no-compile",
                "--require-hashes",
                "--target",
                validators.toString(),
                "--requirement",
                resource("validators.txt"));
        assertThat(installed.status()).as(installed.err()).isZero();
        List<String> citations;
        try (Stream<Path> files = Files.walk(ROOT.resolve("site"))) {
            citations = files.map(Path::toString)
                    .filter(file -> file.matches(".*[0-9](\\.cff|\\.bib|\\.datacite\\.json)"))
                    .toList();
        }
        assertThat(citations).hasSize(2 * 2 * 3);
        assertThat(python("citation.py", Map.of("PYTHONPATH", validators.toString()), citations))
                .hasSameSizeAs(citations)
                .allSatisfy(file ->
                        assertThat(file.path("wrong")).as(file.toString()).isEmpty());
    }

    /** Comments of table and columns, and which columns tell rows apart: as the newest release has them. */
    @Test
    void tablesExplainThemselvesToOtherEngines() throws Exception {
        for (String product : List.of("clinical", "molecules")) {
            Manifest release = StoredReleaseLog.in(new Warehouse(WAREHOUSE)).read(product, 2);
            List<String> tables = new ArrayList<>(List.of(WAREHOUSE.toString()));
            release.tables().forEach(table -> tables.add(table.version().identifier()));
            List<JsonNode> said = python("tables.py", Map.of(), tables);
            assertThat(said).hasSameSizeAs(release.tables());
            for (int i = 0; i < said.size(); i++) {
                ReleasedTable table = release.tables().get(i);
                JsonNode read = said.get(i);
                assertThat(read.path("comment").asText()).isEqualTo(table.comment(release.about()));
                Map<String, String> comments = new LinkedHashMap<>();
                table.present().forEach(column -> comments.put(column.name(), column.comment()));
                assertThat(CommandsTest.json(read.path("columns").toString())).isEqualTo(tree(comments));
                assertThat(read.path("rows").asLong()).isEqualTo(table.rows());
                List<String> key = identifying(table);
                assertThat(texts(read.path("identifiers"))).as(table.name()).isEqualTo(key);
                assertThat(texts(read.path("required")))
                        .as(table.name())
                        .isEqualTo(table.version().format().equals(TableFormat.ICEBERG) ? key : List.of());
            }
        }
    }

    /** In alphabetic order; none where a mask makes different values equal. */
    private static List<String> identifying(ReleasedTable table) {
        boolean isApart = table.columns().stream()
                .filter(column -> table.key().contains(column.name()))
                .allMatch(column -> Mask.of(column).filter(Mask::isInjective).isPresent());
        return isApart ? table.rowKey().stream().sorted().toList() : List.of();
    }

    private static JsonNode tree(Map<String, String> texts) throws Exception {
        return CommandsTest.json(JsonMapper.builder().build().writeValueAsString(texts));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static String environment() throws Exception {
        return Launcher.run(
                        Launcher.HOME,
                        Map.of(),
                        Launcher.HOME.resolve("notebooks/environment").toString())
                .out()
                .strip();
    }

    private static String resource(String name) {
        return Path.of("src/test/resources/catalogue/" + name).toAbsolutePath().toString();
    }

    /** The lines of JSON that a script writes. */
    private static List<JsonNode> python(String script, Map<String, String> variables, List<String> arguments)
            throws Exception {
        List<String> all = new ArrayList<>(List.of(resource(script)));
        all.addAll(arguments);
        Launcher.Ended ended = Launcher.run(Launcher.HOME, variables, environment(), all.toArray(String[]::new));
        assertThat(ended.status()).as(ended.err()).isZero();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : ended.out().lines().toList()) {
            lines.add(CommandsTest.json(line));
        }
        return lines;
    }

    /** One byte at a time, anywhere in any file that the description names. */
    private static void findsEachChangedByte(Path document) throws Exception {
        List<Path> files = new ArrayList<>();
        CommandsTest.json(Files.readString(document)).path("distribution").forEach(each -> {
            if (each.has("contentUrl")) {
                files.add(document.resolveSibling(each.path("contentUrl").asText()));
            }
        });
        Random random = new Random(45);
        for (int i = 0; i < 100; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] whole = Files.readAllBytes(file);
            byte[] changed = whole.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, changed);
            WeirProcess.Ended found = WarmCommands.weir("catalogue", "verify", document.toString());
            Files.write(file, whole);
            assertThat(found.err()).contains(file.getFileName().toString(), "has been changed");
            assertThat(found.status()).isEqualTo(4);
        }
        assertThat(WarmCommands.weir("catalogue", "verify", document.toString()).status())
                .isZero();
    }

    /** Pages that stay at the centre name the warehouse, for code that reads it; what leaves for catalogues does not. */
    @Test
    void noDescriptionNamesAMachineOrItsUser() throws IOException {
        List<Path> descriptions;
        try (Stream<Path> files = Files.walk(ROOT.resolve("site"))) {
            descriptions = files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".html"))
                    .toList();
        }
        assertThat(descriptions)
                .hasSizeGreaterThan(20)
                .allSatisfy(file -> assertThat(Files.readString(file))
                        .doesNotContain(ROOT.toString(), "file:/", System.getProperty("user.home") + "/"));
    }

    @Test
    void theSameInputsGiveTheSameContentWhateverTheMachine(@TempDir Path folder) throws Exception {
        Path twin = folder.resolve("twin");
        for (String part : List.of("contracts", "quality-rules", "raw", "keys", "weir.yaml")) {
            Folders.copy(ROOT.resolve(part), twin.resolve(part));
        }

        Launcher.Ended run = Launcher.run(
                twin,
                Map.of(
                        "WEIR_JAVA_OPTIONS",
                        "-XX:ActiveProcessorCount=5 -Dspark.sql.shuffle.partitions=5 -Dspark.default.parallelism=7"),
                Launcher.HOME.resolve("weir").toString(),
                "run",
                "clinical",
                "--output",
                "json");

        assertThat(run.status()).as(run.err()).isZero();
        Map<String, String> first = hashes(ROOT, 2);
        assertThat(hashes(twin, 1)).isEqualTo(first);
        assertThat(first).hasSize(6);
    }

    private static Map<String, String> hashes(Path workspace, long number) {
        Manifest manifest = StoredReleaseLog.in(new Warehouse(workspace.resolve("warehouse")))
                .read("clinical", number);
        Map<String, String> hashes = new LinkedHashMap<>();
        for (ReleasedTable table : manifest.tables()) {
            hashes.put(table.name(), table.content().hash());
        }
        return hashes;
    }

    /** Every run of 18 digits (the last may be X) in the registry's files. */
    private static Set<String> identityNumbers() throws IOException {
        Set<String> numbers = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve("raw/clinical"))) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("subjects"))
                    .toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                java.util.regex.Matcher match = java.util.regex.Pattern.compile(
                                "(?<![0-9])[1-9][0-9]{16}[0-9X](?![0-9])")
                        .matcher(text);
                while (match.find()) {
                    numbers.add(match.group());
                }
            }
        }
        return numbers;
    }

    /** {@code file, line, rule} of every fault that is to be quarantined, as the example lists them. */
    private static List<String> planted(String example) throws IOException {
        List<String> faults = new ArrayList<>();
        for (String line : Files.readAllLines(Launcher.HOME.resolve("examples/" + example + "/faults.tsv"))) {
            String[] fields = line.split("\t", -1);
            if (fields[4].equals("quarantined")) {
                faults.add(fields[0] + " " + fields[1] + " " + fields[3]);
            }
        }
        return faults.stream().distinct().sorted().toList();
    }
}
