package dev.weir.jobs.engine.landed;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.content.HashMethod;
import dev.weir.jobs.engine.custody.KeyCustody;
import dev.weir.jobs.engine.sink.GoverningSink;
import dev.weir.jobs.engine.sink.IcebergTargets;
import dev.weir.jobs.engine.sink.People;
import dev.weir.jobs.engine.sink.SideOutput;
import dev.weir.jobs.engine.sink.SinkResult;
import dev.weir.jobs.engine.sink.SinkTarget;
import dev.weir.jobs.engine.sink.SinkTargets;
import dev.weir.jobs.engine.sink.spec.GovernedColumn;
import dev.weir.jobs.engine.sink.spec.Origin;
import dev.weir.jobs.engine.sink.spec.SinkColumns;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.jobs.engine.sink.spec.Watch;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.quality.state.MetricRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import scala.reflect.ClassTag$;

@ExtendWith(SparkFixture.class)
class LandedFilesIT {

    private final SparkSession spark;
    private final SinkSpec spec = new SinkSpec(
            People.RUN,
            People.columns(People.key()).stream()
                    .map(column -> GovernedColumn.kept(column.name(), column.type()))
                    .toList(),
            SinkSpec.Rules.NONE,
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
        try (LandedFiles landed = new LandedFiles(spark, folder.toString(), spec.released())) {
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
            assertThat(back.queryExecution().toString()).doesNotContain("CurrentFileKey", "weir.key");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void aKeyThatWasForgottenOpensNothing() {
        LandedFiles landed = new LandedFiles(spark, folder.toString(), spec.released());
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

    /** As where executors are other processes: all tasks of a stage share what is broadcast, and each has its own partition. */
    @Test
    void aKeyThatTravelsIsInTheTaskThatReadsItsFileAndInNothingThatIsBroadcast() {
        SparkConf cluster = new SparkConf(false)
                .setMaster("spark://somewhere:7077")
                .set("spark.authenticate", "true")
                .set("spark.network.crypto.enabled", "true")
                .set("spark.network.crypto.saslFallback", "false");
        LandedFiles landed = new LandedFiles(spark, folder.toString(), spec.released(), KeyCustody.of(cluster));
        String namespace = SparkFixture.freshNamespace(spark);
        People.createTables(spark, namespace, spec);
        SinkResult result = GoverningSink.write(
                spark,
                People.rows(spark, 200, 3)
                        .drop(SinkColumns.MARK_PREFIX + 0, SinkColumns.MARK_PREFIX + 1, SinkColumns.MARK_PREFIX + 2),
                spec,
                new SinkTargets(
                        SinkTarget.append(landed.table()),
                        Optional.empty(),
                        Optional.of(IcebergTargets.branch(spark, namespace, "source", SinkTarget.Load.APPEND))));
        Dataset<Row> rows = landed.rows();
        assertThat(rows.count()).isEqualTo(result.counts().released());

        List<String> keys = landed.written().stream()
                .map(file -> text(requireNonNull(file.key()).bytes()))
                .toList();
        assertThat(keys).hasSize(3).doesNotHaveDuplicates();
        RDD<InternalRow> read = rows.queryExecution().toRdd();
        List<String> partitions =
                Arrays.stream(read.partitions()).map(LandedFilesIT::serialised).toList();
        assertThat(keys).allMatch(key -> partitions.stream().anyMatch(task -> task.contains(key)));
        String shared = serialised(read);
        assertThat(keys).noneMatch(shared::contains);
        assertThat(rows.queryExecution().toString()).doesNotContain(keys);

        landed.close();
        assertThatThrownBy(rows::count).isInstanceOf(Exception.class);
    }

    private static String serialised(Object travelling) {
        ByteBuffer bytes = SparkEnv.get()
                .closureSerializer()
                .newInstance()
                .serialize(travelling, ClassTag$.MODULE$.apply(Object.class));
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return text(copy);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void keepsClearColumnsAsideWithTheFateOfEachRow() throws IOException {
        WorkspaceKey key = People.key();
        SinkSpec whole = People.spec(key);
        SinkSpec aside = new SinkSpec(
                whole.run(),
                whole.columns(),
                whole.rules(),
                whole.metrics(),
                new SinkSpec.Kept(whole.kept().origin(), 0, List.of("note", "rid", "price", "id")),
                Watch.NOTHING,
                HashMethod.ROWS);
        String namespace = SparkFixture.freshNamespace(spark);
        People.createTables(spark, namespace, aside);
        Dataset<Row> rows = People.rows(spark, 2_000, 3);
        try (LandedFiles kept = new LandedFiles(spark, folder.toString(), aside.keptAside())) {
            GoverningSink.write(
                    spark,
                    rows,
                    aside,
                    IcebergTargets.all(spark, namespace).with(SideOutput.ASIDE, SinkTarget.append(kept.table())));

            Dataset<Row> expected = People.produced(rows)
                    .select(
                            col("note"),
                            col("rid"),
                            col("price"),
                            col("id"),
                            when(People.takenOut(), SinkColumns.QUARANTINED)
                                    .otherwise(SinkColumns.RELEASED)
                                    .as(SinkColumns.FATE));
            assertThat(kept.stored().exceptAll(expected).count()).isZero();
            assertThat(expected.exceptAll(kept.stored()).count()).isZero();
            for (Path file : files()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(People.CANARY);
            }
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void keepsAFewRowsOfEachRuleThatWarns() {
        SinkSpec warning = People.clearSpec();
        String namespace = SparkFixture.freshNamespace(spark);
        Dataset<Row> samples = warned(namespace, warning, People.rows(spark, 2_000, 3));
        assertThat(samples.select("id", "small", "weight")
                        .exceptAll(released(namespace).select("id", "small", "weight"))
                        .count())
                .as("each is released as well")
                .isZero();
    }

    @Test
    void keepsNoValueOfARowThatWarnsWhereAMaskHidesSomething() {
        SinkSpec warning = People.spec(People.key());
        String namespace = SparkFixture.freshNamespace(spark);
        Dataset<Row> rows = People.rows(spark, 2_000, 3)
                .sortWithinPartitions(col(SinkColumns.LINE).desc());
        Dataset<Row> samples = warned(namespace, warning, rows);
        for (String column : warning.masked().fieldNames()) {
            assertThat(samples.where(col(column).isNotNull()).count())
                    .as("'%s' joins a line to what is released", column)
                    .isZero();
        }
        Map<String, List<String>> places = samples
                .select(col("_file"), concat(col(SinkColumns.FILE), format_string("#%09d", col(SinkColumns.LINE))))
                .collectAsList()
                .stream()
                .collect(Collectors.groupingBy(
                        row -> row.getString(0), Collectors.mapping(row -> row.getString(1), Collectors.toList())));
        assertThat(places).hasSize(3);
        assertThat(places.values())
                .as("in no order of the released rows")
                .allSatisfy(lines -> assertThat(lines).isSorted().doesNotContainNull());
    }

    /** Of each of the two rules that warn, six rows of each task. */
    private Dataset<Row> warned(String namespace, SinkSpec warning, Dataset<Row> rows) {
        People.createTables(spark, namespace, warning);
        People.createTable(spark, namespace, "warned", warning.quarantine());
        SinkResult result = GoverningSink.write(
                spark,
                rows,
                warning,
                IcebergTargets.all(spark, namespace)
                        .with(
                                SideOutput.WARNED,
                                IcebergTargets.branch(spark, namespace, "warned", SinkTarget.Load.APPEND)));
        Dataset<Row> samples = spark.table("weir." + namespace + ".warned.branch_" + IcebergTargets.BRANCH);
        Dataset<Row> byRule = samples.selectExpr("explode(" + SinkColumns.REASONS + ".rule) AS rule")
                .groupBy("rule")
                .count();
        assertThat(byRule.collectAsList())
                .extracting(row -> row.getString(0), row -> row.getLong(1))
                .containsExactlyInAnyOrder(tuple("heavy", 18L), tuple("people.odd", 18L));
        assertThat(result.counts().released()).isEqualTo(released(namespace).count());
        return samples;
    }

    private Dataset<Row> released(String namespace) {
        return spark.table("weir." + namespace + ".people.branch_" + IcebergTargets.BRANCH);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }
}
