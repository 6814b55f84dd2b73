package dev.weir.jobs.engine.lineage;

import dev.weir.contracts.lineage.LineageEdge;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;

/**
 * The columns that a part of a plan gives, each with its edges from the inputs. A column that is passed on keeps its edges, so they are
 * found once, however many expressions use it.
 */
record Scope(Map<ExprId, Set<LineageEdge>> columns) {

    static final Scope EMPTY = new Scope(Map.of());

    /** Of columns, each with the edges that are found for it. */
    static <T extends NamedExpression> Scope of(List<T> columns, Function<T, Set<LineageEdge>> edges) {
        Map<ExprId, Set<LineageEdge>> scope = new HashMap<>();
        columns.forEach(column -> scope.put(column.exprId(), edges.apply(column)));
        return new Scope(scope);
    }

    boolean has(NamedExpression column) {
        return columns.containsKey(column.exprId());
    }

    /** None where the scope does not have the column. */
    Set<LineageEdge> edges(NamedExpression column) {
        return columns.getOrDefault(column.exprId(), Set.of());
    }

    /** The columns of both. */
    Scope and(Scope other) {
        if (columns.isEmpty() || other.columns.isEmpty()) {
            return columns.isEmpty() ? other : this;
        }
        Map<ExprId, Set<LineageEdge>> both = new HashMap<>(columns);
        other.columns.forEach((column, edges) -> both.merge(column, edges, Scope::union));
        return new Scope(both);
    }

    private static Set<LineageEdge> union(Set<LineageEdge> some, Set<LineageEdge> more) {
        Set<LineageEdge> union = new HashSet<>(some);
        union.addAll(more);
        return union;
    }
}
