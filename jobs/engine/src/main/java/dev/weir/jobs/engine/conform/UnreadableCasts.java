package dev.weir.jobs.engine.conform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import dev.weir.contracts.Rule;
import dev.weir.jobs.plan.HiddenColumns;
import dev.weir.jobs.plan.RulePlan;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where a row has no value since {@link TextCasts} could not read one: it goes out for that, and breaks no other rule about it. */
record UnreadableCasts(List<RulePlan> markers) {

    /** Whether it is so in one of these columns. */
    Column in(List<String> columns) {
        Column any = lit(false);
        for (int i = 0; i < markers.size(); i++) {
            if (markers.get(i).rule().check() instanceof Rule.TextCast cast && columns.contains(cast.column())) {
                any = any.or(col(HiddenColumns.mark(i)).isNotNull());
            }
        }
        return any;
    }

    /** The rows with the marks that {@link Conform} gave them taken back from those that fire no rule. */
    Dataset<Row> mark(Dataset<Row> rows, Column skipped) {
        Dataset<Row> marked = rows;
        for (int i = 0; i < markers.size(); i++) {
            if (markers.get(i).rule().check() instanceof Rule.TextCast) {
                String mark = HiddenColumns.mark(i);
                marked = marked.withColumn(mark, when(not(skipped), col(mark)));
            }
        }
        return marked;
    }
}
