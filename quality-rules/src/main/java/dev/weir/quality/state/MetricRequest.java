package dev.weir.quality.state;

import dev.weir.privacy.mask.PseudonymRecipe;
import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which statistics are wanted of which columns. The number of rows, and of values that are not NULL in every column, come
 * without asking.
 *
 * @param columns statistics by column name; a column without an entry is only counted
 * @param pseudonyms by the name of the column whose {@link Statistic#FREQUENCIES} go by keyed pseudonyms of the values
 */
public record MetricRequest(Map<String, Set<Statistic>> columns, Map<String, PseudonymRecipe> pseudonyms)
        implements Serializable {

    public MetricRequest {
        Map<String, Set<Statistic>> copy = new LinkedHashMap<>();
        columns.forEach((column, wanted) -> copy.put(column, Collections.unmodifiableSet(copyOf(wanted))));
        columns = Collections.unmodifiableMap(copy);
        pseudonyms = Collections.unmodifiableMap(new LinkedHashMap<>(pseudonyms));
    }

    /** Counts only. */
    public static MetricRequest countsOnly() {
        return new MetricRequest(Map.of(), Map.of());
    }

    /** This request with further statistics of a column. */
    public MetricRequest with(String column, Statistic... statistics) {
        Map<String, Set<Statistic>> more = new LinkedHashMap<>(columns);
        EnumSet<Statistic> wanted = copyOf(statistics(column));
        Collections.addAll(wanted, statistics);
        more.put(column, wanted);
        return new MetricRequest(more, pseudonyms);
    }

    /** This request with the values of a masked column counted by keyed pseudonyms of them. */
    public MetricRequest withPseudonyms(String column, PseudonymRecipe recipe) {
        Map<String, PseudonymRecipe> more = new LinkedHashMap<>(pseudonyms);
        more.put(column, recipe);
        return new MetricRequest(columns, more).with(column, Statistic.FREQUENCIES);
    }

    /** What is wanted of a column. */
    public Set<Statistic> statistics(String column) {
        return columns.getOrDefault(column, Collections.emptySet());
    }

    /** How the values of a column are named; empty when by themselves. */
    public Optional<PseudonymRecipe> pseudonym(String column) {
        return Optional.ofNullable(pseudonyms.get(column));
    }

    private static EnumSet<Statistic> copyOf(Collection<Statistic> statistics) {
        return statistics.isEmpty() ? EnumSet.noneOf(Statistic.class) : EnumSet.copyOf(statistics);
    }
}
