package dev.weir.quality.dqdl;

import dev.weir.contracts.Rule;
import java.util.List;

/** What published releases measured before. Releases that were held, or that a later one repairs, are not among them. */
@FunctionalInterface
public interface MetricHistory {

    /** For a table that was never released. */
    MetricHistory NONE = (rule, metric, most) -> new Past(List.of(), 0);

    /**
     * Past values of a measure.
     *
     * @param rule that asks
     * @param metric by DQDL's name, such as {@code Column.age.Mean}
     * @param most how many are asked for
     */
    Past last(Rule rule, String metric, int most);

    /**
     * What was found.
     *
     * @param values the newest first; fewer than were asked for where there are fewer
     * @param otherwise how many releases on the way measured it of another part of the table, such as of the whole where a
     *     run brings a day; they are not compared with
     */
    record Past(List<Double> values, int otherwise) {
        public Past {
            values = List.copyOf(values);
        }
    }
}
