package dev.weir.jobs.engine.pass;

import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.jobs.plan.ReleasedColumns;
import dev.weir.jobs.plan.TablePlan;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What a table's own metadata say of its columns, so that any engine shows meaning, unit, category and mask. */
final class ColumnComments {

    private ColumnComments() {}

    /** The same columns, each with its comment. */
    static StructType on(StructType columns, TablePlan table) {
        Map<String, ReleasedColumn> released =
                ReleasedColumns.of(table).stream().collect(Collectors.toMap(ReleasedColumn::name, column -> column));
        StructType described = new StructType();
        for (StructField field : columns.fields()) {
            ReleasedColumn column = released.get(field.name());
            described = described.add(column == null ? field : field.withComment(column.comment()));
        }
        return described;
    }
}
