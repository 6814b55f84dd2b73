package dev.weir.contracts.profile;

import java.util.Locale;
import java.util.Optional;

/**
 * A count that tells of no person: a multiple of {@value #STEP}, where 0 stands for any number below that. A count of a later
 * release stays as it was published while the truth is less than a step from it, so that published counts of two releases are
 * equal or differ by a step at least. Groups below 20 people are those that health statistics leave out (HealthDCAT-AP and the
 * practice of statistical offices ask for 5 to 20).
 *
 * @param count a multiple of {@value #STEP}
 */
public record RoundedCount(long count) {

    /** By which counts differ at least. */
    public static final int STEP = 20;

    public RoundedCount {
        if (count < 0 || count % STEP != 0) {
            throw new IllegalArgumentException(count + " is no multiple of " + STEP);
        }
    }

    /**
     * A count, rounded.
     *
     * @param exact the truth
     * @param published what the release before said of the same
     */
    public static RoundedCount of(long exact, Optional<RoundedCount> published) {
        if (exact < STEP) {
            return new RoundedCount(0);
        }
        return published
                .filter(earlier -> Math.abs(exact - earlier.count) < STEP)
                .orElseGet(() -> new RoundedCount((exact + STEP / 2) / STEP * STEP));
    }

    /** Whether the number is below {@value #STEP}, and may be none. */
    public boolean isFew() {
        return count == 0;
    }

    /** For people: {@code about 1,200} or {@code fewer than 20}. */
    public String words() {
        return isFew() ? "fewer than " + STEP : String.format(Locale.ROOT, "about %,d", count);
    }
}
