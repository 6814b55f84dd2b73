package dev.weir.jobs.engine.content;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.engine.sink.GoverningSink;
import dev.weir.jobs.engine.sink.IcebergTargets;
import dev.weir.jobs.engine.sink.People;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@ExtendWith(SparkFixture.class)
class ContentSumsIT {

    private final SparkSession spark;

    @TempDir
    private Path folder;

    ContentSumsIT(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void rowsAddUpAlikeInTheSinkAndWhereverTheyLie() throws IOException, GeneralSecurityException {
        SinkSpec spec = People.spec(People.key()).hashed(HashMethod.LTHASH);
        String namespace = SparkFixture.freshNamespace(spark);
        People.createTables(spark, namespace, spec);
        Dataset<Row> rows = People.rows(spark, 600, 3);
        ContentSum inSink = GoverningSink.write(spark, rows, spec, IcebergTargets.all(spark, namespace))
                .content();

        // Iceberg has no integer of 16 bits and keeps it in 32.
        Dataset<Row> iceberg = spark.table("weir." + namespace + ".people.branch_" + IcebergTargets.BRANCH)
                .withColumn("small", col("small").cast("smallint"));
        iceberg.repartition(5)
                .sortWithinPartitions("weight")
                .write()
                .format("delta")
                .save(folder + "/delta");
        Dataset<Row> delta = spark.read().format("delta").load(folder + "/delta");
        iceberg.sort("price").coalesce(1).write().parquet(folder + "/parquet");
        Dataset<Row> parquet = spark.read().parquet(folder + "/parquet");

        assertThat(ContentSums.of(iceberg, HashMethod.LTHASH)).isEqualTo(inSink);
        assertThat(ContentSums.of(delta, HashMethod.LTHASH)).isEqualTo(inSink);
        assertThat(ContentSums.of(parquet.repartition(7, col("seen")), HashMethod.LTHASH))
                .isEqualTo(inSink);
        for (HashMethod method : new HashMethod[] {HashMethod.ROWS, HashMethod.LTHASH}) {
            assertThat(ContentSums.of(delta, method).content())
                    .isEqualTo(NaiveContent.of(iceberg.collectAsList(), spec.released(), method.word()));
        }
    }

    @Test
    void aPartTakenAwayLeavesTheSumOfTheRest() {
        Dataset<Row> rows = spark.range(0, 1_000, 1, 3).selectExpr("id", "cast(id % 7 as string) AS day");
        ContentSum whole = ContentSums.of(rows, HashMethod.ROWS);
        ContentSum gone = ContentSums.of(rows.where("id < 300"), HashMethod.ROWS);

        assertThat(whole.minus(gone)).isEqualTo(ContentSums.of(rows.where("id >= 300"), HashMethod.ROWS));
        assertThat(ContentSums.of(rows.limit(0), HashMethod.ROWS))
                .isEqualTo(ContentSum.none(rows.schema(), HashMethod.ROWS));
    }
}
