package dev.weir.quality.suggest;

import java.util.List;
import java.util.Optional;

/**
 * What the learning rows show of a column.
 *
 * @param rows all of them
 * @param filled those that are not NULL
 * @param distinct about how many values there are
 * @param numbers how its numbers are spread
 * @param texts what its texts look like
 */
record FieldFacts(ProfiledColumn field, long rows, long filled, long distinct, Numbers numbers, Texts texts) {

    double share() {
        return rows == 0 ? 0 : (double) filled / rows;
    }

    /**
     * How numbers are spread.
     *
     * @param least 0 without a number
     * @param greatest 0 without a number
     * @param quantiles a hundredth, the half and ninety-nine hundredths of the values are not above them; none without a number
     */
    record Numbers(double least, double greatest, List<Double> quantiles) {
        Numbers {
            quantiles = List.copyOf(quantiles);
        }
    }

    /**
     * What texts look like.
     *
     * @param shortest in characters
     * @param longest in characters
     * @param shape that every text has; empty when they differ
     * @param named how many texts have each of {@link TextPatterns#NAMED}
     */
    record Texts(long shortest, long longest, Optional<String> shape, List<Long> named) {
        Texts {
            named = List.copyOf(named);
        }
    }
}
