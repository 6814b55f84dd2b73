package dev.weir.jobs.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jobs.SparkFixture;
import java.time.ZoneId;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkFixture.class)
final class SessionSettingsIT {

    private static final Map<String, String> FOREIGN = Map.of(
            "spark.sql.session.timeZone", "Asia/Tokyo",
            "spark.sql.variable.substitute", "true",
            "spark.sql.caseSensitive", "true",
            "spark.sql.legacy.timeParserPolicy", "LEGACY",
            "spark.sql.mapKeyDedupPolicy", "LAST_WIN",
            "spark.sql.files.maxPartitionBytes", "1m",
            "spark.sql.autoBroadcastJoinThreshold", "-1",
            "spark.sql.broadcastTimeout", "77");

    private final SparkSession session;

    SessionSettingsIT(SparkSession spark) {
        this.session = spark.newSession();
    }

    @Test
    void whatMayChangeRowsIsTakenBackWhoeverHasSetIt() {
        SparkSession fresh = session.newSession();
        FOREIGN.forEach(session.conf()::set);

        SessionSettings.hold(session, SessionSettings.of(ZoneId.of("Asia/Shanghai")));

        assertThat(session.sql("SELECT CAST(TIMESTAMP'2026-11-21T20:00:00Z' AS STRING), '${spark.sql.caseSensitive}'")
                        .first())
                .hasToString("[2026-11-22 04:00:00,${spark.sql.caseSensitive}]");
        FOREIGN.keySet().stream()
                .filter(key -> !SessionSettings.of(ZoneId.of("UTC")).containsKey(key))
                .filter(key -> !key.equals("spark.sql.broadcastTimeout"))
                .forEach(key -> assertThat(session.conf().getOption(key))
                        .as(key)
                        .isEqualTo(fresh.conf().getOption(key)));
        assertThat(session.conf().get("spark.sql.broadcastTimeout")).isEqualTo("77");
    }

    @Test
    void piecesFollowFromBytesAlone() {
        SessionSettings.cut(session, 0);
        assertThat(session.conf().get("spark.sql.shuffle.partitions")).isEqualTo("2");
        SessionSettings.cut(session, 1L << 30);
        assertThat(session.conf().get("spark.sql.shuffle.partitions")).isEqualTo("65");
        SessionSettings.cut(session, Long.MAX_VALUE);
        assertThat(session.conf().get("spark.sql.shuffle.partitions")).isEqualTo("4096");
    }
}
