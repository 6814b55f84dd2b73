package dev.weir.jobs.engine.conform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.plan.interval.SourcePath;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A row is of the interval that its file's path says, or of another, or nothing can be said. */
@ExtendWith(SparkFixture.class)
class DatedFilesIT {

    @ParameterizedTest
    @CsvSource({
        "raw, visits-{date}*.csv, raw/visits-2026-03-01-late.csv, 2026-03-01 23:59:59, true",
        "raw, visits-{date}*.csv, raw/visits-2026-03-01-late.csv, 2026-03-02 00:00:00, false",
        "raw, '*/{date}.csv', raw/a+b/2026-03-01.csv, 2026-03-02 00:00:00, false",
        "raw, '*/{date}.csv', raw/visits.csv, 2026-03-02 00:00:00, ",
        "raw, visits-{date}*.csv, , 2026-03-02 00:00:00, ",
        "raw, visits-{date}*.csv, raw/visits-2026-03-01.csv, , ",
        "s3://lake/raw, '{month}/{date}/v.{csv,txt}', 2026-03/2026-03-01/v.txt, 2026-03-01 00:00:00, true",
        "s3://lake/raw, '{month}/{date}/v.{csv,txt}', 2026-03/2026-03-01/v.txt, 2026-04-01 00:00:00, false",
        "raw/{date}, 'v-{hour}[ab].csv', raw/2026-03-01/v-05a.csv, 2026-03-01 05:59:00, true",
        "raw/{date}, 'v-{hour}[ab].csv', raw/2026-03-01/v-05a.csv, 2026-03-01 06:00:00, false",
        "raw, 'v-{month}.csv', raw/v-2026-03.csv, 2026-02-28 00:00:00, false"
    })
    void saysWhatTheirPathsSay(
            String location, String pattern, String file, String moment, Boolean holds, SparkSession spark) {
        StructType columns =
                new StructType().add("_weir_file", DataTypes.StringType).add("moment", DataTypes.StringType);
        assertThat(spark.createDataFrame(List.of(RowFactory.create(file, moment)), columns)
                        .selectExpr("_weir_file", "CAST(moment AS timestamp) AS `at.0`")
                        .select(DatedFiles.hold(new SourcePath(location, pattern), "at.0"))
                        .head()
                        .get(0))
                .isEqualTo(holds);
    }
}
