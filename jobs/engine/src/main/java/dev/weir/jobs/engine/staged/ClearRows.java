package dev.weir.jobs.engine.staged;

import dev.weir.contracts.Rule;
import dev.weir.jobs.engine.conform.ParentRows;
import dev.weir.jobs.engine.landed.LandedFiles;
import dev.weir.jobs.engine.sink.spec.SinkColumns;
import dev.weir.quality.ColumnsByName;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table's produced rows in the clear columns that were kept aside.
 *
 * @param files where they are
 * @param columns the table's, clear; those that were not kept are NULL
 */
public record ClearRows(LandedFiles files, StructType columns) {
    /** The rows that a check is about. */
    public Dataset<Row> of(Rule.Of of) {
        Dataset<Row> stored = files.stored();
        return whole(stored.where(of == Rule.Of.PRODUCED ? isJudged() : hasFate(SinkColumns.RELEASED)));
    }

    /** What became of the rows, for tables that refer to this one. */
    ParentRows fates() {
        return new ParentRows(
                of(Rule.Of.RELEASED),
                whole(files.stored().where(hasFate(SinkColumns.QUARANTINED))),
                ParentRows.Values.CLEAR);
    }

    /** Clear values of the rows that went for a policy's sake. */
    public Dataset<Row> dropped(List<String> wanted) {
        return files.stored().where(hasFate(SinkColumns.DROPPED)).select(ColumnsByName.columns(wanted));
    }

    private static Column isJudged() {
        return functions.not(hasFate(SinkColumns.DROPPED));
    }

    private static Column hasFate(int fate) {
        return functions.col(SinkColumns.FATE).equalTo(fate);
    }

    private Dataset<Row> whole(Dataset<Row> kept) {
        return kept.select(Arrays.stream(columns.fields())
                .map(field -> column(kept, field))
                .toArray(Column[]::new));
    }

    private static Column column(Dataset<Row> kept, StructField field) {
        return Arrays.asList(kept.columns()).contains(field.name())
                ? ColumnsByName.column(field.name())
                : functions.lit(null).cast(field.dataType()).as(field.name());
    }
}
