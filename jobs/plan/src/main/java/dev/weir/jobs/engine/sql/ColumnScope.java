package dev.weir.jobs.engine.sql;

import dev.weir.contracts.sql.SqlOrigins;
import dev.weir.contracts.sql.SqlOrigins.Origin;
import dev.weir.contracts.sql.SqlOrigins.Output;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What can be named at one place of a query: the tables of WITH, relations and their columns, earlier items of the SELECT
 * list, and what the places around it have.
 */
final class ColumnScope {

    private final @Nullable ColumnScope outer;
    private final Map<String, SqlOrigins> tables = new HashMap<>();
    private final Map<String, ColumnList> relations = new HashMap<>();
    private final Map<String, List<Origin>> aliases = new HashMap<>();
    private ColumnList visible = new ColumnList();

    private ColumnScope(@Nullable ColumnScope outer) {
        this.outer = outer;
    }

    static ColumnScope empty() {
        return new ColumnScope(null);
    }

    /** A place within this one. */
    ColumnScope inner() {
        return new ColumnScope(this);
    }

    // --- what there is ---------------------------------------------------------------------------------------------

    /** A table of WITH. */
    void define(String name, SqlOrigins rows) {
        tables.put(SqlNames.lower(name), rows);
    }

    /** A relation, under each of its names. */
    void add(List<String> names, SqlOrigins rows) {
        ColumnList list = ColumnList.of(rows);
        names.forEach(name -> relation(name, list));
        visible.add(list);
    }

    /** All that is seen here is a relation of that name. */
    void call(String name) {
        relation(name, visible);
    }

    /** An item of the SELECT list. */
    void alias(String name, List<Origin> origins) {
        aliases.put(SqlNames.lower(name), origins);
    }

    /** Other columns in the place of those that are seen here; relations keep theirs. */
    void replace(SqlOrigins rows) {
        visible = ColumnList.of(rows);
    }

    /** The relations of another place stand beside those of this one. */
    void join(ColumnScope right) {
        right.relations.forEach(this::relation);
        visible.add(right.visible);
    }

    /** The same, but each column of USING stands there once. */
    void join(ColumnScope right, List<String> using, Set<Side> sides) {
        Set<String> once = new HashSet<>();
        ColumnList joined = new ColumnList();
        for (String name : using) {
            once.add(SqlNames.lower(name));
            Set<Origin> origins = new LinkedHashSet<>();
            if (sides.contains(Side.LEFT)) {
                visible.named(name).or(visible::unnamed).ifPresent(origins::addAll);
            }
            if (sides.contains(Side.RIGHT)) {
                right.visible.named(name).or(right.visible::unnamed).ifPresent(origins::addAll);
            }
            joined.add(new Output(name, List.copyOf(origins)));
        }
        joined.add(without(once));
        joined.add(right.without(once));
        right.relations.forEach(this::relation);
        visible = joined;
    }

    /** Which side of a join a column of USING comes from. */
    enum Side {
        LEFT,
        RIGHT
    }

    /** The names of columns that are seen here and there. */
    List<String> shared(ColumnScope right) {
        return visible.shared(right.visible);
    }

    /** Of two that have one name either may be meant. */
    private void relation(String name, ColumnList list) {
        relations.merge(SqlNames.lower(name), list, ColumnList::and);
    }

    // --- what is found ---------------------------------------------------------------------------------------------

    /** The rows of a table of WITH. */
    Optional<SqlOrigins> table(String name) {
        String lower = SqlNames.lower(name);
        for (ColumnScope at = this; at != null; at = at.outer) {
            SqlOrigins rows = at.tables.get(lower);
            if (rows != null) {
                return Optional.of(rows);
            }
        }
        return Optional.empty();
    }

    /** All columns that are seen here. */
    SqlOrigins star() {
        return visible.rows();
    }

    /** The columns that are seen here, but for some: their names are in small letters. */
    ColumnList without(Set<String> names) {
        return visible.only(name -> !names.contains(name));
    }

    /** All columns of a relation, or all fields of a column: those are unknown. */
    SqlOrigins star(List<String> parts) {
        String relation = SqlNames.lower(String.join(".", parts));
        for (ColumnScope at = this; at != null; at = at.outer) {
            ColumnList list = at.relations.get(relation);
            if (list != null) {
                return list.rows();
            }
        }
        return new SqlOrigins(List.of(), SqlOrigins.computed(List.of(find(parts))));
    }

    /** The origins of a column, or of a field of one. */
    List<Origin> find(List<String> parts) {
        return find(parts, ColumnScope::named)
                .or(() -> find(parts, ColumnScope::unnamed))
                .orElse(List.of(SqlOrigins.NO_COLUMN));
    }

    /** What is named is looked for everywhere, before anything that has no name may be meant. */
    private Optional<List<Origin>> find(
            List<String> parts, BiFunction<ColumnScope, List<String>, Optional<List<Origin>>> way) {
        for (ColumnScope at = this; at != null; at = at.outer) {
            Optional<List<Origin>> found = way.apply(at, parts);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<List<Origin>> named(List<String> parts) {
        for (int i = parts.size() - 1; i > 0; i--) {
            ColumnList relation = relations.get(SqlNames.lower(String.join(".", parts.subList(0, i))));
            Optional<List<Origin>> found = relation == null ? Optional.empty() : relation.named(parts.get(i));
            if (found.isPresent()) {
                boolean isField = parts.size() > i + 1;
                return found.map(origins -> field(origins, isField));
            }
        }
        return visible.named(parts.get(0))
                .or(() -> Optional.ofNullable(aliases.get(SqlNames.lower(parts.get(0)))))
                .map(origins -> field(origins, parts.size() > 1));
    }

    private Optional<List<Origin>> unnamed(List<String> parts) {
        for (int i = parts.size() - 1; i > 0; i--) {
            ColumnList relation = relations.get(SqlNames.lower(String.join(".", parts.subList(0, i))));
            if (relation != null) {
                return relation.unnamed();
            }
        }
        return visible.unnamed();
    }

    private static List<Origin> field(List<Origin> column, boolean isField) {
        return isField ? SqlOrigins.computed(List.of(column)) : column;
    }
}
