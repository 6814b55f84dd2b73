package dev.weir.jobs.engine.files;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.sink.GoverningSink;
import dev.weir.jobs.engine.sink.IcebergTargets;
import dev.weir.jobs.engine.sink.People;
import dev.weir.jobs.engine.sink.SinkResult;
import dev.weir.jobs.engine.sink.SinkTarget;
import dev.weir.jobs.engine.sink.SinkTargets;
import dev.weir.jobs.engine.sink.spec.GovernedColumn;
import dev.weir.jobs.engine.sink.spec.Origin;
import dev.weir.jobs.engine.sink.spec.SinkColumns;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.privacy.keys.WorkspaceKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;
import scala.collection.JavaConverters;

@ExtendWith(SparkFixture.class)
class DeltaFilesIT {

    private static final WorkspaceKey KEY = People.key();
    private static final long ROWS = 3_000;

    private final SparkSession spark;
    private final SinkSpec spec = People.spec(KEY);
    private final List<AddFile> product = new ArrayList<>();
    private final List<AddFile> quarantine = new ArrayList<>();
    private final List<AddFile> source = new ArrayList<>();

    @TempDir
    private Path folder;

    DeltaFilesIT(SparkSession spark) {
        this.spark = spark;
    }

    @Tag("slow")
    @Test
    void committedFilesHoldTheRowsThatIcebergWouldHold() throws IOException {
        Dataset<Row> rows = People.rows(spark, ROWS, 3);
        createTable("people", spec.released());
        SinkResult result = GoverningSink.write(spark, rows, spec, targets());

        assertThat(delta("people").count()).as("before anybody commits").isZero();
        commit("people", product);
        assertThat(delta("people").count()).isEqualTo(result.counts().released());
        assertThat(product).hasSize(3);
        Dataset<Row> expected = People.produced(rows).where(not(People.takenOut()));
        assertThat(delta("people")
                        .select("id", "seen", "wall", "balance", "tags", "address")
                        .exceptAll(expected.select("id", "seen", "wall", "balance", "tags", "address"))
                        .count())
                .isZero();

        String namespace = SparkFixture.freshNamespace(spark);
        People.createTables(spark, namespace, spec);
        SinkResult iceberg =
                GoverningSink.write(spark, rows.repartition(2, col("id")), spec, IcebergTargets.all(spark, namespace));
        assertThat(iceberg.content()).isEqualTo(result.content());
    }

    @Test
    void statisticsAreThoseThatDeltaWouldHaveWritten() throws IOException {
        createTable("people", spec.released());
        GoverningSink.write(spark, People.rows(spark, ROWS, 1), spec, targets());
        commit("people", product);
        delta("people").coalesce(1).write().format("delta").save(location("copy"));

        JsonNode ours = new ObjectMapper().readTree(product.get(0).stats());
        JsonNode theirs = statisticsOfDelta("copy");
        assertThat(ours.get("numRecords")).isEqualTo(theirs.get("numRecords"));
        for (String part : List.of("minValues", "maxValues", "nullCount")) {
            assertThat(ours.get(part).size()).isGreaterThan(8);
            ours.get(part).fields().forEachRemaining(entry -> {
                JsonNode expected = theirs.get(part).get(entry.getKey());
                assertThat(expected).as(part + " of " + entry.getKey()).isNotNull();
                if (expected.isNumber()) {
                    assertThat(entry.getValue().decimalValue())
                            .as(part + " of " + entry.getKey())
                            .isEqualByComparingTo(expected.decimalValue());
                } else {
                    assertThat(entry.getValue())
                            .as(part + " of " + entry.getKey())
                            .isEqualTo(expected);
                }
            });
        }
        assertThat(ours.get("maxValues").has("ratio"))
                .as("a column with NaN has no bounds")
                .isFalse();
    }

    @Test
    void taskThatFailsLeavesNoFileBehind() throws IOException {
        UserDefinedFunction fails = functions
                .udf(
                        (UDF1<Long, Long>) id -> {
                            if (id != null && id == 1_400 && TaskContext.get().attemptNumber() < 2) {
                                throw new IllegalStateException("injected");
                            }
                            return id;
                        },
                        DataTypes.LongType)
                .asNondeterministic();
        createTable("people", spec.released());
        SinkResult result = GoverningSink.write(
                spark, People.rows(spark, ROWS, 2).withColumn("id", fails.apply(col("id"))), spec, targets());

        assertThat(result.counts().produced() + result.counts().unreadable()).isEqualTo(ROWS);
        assertThat(files("people")).hasSize(product.size());
        assertThat(files("quarantine")).hasSize(quarantine.size());
        assertThat(files("source")).hasSize(source.size());
    }

    @Test
    void writeThatFailsLeavesNoFileBehind() throws IOException {
        UserDefinedFunction fails = functions
                .udf(
                        (UDF1<Long, Long>) id -> {
                            if (id != null && id == 2_900) {
                                throw new IllegalStateException("injected");
                            }
                            return id;
                        },
                        DataTypes.LongType)
                .asNondeterministic();
        createTable("people", spec.released());
        Dataset<Row> rows = People.rows(spark, ROWS, 3).withColumn("id", fails.apply(col("id")));
        SinkTargets targets = targets();

        assertThatThrownBy(() -> GoverningSink.write(spark, rows, spec, targets))
                .hasStackTraceContaining("injected");
        assertThat(files("people")).isEmpty();
        assertThat(files("quarantine")).isEmpty();
        assertThat(files("source")).isEmpty();
    }

    @Test
    void longTextsHaveBoundsThatHoldThemAndEarlyDatesAreWrittenAsTheyAre() throws IOException {
        String greatest = "z".repeat(40);
        StructType columns = new StructType().add("text", "string").add("founded", "date");
        SinkSpec plain = new SinkSpec(
                People.RUN,
                List.of(
                        GovernedColumn.kept("text", DataTypes.StringType),
                        GovernedColumn.kept("founded", DataTypes.DateType)),
                SinkSpec.Rules.NONE,
                dev.weir.quality.state.MetricRequest.countsOnly(),
                Origin.LEFT_OUT);
        Dataset<Row> rows = spark.sql(
                "SELECT '" + greatest + "' AS text, date'0999-03-01' AS founded, 'f' AS _weir_file, 1L AS _weir_line,"
                        + " cast(null as array<struct<rule:string,column:string,detail:string>>) AS _weir_unreadable");
        GoverningSink.write(
                spark,
                rows,
                plain,
                new SinkTargets(
                        SinkTarget.append(
                                DeltaFilesTable.open(spark, location("texts"), People.RUN, columns, product::addAll)),
                        Optional.empty(),
                        Optional.empty()));

        JsonNode statistics = new ObjectMapper().readTree(product.get(0).stats());
        assertThat(statistics.at("/minValues/text").asText()).isEqualTo("z".repeat(32));
        assertThat(statistics.at("/maxValues/text").asText())
                .isEqualTo("z".repeat(32) + new String(Character.toChars(0x10FFFF)));
        assertThat(product.get(0).path()).contains(People.RUN);
        assertThat(spark.read()
                        .parquet(location("texts"))
                        .where("founded = date'0999-03-01'")
                        .count())
                .isOne();
    }

    /** What Delta's own writer says of the one file that a table was made of. */
    private JsonNode statisticsOfDelta(String table) throws IOException {
        Path first = Path.of(location(table)).resolve("_delta_log").resolve("00000000000000000000.json");
        for (String line : Files.readAllLines(first)) {
            JsonNode statistics = new ObjectMapper().readTree(line).at("/add/stats");
            if (statistics.isTextual()) {
                return new ObjectMapper().readTree(statistics.asText());
            }
        }
        throw new AssertionError("The first version of the table adds no file with statistics");
    }

    private SinkTargets targets() {
        return new SinkTargets(
                SinkTarget.append(
                        DeltaFilesTable.open(spark, location("people"), People.RUN, spec.released(), product::addAll)),
                Optional.of(SinkTarget.append(DeltaFilesTable.open(
                        spark, location("quarantine"), People.RUN, spec.quarantine(), quarantine::addAll))),
                Optional.of(SinkTarget.append(DeltaFilesTable.open(
                        spark, location("source"), People.RUN, SinkColumns.SOURCE_QUARANTINE, source::addAll))));
    }

    private String location(String table) {
        return folder.resolve("with space").resolve(table).toString();
    }

    private void createTable(String table, StructType columns) {
        spark.createDataFrame(List.of(), columns).write().format("delta").save(location(table));
    }

    private Dataset<Row> delta(String table) {
        return spark.read().format("delta").load(location(table));
    }

    private void commit(String table, List<AddFile> files) {
        OptimisticTransaction transaction =
                DeltaLog.forTable(spark, location(table)).startTransaction(Option.empty(), Option.empty());
        List<Action> actions = new ArrayList<>(files);
        transaction.commit(
                JavaConverters.asScalaBuffer(actions).toSeq(),
                new DeltaOperations.Write(SaveMode.Append, Option.empty(), Option.empty(), Option.empty()));
    }

    /** Data files on disk that are not those of the empty table's making. */
    private List<Path> files(String table) throws IOException {
        Path path = Path.of(location(table));
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.list(path)) {
            return walk.filter(file -> file.getFileName().toString().contains(People.RUN)
                            && file.toString().endsWith(".parquet"))
                    .toList();
        }
    }
}
