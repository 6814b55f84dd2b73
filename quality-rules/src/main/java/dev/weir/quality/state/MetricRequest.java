package dev.weir.quality.state;

import dev.weir.privacy.mask.MaskRecipe;
import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which statistics are wanted of which columns. The number of rows, and of values that are not NULL in every column, come
 * without asking.
 *
 * @param columns statistics by column name; a column without an entry is only counted
 * @param pseudonyms by the name of the column whose {@link Statistic#FREQUENCIES} go by keyed pseudonyms of the values
 * @param parts what is wanted of the rows that meet a condition, one entry for each condition
 */
public record MetricRequest(Map<String, Set<Statistic>> columns, Map<String, MaskRecipe> pseudonyms, List<Part> parts)
        implements Serializable {

    public MetricRequest {
        Map<String, Set<Statistic>> copy = new LinkedHashMap<>();
        columns.forEach((column, wanted) -> copy.put(column, Collections.unmodifiableSet(copyOf(wanted))));
        columns = Collections.unmodifiableMap(copy);
        pseudonyms = Collections.unmodifiableMap(new LinkedHashMap<>(pseudonyms));
        if (!pseudonyms.values().stream().allMatch(recipe -> recipe.mask().made() == MaskRecipe.Values.PSEUDONYMS)) {
            throw new IllegalArgumentException("Values are counted by pseudonyms, and by no other mask of them");
        }
        parts = List.copyOf(parts);
    }

    public static MetricRequest countsOnly() {
        return new MetricRequest(Map.of(), Map.of(), List.of());
    }

    /** This request with further statistics of a column. */
    public MetricRequest with(String column, Statistic... statistics) {
        Map<String, Set<Statistic>> more = new LinkedHashMap<>(columns);
        EnumSet<Statistic> wanted = copyOf(statistics(column));
        Collections.addAll(wanted, statistics);
        more.put(column, wanted);
        return new MetricRequest(more, pseudonyms, parts);
    }

    /** This request with the values of a masked column counted by keyed pseudonyms of them. */
    public MetricRequest withPseudonyms(String column, MaskRecipe recipe) {
        Map<String, MaskRecipe> more = new LinkedHashMap<>(pseudonyms);
        more.put(column, recipe);
        return new MetricRequest(columns, more, parts).with(column, Statistic.FREQUENCIES);
    }

    /**
     * This request with the number of rows that meet a condition, and with further statistics of a column of theirs.
     *
     * @param column whose values are counted where no statistics are named
     */
    public MetricRequest withPart(RowCondition condition, Optional<String> column, Statistic... statistics) {
        Map<String, Part> more = new LinkedHashMap<>();
        parts.forEach(part -> more.put(part.condition().text(), part));
        Part known = more.getOrDefault(condition.text(), new Part(condition, countsOnly()));
        MetricRequest wanted =
                column.map(name -> known.wanted().with(name, statistics)).orElse(known.wanted());
        more.put(condition.text(), new Part(condition, wanted));
        return new MetricRequest(columns, pseudonyms, List.copyOf(more.values()));
    }

    /** What is wanted of the rows that meet a condition. Only the columns that are named are counted. */
    public record Part(RowCondition condition, MetricRequest wanted) implements Serializable {}

    public Set<Statistic> statistics(String column) {
        return columns.getOrDefault(column, Collections.emptySet());
    }

    /** How the values of a column are named; empty when by themselves. */
    public Optional<MaskRecipe> pseudonym(String column) {
        return Optional.ofNullable(pseudonyms.get(column));
    }

    private static EnumSet<Statistic> copyOf(Collection<Statistic> statistics) {
        return statistics.isEmpty() ? EnumSet.noneOf(Statistic.class) : EnumSet.copyOf(statistics);
    }
}
