package dev.weir.jobs.engine.conform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import dev.weir.contracts.Rule;
import dev.weir.jobs.plan.HiddenColumns;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.quality.ColumnsByName;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Marks rows whose key a row has that was released before and stays: they would be its duplicates.
 *
 * @param masking of keys, before they are compared
 */
public record ReleasedKeys(KeyMask masking) {
    private static final String KEY = HiddenColumns.PREFIX + "there_";
    private static final String THERE = HiddenColumns.PREFIX + "there";

    /**
     * The same rows, with more of them marked.
     *
     * @param rows as {@link Markers#mark} gives them
     * @param there the rows that stay, as they were released
     */
    public Dataset<Row> mark(Dataset<Row> rows, TablePlan table, Dataset<Row> there) {
        List<RulePlan> markers = table.markers();
        Column skipped = col(HiddenColumns.UNREADABLE).isNotNull().or(MinorMarks.goes(rows));
        Dataset<Row> marked = rows;
        for (int i = 0; i < markers.size(); i++) {
            if (markers.get(i).rule().check() instanceof Rule.Key key) {
                Column mark = col(HiddenColumns.mark(i));
                marked = beside(marked, table, key.columns(), there)
                        .withColumn(
                                HiddenColumns.mark(i),
                                when(
                                                mark.isNull()
                                                        .and(not(skipped))
                                                        .and(col(THERE).isNotNull()),
                                                lit(Markers.DUPLICATE_KEY))
                                        .otherwise(mark))
                        .select(ColumnsByName.columns(List.of(rows.columns())));
            }
        }
        return marked;
    }

    /** The rows with {@link #THERE}, which is NULL where no row has their key; one with a NULL in it matches no row. */
    private Dataset<Row> beside(Dataset<Row> rows, TablePlan table, List<String> key, Dataset<Row> there) {
        List<Column> names = new ArrayList<>();
        Column same = lit(true);
        for (int i = 0; i < key.size(); i++) {
            String name = key.get(i);
            names.add(ColumnsByName.column(name).as(KEY + i));
            Column masked = masking.masked(
                    ColumnsByName.column(name), rows.schema().apply(name).dataType(), table.mask(name));
            same = same.and(masked.equalTo(col(KEY + i)));
        }
        Dataset<Row> known =
                there.select(names.toArray(new Column[0])).distinct().withColumn(THERE, lit(true));
        return rows.join(known, same, "left_outer");
    }
}
