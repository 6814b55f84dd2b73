package dev.weir.quality;

import dev.weir.contracts.Rule;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.contracts.text.DurationText;
import dev.weir.quality.state.ColumnState;
import dev.weir.quality.state.LongState;
import dev.weir.quality.state.TableState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.TimestampNTZType;

/**
 * Judges how old the latest value of a column is when the run starts. A day is as young as its end; a time without a zone is
 * one of the workspace's zone. No value of the column is shown, its age alone.
 */
public final class FreshnessVerdict {

    private static final int UNITS = 5;

    private FreshnessVerdict() {}

    /**
     * The verdict of a freshness rule: an empty table passes, one without a value in the column fails.
     *
     * @param rule with a {@link Rule.Freshness}
     * @param type of its column: date or timestamp
     * @param table with the column's numbers
     * @param started when the run did
     * @param zone of the workspace: in it a day ends, and a clock on the wall shows its time
     * @param masked whether the column's values must not be seen: the age of the latest one would show it
     */
    public static Verdict of(Rule rule, DataType type, TableState table, Instant started, ZoneId zone, boolean masked) {
        if (!(rule.check() instanceof Rule.Freshness freshness)) {
            throw new IllegalArgumentException("Rule '" + rule.id() + "' is not about freshness");
        }
        if (table.rows() == 0) {
            return Verdict.onNothing(rule, "There were no rows to judge");
        }
        ColumnState column = table.column(freshness.column());
        Optional<Instant> latest = column.numbers()
                .map(LongState.class::cast)
                .filter(numbers -> numbers.count() > 0)
                .map(numbers -> moment(numbers.greatest(), type, zone));
        if (latest.isEmpty()) {
            return new Verdict(
                    rule, Answer.FAILED, 0, 0, "Column '" + freshness.column() + "' has no value that could be fresh");
        }
        Duration age = Duration.between(latest.get(), started);
        boolean fresh = age.compareTo(freshness.atMost()) <= 0;
        return new Verdict(
                rule,
                fresh ? Answer.PASSED : Answer.FAILED,
                0,
                0,
                "The latest '" + freshness.column() + "' is "
                        + (masked
                                ? (fresh ? "not more than " : "more than ") + DurationText.of(freshness.atMost())
                                        + " old"
                                : (age.isNegative() ? "not yet over" : words(age, freshness.atMost()) + " old")
                                        + (fresh ? ", not more than " : ", more than ")
                                        + DurationText.of(freshness.atMost())));
    }

    private static Instant moment(long value, DataType type, ZoneId zone) {
        if (type instanceof DateType) {
            return LocalDate.ofEpochDay(value).plusDays(1).atStartOfDay(zone).toInstant();
        }
        Instant moment = Instant.EPOCH.plus(value, ChronoUnit.MICROS);
        return type instanceof TimestampNTZType
                ? LocalDateTime.ofInstant(moment, ZoneOffset.UTC).atZone(zone).toInstant()
                : moment;
    }

    /** In the two largest units that are not zero, {@code 2 d 3 h}; in more where that would not be over a bound it is over. */
    private static String words(Duration age, Duration bound) {
        int units = 2;
        while (units < UNITS && age.compareTo(bound) > 0 && cut(age, units).compareTo(bound) <= 0) {
            units++;
        }
        return DurationText.of(cut(age, units));
    }

    /** Without what is smaller than its largest units. */
    private static Duration cut(Duration time, int units) {
        Duration cut = Duration.ZERO;
        Duration left = time;
        int used = 0;
        for (ChronoUnit unit :
                List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS, ChronoUnit.MICROS)) {
            Duration part = left.truncatedTo(unit);
            if (!part.isZero() && used < units) {
                cut = cut.plus(part);
                used++;
            }
            left = left.minus(part);
        }
        return cut;
    }
}
