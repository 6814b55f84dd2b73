package dev.weir.jobs.engine.sql;

import dev.weir.contracts.lineage.EdgeKind;
import dev.weir.contracts.sql.Derivation;
import dev.weir.contracts.sql.Derivation.Edge;
import dev.weir.contracts.sql.SqlOrigins;
import dev.weir.contracts.sql.SqlOrigins.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.jspecify.annotations.Nullable;

/**
 * What can be named at one place of a query: the tables of WITH, relations and their columns, earlier items of the SELECT
 * list, windows, and what the places around it have. It gathers what decides on the rows of its relations.
 */
final class ColumnScope {

    private final @Nullable ColumnScope outer;
    private final Map<String, SqlOrigins> tables = new HashMap<>();
    private final Map<String, ColumnList> relations = new HashMap<>();
    private final Map<String, Derivation> aliases = new HashMap<>();
    private final Map<String, SqlBaseParser.WindowSpecContext> windows = new HashMap<>();
    private final Set<Edge> decisive = new HashSet<>();
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
        decisive.addAll(rows.rows());
    }

    /** What decides on the rows here. */
    void decide(Set<Edge> edges) {
        decisive.addAll(edges);
    }

    /** What was found to decide on them. */
    Set<Edge> decisive() {
        return decisive;
    }

    /** All that is seen here is a relation of that name. */
    void call(String name) {
        relation(name, visible);
    }

    /** An item of the SELECT list. */
    void alias(String name, Derivation derivation) {
        aliases.put(SqlNames.lower(name), derivation);
    }

    /** The windows of WINDOW. */
    void define(SqlBaseParser.@Nullable WindowClauseContext clause) {
        if (clause != null) {
            clause.namedWindow()
                    .forEach(window -> windows.put(SqlNames.lower(SqlNames.of(window.name)), window.windowSpec()));
        }
    }

    /** Other columns in the place of those that are seen here; relations keep theirs. */
    void replace(SqlOrigins rows) {
        visible = ColumnList.of(rows);
    }

    /** The relations of another place stand beside those of this one. */
    void join(ColumnScope right) {
        right.relations.forEach(this::relation);
        visible.add(right.visible);
        decisive.addAll(right.decisive);
    }

    /** The same, but each column of USING stands there once: of both sides it is the left one, where that is not NULL. */
    void join(ColumnScope right, List<String> using, Set<Side> sides) {
        Set<String> once = new HashSet<>();
        ColumnList joined = new ColumnList();
        for (String name : using) {
            once.add(SqlNames.lower(name));
            List<Derivation> derivations = new ArrayList<>();
            if (sides.contains(Side.LEFT)) {
                visible.named(name).or(visible::unnamed).ifPresent(derivations::add);
            }
            if (sides.contains(Side.RIGHT)) {
                right.visible.named(name).or(right.visible::unnamed).ifPresent(derivations::add);
            }
            Derivation either = Derivation.either(derivations);
            joined.add(new Output(
                    name,
                    derivations.size() < 2
                            ? either
                            : either.decidedBy(derivations.get(0).edges(EdgeKind.CONDITIONAL))));
        }
        joined.add(without(once));
        joined.add(right.without(once));
        right.relations.forEach(this::relation);
        visible = joined;
        decisive.addAll(right.decisive);
    }

    /** The edges of all columns that are seen here. */
    Set<Edge> edges(EdgeKind use) {
        return visible.rows().together().edges(use);
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

    /** Whether the text does not name all columns that are seen here. */
    boolean hasUnnamed() {
        return visible.unnamed().isPresent();
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

    /** The rows that there are here. */
    SqlOrigins rows() {
        SqlOrigins columns = visible.rows();
        return new SqlOrigins(columns.columns(), columns.unnamed(), decisive, Set.of());
    }

    /** The window that a name means: Spark follows a name to another one, and no further. */
    Optional<SqlBaseParser.WindowDefContext> window(SqlBaseParser.WindowRefContext reference) {
        return spec(reference)
                .flatMap(spec -> spec instanceof SqlBaseParser.WindowRefContext next ? spec(next) : Optional.of(spec))
                .filter(SqlBaseParser.WindowDefContext.class::isInstance)
                .map(SqlBaseParser.WindowDefContext.class::cast);
    }

    private Optional<SqlBaseParser.WindowSpecContext> spec(SqlBaseParser.WindowRefContext reference) {
        String lower = SqlNames.lower(SqlNames.of(reference.name));
        for (ColumnScope at = this; at != null; at = at.outer) {
            SqlBaseParser.WindowSpecContext window = at.windows.get(lower);
            if (window != null) {
                return Optional.of(window);
            }
        }
        return Optional.empty();
    }

    /** The columns that are seen here, but for some: their names are in small letters. */
    ColumnList without(Set<String> names) {
        return visible.only(name -> !names.contains(name));
    }

    /** All columns of a relation, or all fields of a column: those are unknown. */
    Optional<SqlOrigins> star(List<String> parts) {
        String relation = SqlNames.lower(String.join(".", parts));
        for (ColumnScope at = this; at != null; at = at.outer) {
            ColumnList list = at.relations.get(relation);
            if (list != null) {
                return Optional.of(list.rows());
            }
        }
        return find(parts).map(column -> new SqlOrigins(List.of(), Derivation.computed(List.of(column))));
    }

    /** A column, or a field of one. */
    Optional<Derivation> find(List<String> parts) {
        return find(parts, ColumnScope::named).or(() -> find(parts, ColumnScope::unnamed));
    }

    /** Whether a column has that name, here or around. */
    boolean names(List<String> parts) {
        return find(parts, ColumnScope::named).isPresent();
    }

    /** What is named is looked for everywhere, before anything that has no name may be meant. */
    private Optional<Derivation> find(
            List<String> parts, BiFunction<ColumnScope, List<String>, Optional<Derivation>> way) {
        for (ColumnScope at = this; at != null; at = at.outer) {
            Optional<Derivation> found = way.apply(at, parts);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Derivation> named(List<String> parts) {
        for (int i = parts.size() - 1; i > 0; i--) {
            ColumnList relation = relations.get(SqlNames.lower(String.join(".", parts.subList(0, i))));
            Optional<Derivation> found = relation == null ? Optional.empty() : relation.named(parts.get(i));
            if (found.isPresent()) {
                boolean isField = parts.size() > i + 1;
                return found.map(column -> field(column, isField));
            }
        }
        return visible.named(parts.get(0))
                .or(() -> Optional.ofNullable(aliases.get(SqlNames.lower(parts.get(0)))))
                .map(column -> field(column, parts.size() > 1));
    }

    private Optional<Derivation> unnamed(List<String> parts) {
        for (int i = parts.size() - 1; i > 0; i--) {
            ColumnList relation = relations.get(SqlNames.lower(String.join(".", parts.subList(0, i))));
            if (relation != null) {
                return relation.unnamed();
            }
        }
        return visible.unnamed();
    }

    private static Derivation field(Derivation column, boolean isField) {
        return isField ? Derivation.computed(List.of(column)) : column;
    }
}
