package dev.weir.contracts.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SparkSettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark.sql.session.timeZone",
                "spark.sql.ansi.enabled",
                "spark.sql.decimalOperations.allowPrecisionLoss",
                "spark.sql.variable.substitute",
                "spark.sql.caseSensitive",
                "spark.sql.legacy.timeParserPolicy",
                "spark.sql.legacy.allowNegativeScaleOfDecimal",
                "spark.sql.mapKeyDedupPolicy",
                "spark.sql.files.maxPartitionBytes",
                "spark.sql.shuffle.partitions",
                "spark.sql.autoBroadcastJoinThreshold",
                "spark.sql.adaptive.enabled",
                "spark.sql.extensions",
                "spark.sql.catalog.weir.uri",
                "spark.sql.broadcastTimeoutX",
                "spark.default.parallelism",
                "spark.io.encryption.enabled",
                "spark.hadoop.fs.file.impl",
                "spark.hadoop.fs.file.impl.disable.cache",
                "spark.hadoop.parquet.block.size",
                "spark.plugins",
                "spark.serializer",
                "spark.a.setting.of.tomorrow",
                "hive.exec.dynamic.partition"
            })
    void whatMayChangeRowsIsRefused(String key) {
        assertThat(SparkSettings.refusal(key)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark.executor.instances",
                "spark.executor.memory",
                "spark.executor.extraJavaOptions",
                "spark.driver.memory",
                "spark.speculation",
                "spark.speculation.quantile",
                "spark.local.dir",
                "spark.shuffle.service.enabled",
                "spark.dynamicAllocation.enabled",
                "spark.kubernetes.container.image",
                "spark.hadoop.fs.s3a.endpoint",
                "spark.jars.packages",
                "spark.eventLog.enabled"
            })
    void whatSaysWhereAndWithHowMuchIsTaken(String key) {
        assertThat(SparkSettings.refusal(key)).isEmpty();
    }
}
