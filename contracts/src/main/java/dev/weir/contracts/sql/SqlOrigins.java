package dev.weir.contracts.sql;

import dev.weir.contracts.sql.Derivation.Edge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the output columns of a query come from, by its text and by the columns of the tables that it reads. Origins are about
 * values: what a query compares, sorts or groups by is no origin. Edges are about all that it does with columns.
 *
 * @param columns the output columns, in their order
 * @param unnamed how each further column comes about, where the text does not tell how many there are and what they are called,
 *     as after PIVOT; {@link Derivation#NONE} where there is none
 * @param rows what decides which rows there are and in which order; not repeated at each column
 * @param untraced what could not be followed, for people; where there is any, edges may be missing
 */
public record SqlOrigins(List<Output> columns, Derivation unnamed, Set<Edge> rows, Set<String> untraced) {

    /** Made of no column: a literal, for one. */
    public static final Origin NO_COLUMN = new Origin(List.of(), How.COMPUTED);

    public SqlOrigins {
        columns = List.copyOf(columns);
        rows = Set.copyOf(rows);
        untraced = Set.copyOf(untraced);
    }

    /** Of rows on which no column decides. */
    public SqlOrigins(List<Output> columns, Derivation unnamed) {
        this(columns, unnamed, Set.of(), Set.of());
    }

    /** The origins of each further column. */
    public List<Origin> others() {
        return unnamed.origins();
    }

    /** The origins of the column of that name, in whatever case; none where the query gives no such column. */
    public List<Origin> of(String name) {
        return named(name).origins();
    }

    /** How the column of that name comes about, in whatever case; empty where the query gives no such column. */
    public Derivation named(String name) {
        List<Derivation> found = new ArrayList<>();
        List<Derivation> possible = new ArrayList<>(List.of(unnamed));
        for (Output column : columns) {
            if (column.name().equalsIgnoreCase(name)) {
                found.add(column.derivation());
            } else if (column.name().isEmpty()) {
                possible.add(column.derivation());
            }
        }
        Derivation named = Derivation.either(found);
        return named.isEmpty() ? Derivation.either(possible) : named;
    }

    /** All columns taken together, as something that is computed from them. */
    public Derivation together() {
        List<Derivation> all = new ArrayList<>(List.of(unnamed));
        columns.forEach(column -> all.add(column.derivation()));
        return Derivation.computed(all);
    }

    /** The same columns, by other names or in another order; the same decides on the rows. */
    public SqlOrigins with(List<Output> others, Derivation further) {
        return new SqlOrigins(others, further, rows, untraced);
    }

    /** What is computed from several parts has the origins of its one part, or one origin that names the columns of all. */
    public static List<Origin> computed(Collection<List<Origin>> parts) {
        Set<List<Origin>> different = new LinkedHashSet<>(parts);
        different.removeIf(
                part -> part.stream().allMatch(origin -> origin.from().isEmpty()));
        if (different.size() == 1) {
            Set<Origin> computed = new LinkedHashSet<>();
            for (Origin origin : different.iterator().next()) {
                computed.add(new Origin(origin.from(), How.COMPUTED));
            }
            return List.copyOf(computed);
        }
        Set<TableColumn> from = new LinkedHashSet<>();
        different.forEach(part -> part.forEach(origin -> from.addAll(origin.from())));
        return List.of(from.isEmpty() ? NO_COLUMN : new Origin(List.copyOf(from), How.COMPUTED));
    }

    /**
     * An output column.
     *
     * @param name empty where the query gives it none
     * @param derivation how it comes about: with several origins where rows come from several sides, of a UNION, an UNPIVOT, a
     *     FULL JOIN with USING
     */
    public record Output(String name, Derivation derivation) {

        /** What its values are made of. */
        public List<Origin> origins() {
            return derivation.origins();
        }
    }

    /**
     * How the value of a column comes about in some rows or in all.
     *
     * @param from the columns that its value is, or is computed from: exactly those; none for what is made of no column
     * @param how it is made of them
     */
    public record Origin(List<TableColumn> from, How how) {
        public Origin {
            from = List.copyOf(from);
            if (how == How.PLAIN && from.size() != 1) {
                throw new IllegalArgumentException("A plain column is one column, not " + from.size());
            }
        }

        /** Whether it is the value of exactly one column and nothing more; all else is computed. */
        public boolean plain() {
            return how == How.PLAIN;
        }

        /** Whether it is a hash that anybody can compute again. */
        public boolean hashed() {
            return how == How.HASHED;
        }

        /** The same columns, hashed. */
        public Origin asHash() {
            return from.isEmpty() ? this : new Origin(from, How.HASHED);
        }
    }

    /** How a value is made. */
    public enum How {
        /** It is the column's own value. */
        PLAIN,
        /** It is computed. */
        COMPUTED,
        /** It is a hash without a key, as text or number, or a part of one: an attacker with a guess of the values can try it. */
        HASHED
    }

    /**
     * A column of a table.
     *
     * @param table as the query writes it
     * @param column as the table calls it
     */
    public record TableColumn(String table, String column) {}

    /** What tables there are. */
    @FunctionalInterface
    public interface Tables {
        /** The columns of a table in their order, by the name that a query writes; none for an unknown table. */
        List<String> columns(String written);
    }
}
