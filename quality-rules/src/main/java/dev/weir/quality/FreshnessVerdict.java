package dev.weir.quality;

import dev.weir.contracts.Rule;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.release.Verdict.Answer;
import dev.weir.quality.state.ColumnState;
import dev.weir.quality.state.LongState;
import dev.weir.quality.state.TableState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;

/**
 * Judges how old the latest value of a column is when the run starts. A day is as young as its end; a time without a zone is
 * taken for UTC. No value of the column is told, its age alone.
 */
public final class FreshnessVerdict {

    private FreshnessVerdict() {}

    /**
     * The verdict of a freshness rule: an empty table passes, one without a value in the column fails.
     *
     * @param rule with a {@link Rule.Freshness}
     * @param type of its column: date or timestamp
     * @param table with the column's numbers
     * @param started when the run did
     */
    public static Verdict of(Rule rule, DataType type, TableState table, Instant started) {
        if (!(rule.check() instanceof Rule.Freshness freshness)) {
            throw new IllegalArgumentException("Rule '" + rule.id() + "' is not about freshness");
        }
        if (table.rows() == 0) {
            return new Verdict(rule, Answer.PASSED, 0, 0, "There were no rows to judge");
        }
        ColumnState column = table.column(freshness.column());
        Optional<Instant> latest = column.numbers()
                .map(LongState.class::cast)
                .filter(numbers -> numbers.count() > 0)
                .map(numbers -> moment(numbers.greatest(), type));
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
                        + (age.isNegative() ? "not yet over" : words(age) + " old")
                        + (fresh ? ", not more than " : ", more than ") + words(freshness.atMost()));
    }

    private static Instant moment(long value, DataType type) {
        return type instanceof DateType
                ? LocalDate.ofEpochDay(value)
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                : Instant.EPOCH.plus(value, ChronoUnit.MICROS);
    }

    /** In the two largest units that are not zero: {@code 2 d 3 h}. */
    private static String words(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + " d" + (age.toHoursPart() > 0 ? " " + age.toHoursPart() + " h" : "");
        } else if (age.toHours() > 0) {
            return age.toHours() + " h" + (age.toMinutesPart() > 0 ? " " + age.toMinutesPart() + " min" : "");
        }
        return age.toMinutes() + " min";
    }
}
