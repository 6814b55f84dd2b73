package dev.weir.quality.drift;

import dev.weir.contracts.release.TableLoad;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How many rows a release has brought to a table.
 *
 * @param day that they are about: the first of their interval, or the day of the release
 * @param interval which they are about; empty where the load has none
 * @param share how much of the table they are
 * @param rows their number
 */
public record CountedRelease(LocalDate day, Optional<TableLoad.Span> interval, Share share, long rows) {

    /** How much of a table a release brought. */
    public enum Share {
        WHOLE,
        /** What came to rows that were there. */
        PART,
        /** What several releases had brought, once more: a part of no usual size. */
        AGAIN;

        static Share of(TableLoad load) {
            return load.base().isEmpty() ? WHOLE : load.replaced().isEmpty() ? PART : AGAIN;
        }
    }

    /** A month has 28 to 31 days, and a day 23 to 25 hours. */
    private static final double ALIKE = 0.88;

    /**
     * What a load brought.
     *
     * @param released when, which is the day where the load has no interval
     * @param zone whose days they are
     * @param rows their number
     */
    public static CountedRelease of(TableLoad load, Instant released, ZoneId zone, long rows) {
        Instant moment = load.interval().map(TableLoad.Span::from).orElse(released);
        return new CountedRelease(LocalDate.ofInstant(moment, zone), load.interval(), Share.of(load), rows);
    }

    /** Whether the other is about as much: a day as a day, what has come as what has come, the whole as the whole. */
    public boolean isComparable(CountedRelease other) {
        if (interval.isPresent() && other.interval.isPresent()) {
            double one = length(interval.get());
            double two = length(other.interval.get());
            return Math.min(one, two) >= ALIKE * Math.max(one, two);
        }
        return interval.isEmpty() && other.interval.isEmpty() && share == other.share && share != Share.AGAIN;
    }

    private static double length(TableLoad.Span span) {
        return Duration.between(span.from(), span.to()).toMillis();
    }

    /** Whether both made the same interval. */
    boolean isAgain(CountedRelease other) {
        return interval.isPresent()
                && other.interval.isPresent()
                && interval.get().from().equals(other.interval.get().from())
                && interval.get().to().equals(other.interval.get().to());
    }
}
