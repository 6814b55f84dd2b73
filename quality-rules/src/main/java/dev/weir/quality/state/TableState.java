package dev.weir.quality.state;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured of a set of rows. Made by {@link RowCollector}; states of disjoint sets add up by {@link #plus}. */
public final class TableState implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ArrayList<ColumnState> columns;
    private final LinkedHashMap<String, TableState> parts;
    private long rows;
    private long notEvaluated;

    TableState(List<ColumnState> columns, Map<String, TableState> parts) {
        this.columns = new ArrayList<>(columns);
        this.parts = new LinkedHashMap<>(parts);
    }

    void count() {
        rows++;
    }

    void countNotEvaluated() {
        notEvaluated++;
    }

    /**
     * The state of both sets of rows; neither of the two changes.
     *
     * @throws IllegalArgumentException when they were not asked for the same things
     */
    public TableState plus(TableState other) {
        if (columns.size() != other.columns.size()) {
            throw new IllegalArgumentException(
                    "States of " + columns.size() + " and " + other.columns.size() + " columns do not add up");
        }
        List<ColumnState> both = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            both.add(columns.get(i).plus(other.columns.get(i)));
        }
        if (!parts.keySet().equals(other.parts.keySet())) {
            throw new IllegalArgumentException("States of different parts do not add up");
        }
        Map<String, TableState> bothParts = new LinkedHashMap<>();
        parts.forEach((condition, part) ->
                bothParts.put(condition, part.plus(requireNonNull(other.parts.get(condition), condition))));
        TableState sum = new TableState(both, bothParts);
        sum.rows = rows + other.rows;
        sum.notEvaluated = notEvaluated + other.notEvaluated;
        return sum;
    }

    public long rows() {
        return rows;
    }

    /** Of a part: how many rows there were on which its condition could not be evaluated. They are not among its rows. */
    public long notEvaluated() {
        return notEvaluated;
    }

    /** The rows of these that meet a condition, when asked for; only the columns asked for are there. */
    public Optional<TableState> part(String condition) {
        return Optional.ofNullable(parts.get(condition));
    }

    /** Every column, in the table's order. */
    public List<ColumnState> columns() {
        return List.copyOf(columns);
    }

    /**
     * One column.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public ColumnState column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No column '" + name + "' was measured"));
    }
}
