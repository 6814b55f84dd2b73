package dev.weir.quality.dqdl;

import dev.weir.contracts.Rule;
import java.util.List;

/** What published releases measured before. Releases that were held, or that a later one repairs, are not among them. */
@FunctionalInterface
public interface MetricHistory {

    /** For a table that was never released. */
    MetricHistory NONE = (rule, metric, most) -> List.of();

    /**
     * Past values of a measure.
     *
     * @param rule that asks
     * @param metric by DQDL's name, such as {@code Column.age.Mean}
     * @param most how many are asked for
     * @return the newest first; fewer where there are fewer
     */
    List<Double> last(Rule rule, String metric, int most);
}
