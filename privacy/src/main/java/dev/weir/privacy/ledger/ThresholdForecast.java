package dev.weir.privacy.ledger;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * When a threshold will be reached, if the year goes on as it has begun.
 *
 * <p>People are taken to come in independent batches at a constant rate: a compound Poisson process. With {@code T} days
 * of the year gone and {@code x} people added by each day with transfers, the rate is {@code r = Σx / T} and the variance
 * of a day {@code v = Σx² / T}. The {@code D} people that are missing take {@code D / r} days on average. The relative
 * variance of that time has two parts: the chance still to come, {@code v / (D·r)} (renewal theory: Cox, Renewal Theory,
 * 1962, 4.2), and the error of the rate, {@code v / (T·r²)} (delta method). The interval is 1.96 standard deviations to each
 * side on the logarithm of the time, which is never negative. No season and no trend is looked for: a year has too few
 * transfers for that.
 */
public sealed interface ThresholdForecast {

    /** Days with transfers below which nothing is said. */
    int FEWEST_DAYS = 3;

    /** Calls the case that fits. */
    <R> R match(Cases<R> cases);

    /** One method per forecast. */
    interface Cases<R> {
        R reached(Reached forecast);

        R expected(Expected forecast);

        R notThisYear(NotThisYear forecast);

        R notEnough(NotEnough forecast);
    }

    /** The threshold has been reached. */
    record Reached() implements ThresholdForecast {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.reached(this);
        }
    }

    /**
     * It will be reached this year, or may be.
     *
     * @param on the likeliest day; may lie in the next year, when only the earliest lies in this one
     * @param earliest where the interval begins
     * @param latest where it ends; empty when it ends after the year, which begins the count anew
     */
    record Expected(LocalDate on, LocalDate earliest, Optional<LocalDate> latest) implements ThresholdForecast {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.expected(this);
        }
    }

    /** Not in this year, at this rate. */
    record NotThisYear() implements ThresholdForecast {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.notThisYear(this);
        }
    }

    /** Too few days with transfers to say. */
    record NotEnough(int days) implements ThresholdForecast {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.notEnough(this);
        }
    }

    /**
     * The forecast for a threshold.
     *
     * @param added people added by each day of the year that had transfers
     * @param total people sent so far
     * @param threshold people at which it is reached
     * @param today in Asia/Shanghai
     */
    static ThresholdForecast of(Map<LocalDate, Long> added, long total, long threshold, LocalDate today) {
        if (total >= threshold) {
            return new Reached();
        }
        Collection<Long> batches =
                added.values().stream().filter(people -> people > 0).toList();
        if (batches.size() < FEWEST_DAYS) {
            return new NotEnough(batches.size());
        }
        double days = today.getDayOfYear();
        double rate = batches.stream().mapToDouble(Long::doubleValue).sum() / days;
        double variance =
                batches.stream().mapToDouble(people -> (double) people * people).sum() / days;
        double missing = threshold - total;
        double mean = missing / rate;
        double spread = Math.exp(1.96 * Math.sqrt(variance / (missing * rate) + variance / (days * rate * rate)));
        LocalDate last = LocalDate.of(today.getYear(), 12, 31);
        LocalDate earliest = day(today, mean / spread);
        LocalDate latest = day(today, mean * spread);
        return earliest.isAfter(last)
                ? new NotThisYear()
                : new Expected(
                        day(today, mean), earliest, latest.isAfter(last) ? Optional.empty() : Optional.of(latest));
    }

    /** A day after today; ten years is as good as never. */
    private static LocalDate day(LocalDate today, double days) {
        return today.plusDays((long) Math.ceil(Math.min(days, 3660)));
    }
}
