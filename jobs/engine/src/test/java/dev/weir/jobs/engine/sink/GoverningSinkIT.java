package dev.weir.jobs.engine.sink;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.contracts.Severity;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.content.ContentSum;
import dev.weir.jobs.engine.mask.MaskColumns;
import dev.weir.jobs.engine.sink.spec.Origin;
import dev.weir.jobs.engine.sink.spec.RowRule;
import dev.weir.jobs.engine.sink.spec.SinkColumns;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.quality.state.MetricRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkFixture.class)
class GoverningSinkIT {

    private static final WorkspaceKey KEY = People.key();
    private static final long ROWS = 3_000;

    private final SparkSession spark;
    private final String namespace;
    private final SinkSpec spec = People.spec(KEY);

    GoverningSinkIT(SparkSession spark) {
        this.spark = spark;
        this.namespace = SparkFixture.freshNamespace(spark);
    }

    @BeforeEach
    void createTables() {
        People.createTables(spark, namespace, spec);
    }

    @Test
    void splitsRowsAsPlainFiltersDo() {
        Dataset<Row> rows = People.rows(spark, ROWS, 5);
        SinkResult result = GoverningSink.write(spark, rows, spec, IcebergTargets.all(spark, namespace));

        Dataset<Row> produced = People.produced(rows);
        long quarantined = produced.where(People.takenOut()).count();
        assertThat(result.counts())
                .isEqualTo(new SinkResult.Counts(
                        produced.count(), produced.count() - quarantined, quarantined, 0, ROWS - produced.count()));
        assertThat(quarantined).isBetween(1L, produced.count() - 1);
        assertThat(ids(staged("people"))).isEqualTo(ids(produced.where(not(People.takenOut()))));
        assertThat(ids(staged("quarantine"))).isEqualTo(ids(produced.where(People.takenOut())));
        assertThat(staged("source").count()).isEqualTo(ROWS - produced.count());
        for (String table : List.of("people", "quarantine", "source")) {
            assertThat(spark.table("weir." + namespace + "." + table).count())
                    .as("readers of " + table + " see nothing of it yet")
                    .isZero();
        }
    }

    @Test
    void countsEachRuleAsAPlainFilterDoes() {
        Dataset<Row> rows = People.rows(spark, ROWS, 3);
        SinkResult result = GoverningSink.write(spark, rows, spec, IcebergTargets.all(spark, namespace));

        Dataset<Row> produced = People.produced(rows);
        List<Column> sums = new ArrayList<>();
        spec.rules().ofRow().forEach(rule -> sums.add(functions.count_if(not(rule.predicate()))));
        for (int i = 0; i < spec.rules().markers().size(); i++) {
            sums.add(functions.count_if(col(SinkColumns.MARK_PREFIX + i).isNotNull()));
        }
        Row expected = produced.select(sums.toArray(new Column[0])).first();
        for (int i = 0; i < sums.size(); i++) {
            SinkResult.RuleCount rule = result.rules().get(i);
            assertThat(rule.failed()).as(rule.rule()).isEqualTo(expected.getLong(i));
            assertThat(rule.evaluated()).as(rule.rule()).isEqualTo(produced.count());
        }
        assertThat(result.rules())
                .filteredOn(rule -> rule.failed() > 0)
                .extracting(SinkResult.RuleCount::rule)
                .contains("people.rid.required", "heavy", "price-in-range", "one-of-ten", "people.odd");
    }

    @Test
    void quarantinedRowsTellEveryReasonButWarnings() {
        GoverningSink.write(spark, People.rows(spark, ROWS, 3), spec, IcebergTargets.all(spark, namespace));

        // 0 breaks: no identity number (0 % 13), marks 0, 1 and 2.
        Row row = staged("quarantine").where("id = 0").first();
        assertThat(row.<String>getAs(SinkColumns.RUN)).isEqualTo(People.RUN);
        assertThat(row.<String>getAs(SinkColumns.FILE)).isEqualTo("f0.csv");
        assertThat(row.<Long>getAs(SinkColumns.LINE)).isEqualTo(2);
        assertThat(row.<Row>getList(row.fieldIndex(SinkColumns.REASONS)))
                .extracting(reason -> reason.getString(0), reason -> reason.getString(1), reason -> reason.getString(2))
                .contains(
                        tuple("people.rid.required", "rid", null),
                        tuple("people.parent.reference", "id", "no such parent"),
                        tuple("people.key", "id", "twice"))
                .extracting(reason -> reason.toList().get(0))
                .doesNotContain("people.odd", "heavy");

        Row unreadable = staged("source").where(SinkColumns.LINE + " = 7").first();
        assertThat(unreadable.<Row>getList(3))
                .extracting(reason -> reason.getString(0))
                .containsExactly("unreadable.type");
    }

    @Tag("slow")
    @Test
    void masksAsTheColumnFormOfTheSameMaskDoes() {
        Dataset<Row> rows = People.rows(spark, ROWS, 3);
        GoverningSink.write(spark, rows, spec, IcebergTargets.all(spark, namespace));

        Dataset<Row> masked = MaskColumns.masked(People.produced(rows).where(not(People.takenOut())), spec.columns());
        assertThat(masked.schema().fieldNames())
                .isEqualTo(staged("people").schema().fieldNames());
        assertThat(staged("people").exceptAll(masked).count()).isZero();
        assertThat(masked.exceptAll(staged("people")).count()).isZero();
        assertThat(masked.queryExecution().toString())
                .contains("pseudonymise", "shift")
                .doesNotContain("DerivedKey", "MaskRecipe");
        assertThat(staged("people")
                        .where("rid IS NOT NULL AND NOT rid RLIKE '^[0-9a-f]{32}$'")
                        .count())
                .isZero();
        assertThat(staged("people")
                        .where("name <> '[NAME]' OR illness IS NOT NULL")
                        .count())
                .isZero();
        assertThat(staged("quarantine").where("rid IS NULL"))
                .satisfies(nobodys -> assertThat(nobodys.count()).isPositive())
                .satisfies(nobodys ->
                        assertThat(nobodys.where("moved IS NOT NULL").count()).isZero());
    }

    @Test
    void noClearValueOfAMaskedColumnReachesAFile() throws IOException {
        Path folder = SparkFixture.warehouse().resolve(namespace);
        GoverningSink.write(spark, People.rows(spark, ROWS, 3), spec, IcebergTargets.all(spark, namespace));

        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        assertThat(files)
                .filteredOn(file -> file.toString().endsWith(".parquet"))
                .hasSizeGreaterThan(5)
                .allSatisfy(file -> assertThat(file.getFileName().toString()).contains(People.RUN));
        for (Path file : files) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain(People.CANARY);
        }
    }

    @Test
    void taskThatFailsAndRunsAgainCountsOnce() {
        Dataset<Row> rows = People.rows(spark, ROWS, 4);
        UserDefinedFunction fails = functions
                .udf(
                        (UDF1<Long, Long>) id -> {
                            if (id != null
                                    && id % 1499 == 1498
                                    && TaskContext.get().attemptNumber() < 2) {
                                throw new IllegalStateException("injected");
                            }
                            return id;
                        },
                        DataTypes.LongType)
                .asNondeterministic();
        SinkResult once = GoverningSink.write(spark, rows, spec, IcebergTargets.all(spark, namespace));
        People.createTables(spark, namespace, spec);
        SinkResult again = GoverningSink.write(
                spark, rows.withColumn("id", fails.apply(col("id"))), spec, IcebergTargets.all(spark, namespace));

        assertThat(again.counts()).isEqualTo(once.counts());
        assertThat(again.rules()).isEqualTo(once.rules());
        assertThat(again.content()).isEqualTo(once.content());
        assertThat(staged("people").count()).isEqualTo(once.counts().released());
        assertThat(staged("quarantine").count()).isEqualTo(once.counts().quarantined());
        assertThat(staged("source").count()).isEqualTo(once.counts().unreadable());
    }

    @Test
    void writeThatFailsLeavesNothingToSee() {
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
        Dataset<Row> rows = People.rows(spark, ROWS, 4).withColumn("id", fails.apply(col("id")));
        SinkTargets targets = IcebergTargets.all(spark, namespace);

        assertThatThrownBy(() -> GoverningSink.write(spark, rows, spec, targets))
                .hasStackTraceContaining("injected");
        assertThat(staged("people").count()).isZero();
        assertThat(staged("quarantine").count()).isZero();
        assertThat(staged("source").count()).isZero();
    }

    @Test
    void replacesTheRowsThatAreThere() {
        SinkResult many =
                GoverningSink.write(spark, People.rows(spark, ROWS, 2), spec, IcebergTargets.all(spark, namespace));
        SinkResult few =
                GoverningSink.write(spark, People.rows(spark, 100, 2), spec, IcebergTargets.all(spark, namespace));

        assertThat(staged("people").count()).isEqualTo(few.counts().released());
        assertThat(staged("quarantine").count())
                .isEqualTo(many.counts().quarantined() + few.counts().quarantined());
    }

    @Test
    void contentHashKnowsNeitherOrderNorPartitionsAndSeesOneRow() {
        Dataset<Row> rows = People.rows(spark, ROWS, 3);
        ContentSum hash = GoverningSink.write(spark, rows, spec, IcebergTargets.all(spark, namespace))
                .content();
        ContentSum shuffled = GoverningSink.write(
                        spark,
                        rows.repartition(7, col("weight")).sortWithinPartitions(col("price")),
                        spec,
                        IcebergTargets.all(spark, namespace))
                .content();
        ContentSum oneLess = GoverningSink.write(
                        spark, rows.where("id <> 1"), spec, IcebergTargets.all(spark, namespace))
                .content();

        assertThat(shuffled).isEqualTo(hash);
        assertThat(oneLess).isNotEqualTo(hash);
    }

    @Test
    void partitionedTableIsClusteredAsItsWriteAsks() {
        People.createTable(
                spark,
                namespace,
                "people",
                spec.released(),
                Expressions.bucket(4, "id"),
                Expressions.identity("active"));
        SinkTargets targets = IcebergTargets.all(spark, namespace);
        SinkResult result = GoverningSink.write(spark, People.rows(spark, ROWS, 3), spec, targets);

        assertThat(staged("people").count()).isEqualTo(result.counts().released());
    }

    @Test
    void refusesToPartitionByAMaskedColumn() {
        People.createTable(spark, namespace, "people", spec.released(), Expressions.identity("rid"));
        SinkTargets targets = IcebergTargets.all(spark, namespace);

        assertThatThrownBy(() -> GoverningSink.write(spark, People.rows(spark, 10, 1), spec, targets))
                .hasStackTraceContaining("Column 'rid' orders or partitions the product's table and is masked");
    }

    @Test
    void refusesRowsThatAreNotAsSpecified() {
        SinkTargets targets = IcebergTargets.all(spark, namespace);
        Dataset<Row> rows = People.rows(spark, 10, 1);

        assertThatThrownBy(() -> GoverningSink.write(spark, rows.drop("age"), spec, targets))
                .hasMessageContaining("The sink takes the columns");
        assertThatThrownBy(() -> GoverningSink.write(
                        spark, rows.withColumn("age", col("age").cast("bigint")), spec, targets))
                .hasMessage("Column 'age' comes as bigint and should be int");
    }

    @Test
    void refusesRulesThatTakeRowsOutWithoutAQuarantine() {
        SinkTargets targets = new SinkTargets(
                IcebergTargets.branch(spark, namespace, "people", SinkTarget.Load.APPEND),
                Optional.empty(),
                Optional.empty());

        assertThatThrownBy(() -> GoverningSink.write(spark, People.rows(spark, 10, 1), spec, targets))
                .hasMessageContaining("there is no quarantine");
    }

    @Test
    void refusesAPredicateThatNeedsMoreThanTheRow() {
        SinkSpec counting = new SinkSpec(
                People.RUN,
                spec.columns(),
                new SinkSpec.Rules(List.of(RowRule.sql("count", "count(id) > 1", "id", Severity.WARN)), List.of()),
                MetricRequest.countsOnly(),
                Origin.LEFT_OUT);
        SinkTargets targets = IcebergTargets.all(spark, namespace);
        Dataset<Row> rows = People.rows(spark, 10, 1)
                .drop(SinkColumns.MARK_PREFIX + 0, SinkColumns.MARK_PREFIX + 1, SinkColumns.MARK_PREFIX + 2);

        assertThatThrownBy(() -> GoverningSink.write(spark, rows, counting, targets))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs more than the row at hand");
    }

    private Dataset<Row> staged(String table) {
        return spark.table("weir." + namespace + "." + table + ".branch_" + IcebergTargets.BRANCH);
    }

    private static List<Long> ids(Dataset<Row> rows) {
        return rows.select("id").as(org.apache.spark.sql.Encoders.LONG()).collectAsList().stream()
                .sorted()
                .toList();
    }
}
