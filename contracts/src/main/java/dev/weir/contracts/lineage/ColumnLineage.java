package dev.weir.contracts.lineage;

import java.util.List;
import java.util.TreeSet;

/**
 * Where the values of one column come from.
 *
 * @param column its name
 * @param edges each once, in order; none for what is made of no column, such as a literal
 */
public record ColumnLineage(String column, List<LineageEdge> edges) {

    public ColumnLineage {
        edges = List.copyOf(new TreeSet<>(edges));
    }
}
