package dev.weir.contracts.catalogue;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * How far a product is in its life: the {@code status} of ODPS, and the end of it from {@code weirCatalogue.retirement}.
 *
 * @param status of ODPS
 * @param end when and why it ends; empty where nothing of that is written
 */
public record Lifecycle(Status status, Optional<End> end) {

    /** A product that is used, with no end in sight. */
    public static final Lifecycle ACTIVE = new Lifecycle(Status.ACTIVE, Optional.empty());

    public Lifecycle {
        if (status == Status.DEPRECATED && end.isEmpty()) {
            throw new IllegalArgumentException("A deprecated product has a last day");
        }
        if (!status.isEnding() && end.isPresent()) {
            throw new IllegalArgumentException("A product that is " + status + " has no last day");
        }
    }

    /** The words of ODPS v1.0 for a product's status. */
    public enum Status {
        PROPOSED,
        DRAFT,
        ACTIVE,
        /** Still released, until its last day: readers should leave it. */
        DEPRECATED,
        /** Released no more. What was released stays as long as it is kept. */
        RETIRED;

        /** Whether readers should leave the product. */
        public boolean isEnding() {
            return this == DEPRECATED || this == RETIRED;
        }
    }

    /**
     * The end of a product.
     *
     * @param lastDay on which a release of it is made, in the workspace's time zone
     * @param successor the id of the product to read instead; empty where there is none
     * @param because why it ends
     */
    public record End(LocalDate lastDay, Optional<String> successor, String because) {}

    /** Whether no release is made any more on a day. */
    public boolean isOver(LocalDate day) {
        return status == Status.RETIRED
                || end.filter(found -> day.isAfter(found.lastDay())).isPresent();
    }

    /** What a reader should know, as the rest of a sentence about the product; empty where it is not ending. */
    public Optional<String> words() {
        return words(last -> ", its last day is " + last);
    }

    /** The same on a day, with the days that are left. */
    public Optional<String> wordsOn(LocalDate day) {
        return words(last -> {
            long left = ChronoUnit.DAYS.between(day, last);
            return left < 0
                    ? ", its last day was " + last
                    : ", its last day is " + last + " (" + left + (left == 1 ? " day" : " days") + " left)";
        });
    }

    /** A sentence on a product, on a day; empty where it is not ending. */
    public Optional<String> notice(String product, LocalDate day) {
        return wordsOn(day).map(words -> "'" + product + "' " + words);
    }

    private Optional<String> words(Function<LocalDate, String> lastDay) {
        if (!status.isEnding()) {
            return Optional.empty();
        }
        return Optional.of("is " + status.name().toLowerCase(Locale.ROOT)
                + end.map(found -> lastDay.apply(found.lastDay())
                                + found.successor()
                                        .map(successor -> "; '" + successor + "' is to be read instead")
                                        .orElse("")
                                + ". " + found.because())
                        .orElse(""));
    }
}
