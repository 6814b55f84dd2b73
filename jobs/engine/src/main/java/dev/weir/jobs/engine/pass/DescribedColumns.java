package dev.weir.jobs.engine.pass;

import dev.weir.contracts.Load;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.jobs.plan.ReleasedColumns;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.release.table.KeyColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What a table's own metadata say of its columns, so that any engine shows meaning, unit, category and mask, and which of them tell
 * rows apart.
 */
final class DescribedColumns {

    private DescribedColumns() {}

    /** The same columns, each with its comment. */
    static StructType of(StructType columns, TablePlan table) {
        Map<String, ReleasedColumn> released =
                ReleasedColumns.of(table).stream().collect(Collectors.toMap(ReleasedColumn::name, column -> column));
        StructType described = new StructType();
        for (StructField field : columns.fields()) {
            ReleasedColumn column = released.get(field.name());
            described = described.add(column == null ? field : field.withComment(column.comment()));
        }
        return KeyColumns.marked(described, key(table));
    }

    /** None where masks leave rows with different keys alike. */
    private static List<String> key(TablePlan table) {
        List<String> key = new ArrayList<>(table.table().keys().primary());
        if (!key.stream().allMatch(column -> table.mask(column).mask().isInjective())) {
            return List.of();
        }
        if (table.load() instanceof Load.Merge merge && merge.added().contains(Load.Merge.VALID_FROM)) {
            key.add(Load.Merge.VALID_FROM);
        }
        return key;
    }
}
