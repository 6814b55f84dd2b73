package dev.weir.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.release.SourceCount;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.check.CheckRun;
import dev.weir.jobs.engine.session.WeirSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A product of Parquet files. */
@ExtendWith(SparkFixture.class)
class ParquetSourceIT {

    private final SparkSession spark;

    @TempDir
    private Path folder;

    ParquetSourceIT(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void recordsAreCountedBeforeTheQueryFiltersThem() throws Exception {
        ClinicFiles files = ClinicFiles.in(folder);
        replace("contracts/raw/files.odcs.yaml", "format: csv", "format: parquet");
        replace(
                "contracts/raw/files.odcs.yaml",
                "    customProperties: [{ property: weirRead, value: { encoding: UTF-8 } }]\n",
                "");
        replace(
                "contracts/clinic/visits.odcs.yaml",
                "customProperties: [{ property: weirSubject",
                "customProperties: [{ property: weirQuery, value: visits.sql }, { property: weirSubject");
        replace("contracts/clinic/visits.odcs.yaml", ", transformSourceObjects: [raw.files.visits]", "");
        Files.writeString(
                folder.resolve("contracts/clinic/visits.sql"),
                "SELECT id, patient, day, left, kind, cost FROM raw.files.visits WHERE kind = 'rare'");
        deliver("patients", "SELECT 'p1' AS id, '' AS identity, 'F' AS sex, 30L AS age");
        deliver(
                "visits",
                "SELECT concat('v', id) AS id, 'p1' AS patient, DATE '2026-01-02' AS day,"
                        + " date_from_unix_date(if(id < 5, 3000000, 0)) AS left, if(id % 10 = 9, 'rare', 'usual') AS kind,"
                        + " CAST(1 AS DECIMAL(10,2)) AS cost FROM range(100)");

        List<SourceCount> counts = new CheckRun(WeirSession.in(spark, files.read()), "1.0.0", event -> {})
                .check("clinic", 0)
                .record()
                .sources();

        assertThat(counts)
                .filteredOn(count -> count.table().endsWith("visits"))
                .singleElement()
                .satisfies(count -> {
                    assertThat(count.records()).isEqualTo(100);
                    assertThat(count.parsed()).isEqualTo(95);
                    assertThat(count.unreadable()).isEqualTo(5);
                });
    }

    private void replace(String path, String from, String to) throws IOException {
        Path file = folder.resolve(path);
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    /** One file of Spark's, by the name that the contract knows. */
    private void deliver(String table, String query) throws IOException {
        Path written = folder.resolve("written-" + table);
        spark.sql(query).coalesce(1).write().parquet(written.toString());
        try (Stream<Path> parts = Files.list(written)) {
            Path part = parts.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
            Files.copy(part, folder.resolve("raw/" + table + ".csv"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
