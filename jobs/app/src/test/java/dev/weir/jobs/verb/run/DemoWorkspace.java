package dev.weir.jobs.verb.run;

import dev.weir.contracts.settings.KeySettings;
import dev.weir.contracts.settings.Profile;
import dev.weir.jobs.cli.Launcher;
import dev.weir.jobs.release.catalogue.Catalogues;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The demo's workspace, made by the command that a newcomer types. */
final class DemoWorkspace {

    static final Path ROOT = Path.of("target/demo-it").toAbsolutePath().normalize();
    static final Path WAREHOUSE = ROOT.resolve("warehouse");

    private DemoWorkspace() {}

    /** Makes it, and says how the demo ended. */
    static Launcher.Ended make() throws IOException, InterruptedException {
        remove(ROOT);
        return Launcher.weir(Launcher.HOME, "demo", "--dir", ROOT.toString());
    }

    /** {@code file, line, rule} of what the last run put into quarantine: it has read all files again. */
    static List<String> quarantined(SparkSession spark, String product) throws IOException {
        String run = StoredReleaseLog.in(new Warehouse(WAREHOUSE))
                .read(product, 2)
                .record()
                .run()
                .id();
        return quarantineTables(spark, product).stream()
                .map(table -> table.filter(
                                org.apache.spark.sql.functions.col("_weir_run").equalTo(run))
                        .selectExpr("_weir_file", "_weir_line", "explode(_weir_reasons) AS reason")
                        .selectExpr("concat_ws(' ', _weir_file, _weir_line, reason.rule)"))
                .reduce(Dataset::union)
                .orElseThrow()
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<Dataset<Row>> quarantineTables(SparkSession spark, String product) throws IOException {
        List<Dataset<Row>> tables = new ArrayList<>();
        SparkSession demoSession = spark.newSession();
        Catalogues.of(
                        new Profile("laptop", "warehouse", Map.of(), KeySettings.of("keys/weir.key"), Map.of()),
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

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
