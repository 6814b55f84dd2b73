package dev.weir.jobs.engine.sink;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.amazon.deequ.analyzers.ApproxCountDistinct;
import com.amazon.deequ.analyzers.ApproxCountDistinctState;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.content.NaiveContent;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.privacy.keys.WorkspaceKey;
import dev.weir.quality.state.ColumnState;
import dev.weir.quality.state.DecimalState;
import dev.weir.quality.state.LengthState;
import dev.weir.quality.state.LongState;
import dev.weir.quality.state.NumberState;
import dev.weir.quality.state.TableState;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.GeneralSecurityException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import scala.Option;

/** What the sink measures, against Spark's aggregates, Deequ's registers and a hash computed by the document. */
@ExtendWith(SparkFixture.class)
class SinkStatesIT {

    private static final WorkspaceKey KEY = People.key();

    private final SparkSession spark;
    private final String namespace;
    private final SinkSpec spec = People.spec(KEY);

    SinkStatesIT(SparkSession spark) {
        this.spark = spark;
        this.namespace = SparkFixture.freshNamespace(spark);
    }

    @Test
    @Tag("slow")
    void measuresWhatSparkAndDeequMeasure() throws IOException, GeneralSecurityException {
        People.createTables(spark, namespace, spec);
        Dataset<Row> rows = People.rows(spark, 3_000, 4).cache();
        SinkResult result = GoverningSink.write(spark, rows, spec, IcebergTargets.all(spark, namespace));

        Dataset<Row> produced = People.produced(rows);
        assertStates(result.measured().produced(), produced);
        assertThat(result.measured().released().column("age").nonNull())
                .isEqualTo(produced.where(not(People.takenOut()).and(col("age").isNotNull()))
                        .count());
        for (String column : List.of("id", "rid", "age", "small", "weight", "ratio", "price", "balance", "active")) {
            ApproxCountDistinctState deequ = new ApproxCountDistinct(column, Option.empty())
                    .computeStateFrom(produced, Option.empty())
                    .get();
            assertThat(result.measured()
                            .produced()
                            .column(column)
                            .distinct()
                            .orElseThrow()
                            .words())
                    .as(column)
                    .isEqualTo(deequ.words());
        }

        // Iceberg has no integer of 16 bits and keeps it in 32.
        Dataset<Row> staged = spark.table("weir." + namespace + ".people.branch_" + IcebergTargets.BRANCH)
                .withColumn("small", col("small").cast("smallint"));
        assertThat(result.content().content())
                .isEqualTo(NaiveContent.of(staged.collectAsList(), spec.released(), "weir-rows-1"));
    }

    private void assertStates(TableState state, Dataset<Row> rows) {
        assertThat(state.rows()).isEqualTo(rows.count());
        for (ColumnState column : state.columns()) {
            String name = column.name();
            Row spoken = rows.select(
                            functions.count(name),
                            functions.min(name),
                            functions.max(name),
                            functions.min(functions.length(col(name).cast("string"))),
                            functions.max(functions.length(col(name).cast("string"))))
                    .first();
            assertThat(column.nonNull()).as(name).isEqualTo(spoken.getLong(0));
            if (column.lengths().isPresent()) {
                LengthState lengths = column.lengths().get();
                assertThat(List.of(lengths.shortest(), lengths.longest()))
                        .as(name)
                        .isEqualTo(List.of(spoken.getInt(3), spoken.getInt(4)));
            }
            if (List.of("id", "age", "small", "weight", "price", "balance").contains(name)) {
                assertNumbers(name, column.numbers().orElseThrow(), rows);
            }
        }
    }

    private static void assertNumbers(String name, NumberState numbers, Dataset<Row> rows) {
        Row spoken = rows.select(
                        functions.min(col(name).cast("double")),
                        functions.max(col(name).cast("double")),
                        functions.sum(col(name).cast("decimal(38,6)")),
                        functions.avg(col(name).cast("double")),
                        functions.var_pop(col(name).cast("double")))
                .first();
        assertThat(numbers.minimum()).as(name).isEqualTo(spoken.getDouble(0));
        assertThat(numbers.maximum()).as(name).isEqualTo(spoken.getDouble(1));
        assertThat(numbers.mean())
                .as(name)
                .isCloseTo(spoken.getDouble(3), within(1e-9 * Math.abs(spoken.getDouble(3))));
        assertThat(numbers.m2() / numbers.count())
                .as(name)
                .isCloseTo(spoken.getDouble(4), within(1e-9 * spoken.getDouble(4)));
        if (numbers instanceof LongState longs) {
            assertThat(new BigDecimal(longs.exactSum())).as(name).isEqualByComparingTo(spoken.getDecimal(2));
        } else if (numbers instanceof DecimalState decimals) {
            assertThat(decimals.exactSum()).as(name).isEqualByComparingTo(spoken.getDecimal(2));
        }
    }
}
