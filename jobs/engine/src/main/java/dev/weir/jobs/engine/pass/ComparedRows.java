package dev.weir.jobs.engine.pass;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.weir.contracts.Rule;
import dev.weir.jobs.engine.conform.Markers;
import dev.weir.quality.ColumnsByName;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/** The rows that break a key or a reference, found among staged rows: for a trial, which shows them. */
public final class ComparedRows {

    /** STRING: how the row fails. */
    public static final String DETAIL = "_weir_detail";

    private static final String SHARING = "_weir_sharing";
    private static final String PARENT = "_weir_parent_";

    private ComparedRows() {}

    /** As {@link dev.weir.quality.KeyAndReferenceCheck#key} counts them, with {@link #DETAIL} at their end. */
    public static Dataset<Row> breaking(Rule.Key key, Dataset<Row> rows) {
        Column complete = complete(key.columns());
        Column incomplete = key.nulls() == Rule.Nulls.FAIL ? functions.not(complete) : lit(false);
        return rows.withColumn(SHARING, count(lit(1)).over(Window.partitionBy(ColumnsByName.columns(key.columns()))))
                .withColumn(
                        DETAIL,
                        functions
                                .when(incomplete, lit(Markers.NULL_KEY))
                                .when(complete.and(col(SHARING).gt(1)), lit(Markers.DUPLICATE_KEY)))
                .where(col(DETAIL).isNotNull())
                .drop(SHARING);
    }

    /** As {@link dev.weir.quality.KeyAndReferenceCheck#reference} counts them, with {@link #DETAIL} at their end. */
    public static Dataset<Row> breaking(Rule.Reference reference, Dataset<Row> rows, Dataset<Row> parents) {
        Column joined = lit(true);
        Column[] keys = new Column[reference.columns().size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = ColumnsByName.column(reference.parentColumns().get(i)).as(PARENT + i);
            joined = joined.and(ColumnsByName.column(reference.columns().get(i)).equalTo(col(PARENT + i)));
        }
        return rows.where(complete(reference.columns()))
                .join(parents.select(keys).distinct(), joined, "left_anti")
                .withColumn(DETAIL, lit(Markers.NO_PARENT));
    }

    private static Column complete(List<String> names) {
        Column complete = lit(true);
        for (String name : names) {
            complete = complete.and(ColumnsByName.column(name).isNotNull());
        }
        return complete;
    }
}
