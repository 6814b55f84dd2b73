package dev.weir.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.KeySettings;
import dev.weir.contracts.Profile;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.TableCount;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.release.StoredReleaseLog;
import dev.weir.jobs.release.Warehouse;
import dev.weir.jobs.release.iceberg.EmbeddedCatalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo as a newcomer runs it, against the list of the faults that were planted. */
@Tag("slow")
@ExtendWith(SparkFixture.class)
class DemoIT {

    private static final Path ROOT = DemoWorkspace.ROOT;
    private static final Path WAREHOUSE = ROOT.resolve("warehouse");
    private static Launcher.Ended demo = new Launcher.Ended(-1, "", "");

    @BeforeAll
    static void runTheDemo() throws Exception {
        demo = DemoWorkspace.ended();
    }

    @Test
    void makesTwoReleasesOfEachProduct() {
        StoredReleaseLog log = StoredReleaseLog.in(new Warehouse(WAREHOUSE));
        for (String product : List.of("clinical", "molecules")) {
            assertThat(log.numbers(product).toArray()).as(product).containsExactly(1, 2);
            Manifest second = log.read(product, 2);
            assertThat(second.previousSha256()).contains(log.sha256(product, 1));
            assertThat(second.tables())
                    .isNotEmpty()
                    .allSatisfy(table -> assertThat(table.rows()).isPositive());
        }
    }

    @Test
    void quarantinesExactlyThePlantedFaultsEachWithEveryReason(SparkSession spark) throws IOException {
        for (String product : List.of("clinical", "molecules")) {
            assertThat(quarantined(spark, product)).as(product).containsExactlyElementsOf(planted(product));
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
    void aSecondDemoFindsNothingNew() throws Exception {
        Launcher.Ended again = Launcher.weir(ROOT, "run", "clinical", "--output", "json");
        assertThat(again.status()).isZero();
        assertThat(again.out()).contains("\"unchanged\"");
    }

    @Test
    void clearIdentityNumbersStayInTheRawFiles() throws Exception {
        Set<String> clear = identityNumbers();
        assertThat(clear).hasSizeGreaterThan(40);
        assertThat(Leaks.of(clear).below(ROOT, file -> !file.startsWith(ROOT.resolve("raw"))))
                .isEmpty();
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

    /** The same, of what the last run put into quarantine: it has read all files again. */
    private static List<String> quarantined(SparkSession spark, String product) throws IOException {
        String run = StoredReleaseLog.in(new Warehouse(WAREHOUSE))
                .read(product, 2)
                .record()
                .run()
                .id();
        List<String> reasons = new ArrayList<>();
        for (Dataset<Row> table : quarantineTables(spark, product)) {
            table.filter(org.apache.spark.sql.functions.col("_weir_run").equalTo(run))
                    .selectExpr("_weir_file", "_weir_line", "explode(_weir_reasons) AS reason")
                    .selectExpr("concat_ws(' ', _weir_file, _weir_line, reason.rule)")
                    .collectAsList()
                    .forEach(row -> reasons.add(row.getString(0)));
        }
        return reasons.stream().distinct().sorted().toList();
    }

    private static List<Dataset<Row>> quarantineTables(SparkSession spark, String product) throws IOException {
        List<Dataset<Row>> tables = new ArrayList<>();
        SparkSession demoSession = spark.newSession();
        EmbeddedCatalogue.of(
                        new Profile(
                                "laptop", "warehouse", Map.of(), Map.of(), KeySettings.of("keys/weir.key"), Map.of()),
                        new Warehouse(WAREHOUSE))
                .sparkSettings()
                .forEach(demoSession.conf()::set);
        String quarantine = "weir." + product + "_quarantine";
        for (Row table : demoSession.sql("SHOW TABLES IN " + quarantine).collectAsList()) {
            tables.add(demoSession.table(quarantine + "." + table.getString(1)));
        }
        Path delta = WAREHOUSE.resolve(product + "_quarantine");
        if (Files.isDirectory(delta)) {
            try (Stream<Path> folders = Files.list(delta)) {
                folders.filter(folder -> Files.isDirectory(folder.resolve("_delta_log")))
                        .forEach(folder ->
                                tables.add(spark.read().format("delta").load(folder.toString())));
            }
        }
        return tables;
    }
}
