package dev.weir.jobs.engine.sql;

import dev.weir.contracts.sql.Derivation;
import dev.weir.contracts.sql.SqlOrigins;
import dev.weir.contracts.sql.SqlOrigins.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Columns as they are gathered, and found by their names. Of more than {@value #WIDEST} it only knows what they are made of
 * together: joins of a table with itself, each within the next, would double them without end.
 */
final class ColumnList {

    static final int WIDEST = 10_000;

    private final List<Output> columns = new ArrayList<>();
    private final Map<String, List<Derivation>> byName = new HashMap<>();
    private Derivation others = Derivation.NONE;
    private boolean isTooWide;

    static ColumnList of(SqlOrigins rows) {
        ColumnList list = new ColumnList();
        list.add(rows);
        return list;
    }

    void add(Output column) {
        columns.add(column);
        byName.computeIfAbsent(SqlNames.lower(column.name()), first -> new ArrayList<>())
                .add(column.derivation());
        isTooWide |= columns.size() > WIDEST;
        if (isTooWide) {
            others = rows().together();
            columns.clear();
            byName.clear();
        }
    }

    void add(SqlOrigins rows) {
        rows.columns().forEach(this::add);
        addOthers(rows.unnamed());
    }

    void add(ColumnList list) {
        list.columns.forEach(this::add);
        addOthers(list.others);
    }

    ColumnList and(ColumnList list) {
        ColumnList both = new ColumnList();
        both.add(this);
        both.add(list);
        return both;
    }

    /** Columns that the text does not name. */
    void addOthers(Derivation derivation) {
        others = others.isEmpty() ? derivation : Derivation.either(List.of(others, derivation));
    }

    /** The column of that name. */
    Optional<Derivation> named(String name) {
        return Optional.ofNullable(byName.get(SqlNames.lower(name))).map(Derivation::either);
    }

    /** What the text does not name. */
    Optional<Derivation> unnamed() {
        List<Derivation> unnamed = new ArrayList<>(List.of(others));
        unnamed.addAll(byName.getOrDefault("", List.of()));
        return Optional.of(Derivation.either(unnamed)).filter(derivation -> !derivation.isEmpty());
    }

    /** Those whose names are wanted. */
    ColumnList only(Predicate<String> wanted) {
        ColumnList list = new ColumnList();
        columns.stream()
                .filter(column -> wanted.test(SqlNames.lower(column.name())))
                .forEach(list::add);
        list.addOthers(others);
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
        return new SqlOrigins(columns, others);
    }
}
