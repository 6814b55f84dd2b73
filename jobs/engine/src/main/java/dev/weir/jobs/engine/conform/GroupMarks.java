package dev.weir.jobs.engine.conform;

import static dev.weir.jobs.engine.conform.Markers.anyNull;
import static dev.weir.jobs.engine.conform.Markers.nothing;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import dev.weir.contracts.Rule;
import dev.weir.jobs.plan.HiddenColumns;
import dev.weir.jobs.plan.MarkerGroup;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.quality.ColumnsByName;
import dev.weir.quality.evaluation.RowFailure;
import dev.weir.quality.evaluation.TruthTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The marks of one group: windows over the rows that are equal in its columns, after one shuffle. Rows that are in no
 * group, by a NULL or because their record is unreadable, spread over the tasks by their origin.
 */
final class GroupMarks {

    private static final String SPREAD = HiddenColumns.PREFIX + "spread";
    private static final String SELECTED = HiddenColumns.PREFIX + "selected";
    private static final String EXTREME = HiddenColumns.PREFIX + "extreme";
    private static final String VOTES = HiddenColumns.PREFIX + "votes";
    private static final String MOST = HiddenColumns.PREFIX + "most";

    private static final long ABOUT = 1;
    private static final long NOT_EVALUATED = 2;

    private final MarkerGroup group;
    private final Column skipped;
    private final Column incomplete;

    /** @param skipped rows that fire no rule */
    GroupMarks(MarkerGroup group, Column skipped) {
        this.group = group;
        this.skipped = skipped;
        this.incomplete = anyNull(group.columns());
    }

    /** The rows with a mark for each marker of the group, and helpers that are not wanted further on. */
    Dataset<Row> mark(Dataset<Row> rows, List<RulePlan> markers) {
        Dataset<Row> marked = rows.withColumn(
                SPREAD,
                when(
                        skipped.or(incomplete),
                        coalesce(xxhash64(col(HiddenColumns.FILE), col(HiddenColumns.LINE)), lit(0L))));
        boolean votes = group.markers().stream()
                .anyMatch(marker -> markers.get(marker).rule().check() instanceof Rule.Depends);
        if (votes) {
            // Else Spark would shuffle for the votes, which are finer, and then again for the group.
            marked = marked.repartition(columns().toArray(new Column[0]));
        }
        for (int marker : group.markers()) {
            Rule.Check check = markers.get(marker).rule().check();
            String mark = HiddenColumns.mark(marker);
            if (check instanceof Rule.Key key) {
                marked = key(marked, key, mark);
            } else if (check instanceof Rule.Depends depends) {
                marked = depends(marked, depends, mark);
            } else {
                throw new IllegalStateException(
                        "No group answers rule '" + markers.get(marker).id() + "'");
            }
        }
        return marked;
    }

    private Dataset<Row> key(Dataset<Row> rows, Rule.Key key, String mark) {
        Column about = key.where()
                .map(where -> TruthTable.of(expr(where), ABOUT, 0, 0, NOT_EVALUATED))
                .orElse(lit(ABOUT));
        Dataset<Row> known = rows.withColumn(SELECTED, about);
        Column selected = col(SELECTED).equalTo(ABOUT);
        Column fails = count(when(selected, lit(1))).over(window()).gt(1);
        if (key.keep().isPresent()) {
            Rule.Keep keep = key.keep().get();
            Column by = when(selected, ColumnsByName.column(keep.by()));
            Column extreme = keep.end() == Rule.End.LAST ? max(by) : min(by);
            known = known.withColumn(EXTREME, extreme.over(window()));
            Column isExtreme = coalesce(by.equalTo(col(EXTREME)), lit(false));
            Column alone = sum(when(isExtreme, 1L).otherwise(0L)).over(window()).equalTo(1L);
            fails = fails.and(not(isExtreme.and(alone)));
        }
        Column failure = when(skipped, nothing())
                .when(col(SELECTED).equalTo(NOT_EVALUATED), lit(RowFailure.DETAIL))
                .when(not(selected), lit(Markers.LEFT_OUT))
                .when(incomplete, key.nulls() == Rule.Nulls.FAIL ? lit(Markers.NULL_KEY) : nothing())
                .when(fails, lit(Markers.DUPLICATE_KEY));
        return known.withColumn(mark, failure);
    }

    /** A value has as many votes as rows; it wins where the rows of the values with the most votes are that many. */
    private Dataset<Row> depends(Dataset<Row> rows, Rule.Depends depends, String mark) {
        Column value = ColumnsByName.column(depends.column());
        List<Column> ballots = new ArrayList<>(columns());
        ballots.add(value);
        Dataset<Row> counted = rows.withColumn(
                        VOTES, count(value).over(Window.partitionBy(ballots.toArray(new Column[0]))))
                .withColumn(MOST, max(col(VOTES)).over(window()));
        Column leading = col(VOTES).equalTo(col(MOST));
        Column tied = sum(when(leading.and(value.isNotNull()), 1L).otherwise(0L))
                .over(window())
                .gt(col(MOST));
        Column failure = when(skipped.or(incomplete).or(value.isNull()), nothing())
                .when(tied, lit(Markers.NO_MAJORITY))
                .when(col(VOTES).lt(col(MOST)), lit(Markers.MINORITY));
        return counted.withColumn(mark, failure);
    }

    private WindowSpec window() {
        return Window.partitionBy(columns().toArray(new Column[0]));
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(ColumnsByName.columns(group.columns())));
        columns.add(col(SPREAD));
        return columns;
    }
}
