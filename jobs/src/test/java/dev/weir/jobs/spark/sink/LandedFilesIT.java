package dev.weir.jobs.spark.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.jobs.SparkFixture;
import dev.weir.quality.state.MetricRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkFixture.class)
class LandedFilesIT {

    private final SparkSession spark;
    private final SinkSpec spec = new SinkSpec(
            People.RUN,
            People.columns(People.key()).stream()
                    .map(column -> GovernedColumn.kept(column.name(), column.type()))
                    .toList(),
            List.of(),
            List.of(),
            MetricRequest.countsOnly(),
            Origin.KEPT);

    @TempDir
    private Path folder;

    LandedFilesIT(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void landedRowsAreThoseThatCameAndNobodyElseCanReadThem() throws IOException {
        String namespace = SparkFixture.freshNamespace(spark);
        People.createTables(spark, namespace, spec);
        Dataset<Row> rows = People.rows(spark, 2_000, 3)
                .drop(SinkColumns.MARK_PREFIX + 0, SinkColumns.MARK_PREFIX + 1, SinkColumns.MARK_PREFIX + 2);
        try (LandedFiles landed = new LandedFiles(spark, folder, spec.released())) {
            SinkResult result = GoverningSink.write(
                    spark,
                    rows,
                    spec,
                    new SinkTargets(
                            SinkTarget.append(landed.table()),
                            Optional.empty(),
                            Optional.of(IcebergTargets.branch(spark, namespace, "source", SinkTarget.Load.APPEND))));

            Dataset<Row> back = landed.rows();
            Dataset<Row> readable = People.produced(rows);
            assertThat(back.schema().fieldNames()).isEqualTo(rows.schema().fieldNames());
            assertThat(back.count()).isEqualTo(result.counts().released());
            assertThat(back.drop(SinkColumns.UNREADABLE)
                            .exceptAll(readable.drop(SinkColumns.UNREADABLE))
                            .count())
                    .isZero();
            assertThat(result.counts().unreadable()).isEqualTo(2_000 - readable.count());

            List<Path> files = files();
            assertThat(files).hasSizeGreaterThanOrEqualTo(3);
            for (Path file : files) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(People.CANARY, "balance", "张三");
            }
            Path data = files.stream()
                    .filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
            assertThatThrownBy(() -> spark.read().parquet(data.toString()).count())
                    .as("without the key")
                    .hasStackTraceContaining("encrypted");
            assertThat(back.queryExecution().toString()).doesNotContain("weir.landing.key");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void aKeyThatWasForgottenOpensNothing() {
        LandedFiles landed = new LandedFiles(spark, folder, spec.released());
        GoverningSink.write(
                spark,
                People.rows(spark, 4, 1)
                        .drop(SinkColumns.MARK_PREFIX + 0, SinkColumns.MARK_PREFIX + 1, SinkColumns.MARK_PREFIX + 2),
                spec,
                new SinkTargets(SinkTarget.append(landed.table()), Optional.empty(), Optional.empty()));
        Dataset<Row> rows = landed.rows();
        assertThat(rows.count()).isEqualTo(4);
        landed.close();

        assertThatThrownBy(rows::count).isInstanceOf(Exception.class);
        assertThat(landed.rows().count()).isZero();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }
}
