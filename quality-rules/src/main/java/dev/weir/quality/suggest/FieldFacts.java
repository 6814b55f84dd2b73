package dev.weir.quality.suggest;

import java.util.List;
import java.util.Optional;

/**
 * What the learning rows show of a column.
 *
 * @param rows all of them
 * @param filled those that are not NULL
 * @param distinct about how many values there are
 * @param least of a number; 0 without one
 * @param greatest of a number
 * @param quantiles of a number: a hundredth, the half and ninety-nine hundredths of the values are not above them; none
 *     without a number
 * @param shortest of a text, in characters
 * @param longest of a text
 * @param shape that every text has; empty when they differ
 * @param named how many texts have each of {@link Shapes#NAMED}
 */
record FieldFacts(
        Field field,
        long rows,
        long filled,
        long distinct,
        double least,
        double greatest,
        List<Double> quantiles,
        long shortest,
        long longest,
        Optional<String> shape,
        List<Long> named) {

    FieldFacts {
        quantiles = List.copyOf(quantiles);
        named = List.copyOf(named);
    }

    double share() {
        return rows == 0 ? 0 : (double) filled / rows;
    }
}
