package dev.weir.jobs.engine.sql;

import dev.weir.contracts.sql.SqlOrigins;
import dev.weir.contracts.sql.SqlOrigins.Origin;
import dev.weir.contracts.sql.SqlOrigins.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Columns as they are gathered, and found by their names. Of more than {@value #WIDEST} it only knows what they are made of
 * together: joins of a table with itself, each within the next, would double them without end.
 */
final class ColumnList {

    static final int WIDEST = 10_000;

    private final List<Output> columns = new ArrayList<>();
    private final Map<String, Set<Origin>> byName = new HashMap<>();
    private final Set<Origin> others = new LinkedHashSet<>();
    private boolean isTooWide;

    static ColumnList of(SqlOrigins rows) {
        ColumnList list = new ColumnList();
        list.add(rows);
        return list;
    }

    void add(Output column) {
        columns.add(column);
        byName.computeIfAbsent(SqlNames.lower(column.name()), first -> new LinkedHashSet<>())
                .addAll(column.origins());
        isTooWide |= columns.size() > WIDEST;
        if (isTooWide) {
            List<Origin> together = rows().together();
            columns.clear();
            byName.clear();
            others.clear();
            others.addAll(together);
        }
    }

    void add(SqlOrigins rows) {
        rows.columns().forEach(this::add);
        others.addAll(rows.others());
    }

    void add(ColumnList list) {
        list.columns.forEach(this::add);
        others.addAll(list.others);
    }

    ColumnList and(ColumnList list) {
        ColumnList both = new ColumnList();
        both.add(this);
        both.add(list);
        return both;
    }

    /** Columns that the text does not name. */
    void addOthers(List<Origin> origins) {
        others.addAll(origins);
    }

    /** The origins of the column of that name. */
    Optional<List<Origin>> named(String name) {
        return Optional.ofNullable(byName.get(SqlNames.lower(name))).map(List::copyOf);
    }

    /** The origins of what the text does not name. */
    Optional<List<Origin>> unnamed() {
        Set<Origin> unnamed = new LinkedHashSet<>(others);
        unnamed.addAll(byName.getOrDefault("", Set.of()));
        return unnamed.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(unnamed));
    }

    /** Those whose names are wanted. */
    ColumnList only(Predicate<String> wanted) {
        ColumnList list = new ColumnList();
        columns.stream()
                .filter(column -> wanted.test(SqlNames.lower(column.name())))
                .forEach(list::add);
        list.others.addAll(others);
        return list;
    }

    /** The names that both have, in their order; none where the text does not tell all names. */
    List<String> shared(ColumnList list) {
        return unnamed().isPresent() || list.unnamed().isPresent()
                ? List.of()
                : columns.stream()
                        .map(Output::name)
                        .filter(name -> list.named(name).isPresent())
                        .distinct()
                        .toList();
    }

    SqlOrigins rows() {
        return new SqlOrigins(columns, List.copyOf(others));
    }
}
