package dev.weir.contracts.sql;

import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.sql.SqlOrigins.How;
import dev.weir.contracts.sql.SqlOrigins.Origin;
import dev.weir.contracts.sql.SqlOrigins.TableColumn;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How a value of a query comes about.
 *
 * @param origins what it is made of: one, but several where rows come from several sides
 * @param edges each column that gives the value or decides on it, once for each kind
 */
public record Derivation(List<Origin> origins, Set<Edge> edges) {

    /** Of no value at all. */
    public static final Derivation NONE = new Derivation(List.of(), Set.of());

    /** Of a value that is made of no column. */
    public static final Derivation LITERAL = new Derivation(List.of(SqlOrigins.NO_COLUMN), Set.of());

    public Derivation {
        origins = List.copyOf(origins);
        edges = Set.copyOf(edges);
    }

    /** Of a column of a table as it is. */
    public static Derivation of(TableColumn column) {
        return new Derivation(
                List.of(new Origin(List.of(column), How.PLAIN)), Set.of(new Edge(column, EdgeKind.IDENTITY)));
    }

    /** Of a value that is in some rows this one, in others that one. */
    public static Derivation either(List<Derivation> sides) {
        if (sides.size() == 1) {
            return sides.get(0);
        }
        Set<Origin> origins = new LinkedHashSet<>();
        Set<Edge> edges = new HashSet<>();
        for (Derivation side : sides) {
            origins.addAll(side.origins);
            edges.addAll(side.edges);
        }
        return new Derivation(List.copyOf(origins), edges);
    }

    /** Of what is computed from several values. */
    public static Derivation computed(Collection<Derivation> parts) {
        Set<Edge> edges = new HashSet<>();
        parts.forEach(part -> edges.addAll(part.edges(EdgeKind.TRANSFORMATION)));
        return new Derivation(
                SqlOrigins.computed(parts.stream().map(Derivation::origins).toList()), edges);
    }

    /** The edges to what the value is used for. */
    public Set<Edge> edges(EdgeKind use) {
        if (use == EdgeKind.IDENTITY) {
            return edges;
        }
        Set<Edge> used = new HashSet<>();
        edges.forEach(edge -> used.add(edge.then(use)));
        return used;
    }

    /** The same value, on which further columns decide. */
    public Derivation decidedBy(Set<Edge> further) {
        if (further.isEmpty()) {
            return this;
        }
        Set<Edge> all = new HashSet<>(edges);
        all.addAll(further);
        return new Derivation(origins, all);
    }

    /** Whether there is no value. */
    public boolean isEmpty() {
        return origins.isEmpty();
    }

    /**
     * One step from a column of a table to what is made of it.
     *
     * @param from where it begins, the table as the query writes it
     * @param kind what the column does there
     */
    public record Edge(TableColumn from, EdgeKind kind) {

        Edge then(EdgeKind next) {
            EdgeKind both = kind.then(next);
            return both == kind ? this : new Edge(from, both);
        }
    }
}
