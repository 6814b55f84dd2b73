package dev.weir.quality.state;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Fills a {@link TableState} row by row. It looks at the row during the call only and keeps nothing of it but
 * numbers, and the values of {@link FrequencyState}.
 * For one thread.
 */
public final class RowCollector {

    private final TableState state;
    private final ColumnState[] counted;
    private final ColumnCollector[] measured;

    /**
     * @param columns the first columns of every row that comes; further ones are not looked at
     * @throws IllegalArgumentException when the request names a column that is not there, or a statistic that its type
     *     does not have
     */
    public RowCollector(StructType columns, MetricRequest request) {
        List<ColumnState> states = new ArrayList<>();
        List<ColumnCollector> collectors = new ArrayList<>();
        for (StructField field : columns.fields()) {
            ColumnState column = ColumnState.empty(field, request.statistics(field.name()));
            if (!request.statistics(field.name()).isEmpty()) {
                collectors.add(
                        new ColumnCollector(states.size(), field.dataType(), column, request.pseudonym(field.name())));
            }
            states.add(column);
        }
        for (String wanted : request.columns().keySet()) {
            if (states.stream().noneMatch(column -> column.name().equals(wanted))) {
                throw new IllegalArgumentException(
                        "Statistics are asked of column '" + wanted + "', which is not there");
            }
        }
        this.state = new TableState(states);
        this.counted = states.toArray(new ColumnState[0]);
        this.measured = collectors.toArray(new ColumnCollector[0]);
    }

    /** Takes a row in. */
    public void add(InternalRow row) {
        state.count();
        for (int i = 0; i < counted.length; i++) {
            if (!row.isNullAt(i)) {
                counted[i].count();
            }
        }
        for (ColumnCollector column : measured) {
            column.add(row);
        }
    }

    /** What has been measured so far; it is the collector's own and goes on changing with each row. */
    public TableState state() {
        return state;
    }
}
