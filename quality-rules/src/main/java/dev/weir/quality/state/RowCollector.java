package dev.weir.quality.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Fills a {@link TableState} row by row. It looks at the row during the call only and keeps nothing of it but
 * numbers, and the values of {@link FrequencyState}.
 * For one thread.
 */
public final class RowCollector {

    private final TableState state;
    private final ColumnState[] counted;
    private final int[] ordinals;
    private final ColumnCollector[] measured;
    private final @Nullable PartCollectors parts;

    /**
     * @param columns the first columns of every row that comes; further ones are not looked at
     * @throws IllegalArgumentException when the request names a column that is not there, or a statistic that its type
     *     does not have
     */
    public RowCollector(StructType columns, MetricRequest request) {
        this(columns, request, Set.of(columns.fieldNames()));
        for (String wanted : request.columns().keySet()) {
            if (state.columns().stream().noneMatch(column -> column.name().equals(wanted))) {
                throw new IllegalArgumentException(
                        "Statistics are asked of column '" + wanted + "', which is not there");
            }
        }
    }

    private RowCollector(StructType columns, MetricRequest request, Set<String> named) {
        List<ColumnState> states = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        List<ColumnCollector> collectors = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            StructField field = columns.fields()[i];
            if (named.contains(field.name())) {
                Set<Statistic> wanted = request.statistics(field.name());
                ColumnState column = ColumnState.empty(field, wanted);
                if (!wanted.isEmpty()) {
                    collectors.add(new ColumnCollector(i, field.dataType(), column, request.pseudonym(field.name())));
                }
                states.add(column);
                places.add(i);
            }
        }
        Map<String, TableState> partStates = new LinkedHashMap<>();
        List<RowCondition> conditions = new ArrayList<>();
        List<RowCollector> partCollectors = new ArrayList<>();
        for (MetricRequest.Part part : request.parts()) {
            RowCollector collector = new RowCollector(
                    columns, part.wanted(), part.wanted().columns().keySet());
            partStates.put(part.condition().text(), collector.state);
            conditions.add(part.condition());
            partCollectors.add(collector);
        }
        this.state = new TableState(states, partStates);
        this.counted = states.toArray(new ColumnState[0]);
        this.ordinals = places.stream().mapToInt(Integer::intValue).toArray();
        this.measured = collectors.toArray(new ColumnCollector[0]);
        this.parts = conditions.isEmpty() ? null : new PartCollectors(conditions, partCollectors);
    }

    public void add(InternalRow row) {
        state.count();
        for (int i = 0; i < counted.length; i++) {
            if (!row.isNullAt(ordinals[i])) {
                counted[i].count();
            }
        }
        for (ColumnCollector column : measured) {
            column.add(row);
        }
        if (parts != null) {
            parts.add(row);
        }
    }

    /** Takes note of a row of which it is unknown whether it belongs here. */
    void addNotEvaluated() {
        state.countNotEvaluated();
    }

    /** What has been measured so far; it is the collector's own and goes on changing with each row. */
    public TableState state() {
        return state;
    }
}
