package dev.weir.jobs.engine.sink;

import static org.apache.spark.sql.functions.col;

import dev.weir.contracts.release.FailingRow;
import dev.weir.jobs.engine.sink.spec.SinkColumns;
import dev.weir.quality.ColumnsByName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Staged rows, masked, as they may be shown. */
public final class FailingRows {

    private FailingRows() {}

    /**
     * The first of them by file and line, rows without a line last.
     *
     * @param rows a table's, with {@link SinkColumns#FILE} and {@link SinkColumns#LINE}
     * @param kept the columns that no mask changes
     * @param detail a column of theirs with what is to be said of each
     */
    public static List<FailingRow> first(Dataset<Row> rows, Set<String> kept, String detail, int limit) {
        StructType columns = new StructType(Arrays.stream(rows.schema().fields())
                .filter(field -> !field.name().startsWith("_weir_"))
                .toArray(StructField[]::new));
        List<String> selected = new ArrayList<>(List.of(columns.fieldNames()));
        selected.addAll(List.of(SinkColumns.FILE, SinkColumns.LINE, detail));
        Dataset<Row> first = rows.select(ColumnsByName.columns(selected))
                .orderBy(
                        col(SinkColumns.LINE).isNull(),
                        col(SinkColumns.FILE).asc_nulls_last(),
                        col(SinkColumns.LINE).asc())
                .limit(limit);
        int file = columns.size();
        List<FailingRow> shown = new ArrayList<>();
        for (InternalRow row : first.queryExecution().executedPlan().executeCollect()) {
            shown.add(new FailingRow(
                    row.isNullAt(file)
                            ? Optional.empty()
                            : Optional.of(row.getUTF8String(file).toString()),
                    row.isNullAt(file + 1) ? OptionalLong.empty() : OptionalLong.of(row.getLong(file + 1)),
                    row.isNullAt(file + 2)
                            ? Optional.empty()
                            : Optional.of(row.getUTF8String(file + 2).toString()),
                    DisplayValues.of(row, columns, kept)));
        }
        return shown;
    }
}
