package dev.weir.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.quality.state.MetricRequest;
import dev.weir.quality.state.RowCollector;
import dev.weir.quality.state.Statistic;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FreshnessVerdictTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void theLatestMomentDecides() {
        long late = micros(NOON.minus(Duration.ofHours(27)));
        long early = micros(NOON.minus(Duration.ofDays(400)));

        assertThat(judge(Duration.ofHours(27), DataTypes.TimestampType, early, late, null)
                        .answer())
                .isEqualTo(Answer.PASSED);
        Verdict stale = judge(Duration.ofHours(26), DataTypes.TimestampType, late, early);
        assertThat(stale.answer()).isEqualTo(Answer.FAILED);
        assertThat(stale.explanation()).isEqualTo("The latest 'at' is 1 d 3 h old, more than 1 d 2 h");
    }

    @Test
    void whatIsMaskedIsNotTold() {
        long late = micros(NOON.minus(Duration.ofHours(27)));

        Verdict stale = judgeIn(ZoneOffset.UTC, Duration.ofHours(26), true, DataTypes.TimestampType, late);
        assertThat(stale.answer()).isEqualTo(Answer.FAILED);
        assertThat(stale.explanation()).isEqualTo("The latest 'at' is more than 1 d 2 h old");
        assertThat(judgeIn(ZoneOffset.UTC, Duration.ofHours(28), true, DataTypes.TimestampType, late)
                        .explanation())
                .isEqualTo("The latest 'at' is not more than 1 d 4 h old");
    }

    @Test
    void aDayIsAsYoungAsItsEnd() {
        int day = (int) LocalDate.parse("2026-11-18").toEpochDay();

        assertThat(judge(Duration.ofHours(36), DataTypes.DateType, day).answer())
                .isEqualTo(Answer.PASSED);
        assertThat(judge(Duration.ofHours(35), DataTypes.DateType, day).answer())
                .isEqualTo(Answer.FAILED);
        int today = (int) LocalDate.parse("2026-11-20").toEpochDay();
        assertThat(judge(Duration.ZERO, DataTypes.DateType, today).answer()).isEqualTo(Answer.PASSED);
    }

    @Test
    void anEmptyTablePassesAndOneWithoutAValueFails() {
        assertThat(judge(Duration.ofDays(1), DataTypes.TimestampType).answer()).isEqualTo(Answer.PASSED);
        assertThat(judge(Duration.ofDays(1), DataTypes.TimestampType, (Object) null)
                        .answer())
                .isEqualTo(Answer.FAILED);
    }

    /** Of a table whose latest moment is so old. */
    static Verdict judge(Duration atMost, Duration age) {
        return judge(atMost, DataTypes.TimestampType, micros(NOON.minus(age)));
    }

    private static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    @Test
    void aDayEndsAndAWallClockShowsInTheZoneOfTheWorkspace() {
        ZoneId shanghai = ZoneId.of("Asia/Shanghai");
        int day = (int) LocalDate.parse("2026-11-18").toEpochDay();
        assertThat(judgeIn(shanghai, Duration.ofHours(44), DataTypes.DateType, day)
                        .answer())
                .isEqualTo(Answer.PASSED);
        assertThat(judgeIn(shanghai, Duration.ofHours(43), DataTypes.DateType, day)
                        .answer())
                .isEqualTo(Answer.FAILED);

        long noonOnTheWall = micros(NOON);
        assertThat(judgeIn(shanghai, Duration.ofHours(8), DataTypes.TimestampNTZType, noonOnTheWall)
                        .answer())
                .isEqualTo(Answer.PASSED);
        assertThat(judgeIn(shanghai, Duration.ofHours(7), DataTypes.TimestampNTZType, noonOnTheWall)
                        .answer())
                .isEqualTo(Answer.FAILED);
    }

    private static Verdict judge(Duration atMost, DataType type, @Nullable Object... values) {
        return judgeIn(ZoneOffset.UTC, atMost, type, values);
    }

    private static Verdict judgeIn(ZoneId zone, Duration atMost, DataType type, @Nullable Object... values) {
        return judgeIn(zone, atMost, false, type, values);
    }

    private static Verdict judgeIn(
            ZoneId zone, Duration atMost, boolean masked, DataType type, @Nullable Object... values) {
        RowCollector collector = new RowCollector(
                new StructType().add("at", type), MetricRequest.countsOnly().with("at", Statistic.NUMBERS));
        for (Object value : values) {
            collector.add(new GenericInternalRow(new @Nullable Object[] {value}));
        }
        Rule rule = new Rule(
                "fresh",
                "t",
                new Rule.Freshness("at", atMost),
                Severity.WARN,
                new Rule.Standing(Rule.Author.STEWARD, Dimension.TIMELINESS, "owner", "because"),
                Rule.Terms.ALWAYS,
                Place.of("rules.yaml"));
        return FreshnessVerdict.of(rule, type, collector.state(), NOON, zone, masked);
    }
}
