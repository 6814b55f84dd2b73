package dev.weir.quality.state;

import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which statistics are wanted of which columns. The number of rows, and of values that are not NULL in every column, come
 * without asking.
 *
 * @param columns statistics by column name; a column without an entry is only counted
 */
public record MetricRequest(Map<String, Set<Statistic>> columns) implements Serializable {

    public MetricRequest {
        Map<String, Set<Statistic>> copy = new LinkedHashMap<>();
        columns.forEach((column, wanted) -> copy.put(column, Collections.unmodifiableSet(copyOf(wanted))));
        columns = Collections.unmodifiableMap(copy);
    }

    /** Counts only. */
    public static MetricRequest countsOnly() {
        return new MetricRequest(Map.of());
    }

    /** This request with further statistics of a column. */
    public MetricRequest with(String column, Statistic... statistics) {
        Map<String, Set<Statistic>> more = new LinkedHashMap<>(columns);
        EnumSet<Statistic> wanted = copyOf(statistics(column));
        Collections.addAll(wanted, statistics);
        more.put(column, wanted);
        return new MetricRequest(more);
    }

    /** What is wanted of a column. */
    public Set<Statistic> statistics(String column) {
        return columns.getOrDefault(column, Collections.emptySet());
    }

    private static EnumSet<Statistic> copyOf(Collection<Statistic> statistics) {
        return statistics.isEmpty() ? EnumSet.noneOf(Statistic.class) : EnumSet.copyOf(statistics);
    }
}
