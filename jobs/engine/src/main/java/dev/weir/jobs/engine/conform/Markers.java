package dev.weir.jobs.engine.conform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.weir.jobs.plan.HiddenColumns;
import dev.weir.jobs.plan.MarkerGroup;
import dev.weir.jobs.plan.ParentLookup;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.quality.ColumnsByName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Answers the rules that need other rows and yet have to be known before a row is routed: keys and dependencies, by
 * comparing the rows that are equal in some columns; references and joined predicates, by looking up the parent. Each becomes a column
 * {@link HiddenColumns#mark} of type STRING: NULL where the row passes, empty where the rule is not about it, else how it
 * fails, without any value of it.
 * Unreadable records pass, and so do rows that go for a policy's sake: they fire no rule.
 *
 * <p>Windows are used rather than aggregates that are joined back, since those would parse a fused source twice. All
 * markers of a {@link MarkerGroup} share one shuffle of the rows.
 *
 * @param masking of keys, before they are compared
 */
public record Markers(KeyMask masking) {
    /** Details of a failure. */
    public static final String DUPLICATE_KEY = "duplicate key";

    public static final String NULL_KEY = "key is null";
    public static final String NO_PARENT = "no such parent";
    public static final String PARENT_QUARANTINED = "parent quarantined";
    public static final String AGAINST_PARENT = "fails against its parent";
    public static final String MINORITY = "differs from the majority";
    public static final String NO_MAJORITY = "no value has the majority";

    /** The mark of a row that the rule is not about. */
    static final String LEFT_OUT = "";

    /**
     * The rows with a column for each of the table's {@link TablePlan#markers markers}, in their order, at the end.
     *
     * @param rows as {@link Conform#rows} gives them
     * @param plan the plan of the whole run
     * @param table the table's own
     * @param parents gives the rows of every table that the table's markers look for
     */
    public Dataset<Row> mark(Dataset<Row> rows, Plan plan, TablePlan table, ParentRows.Source parents) {
        List<RulePlan> markers = table.markers();
        Column skipped = col(HiddenColumns.UNREADABLE).isNotNull().or(MinorMarks.goes(rows));
        UnreadableCasts unread = new UnreadableCasts(markers);
        Dataset<Row> marked = unread.mark(rows, skipped);
        for (MarkerGroup group : MarkerGroup.of(table)) {
            marked = new GroupMarks(group, skipped.or(unread.in(group.columns()))).mark(marked, markers);
        }
        for (ParentLookup lookup : ParentLookup.of(table)) {
            TablePlan parent = plan.table(lookup.reference().parent());
            marked = new ParentMarks(lookup, markers, parent, masking, skipped, unread).mark(marked, parents);
        }
        List<Column> ordered = new ArrayList<>(List.of(ColumnsByName.columns(Arrays.stream(rows.columns())
                .filter(column -> !HiddenColumns.isMark(column))
                .toList())));
        for (int i = 0; i < markers.size(); i++) {
            ordered.add(col(HiddenColumns.mark(i)));
        }
        return marked.select(ordered.toArray(new Column[0]));
    }

    static Column anyNull(List<String> columns) {
        Column any = lit(false);
        for (String column : columns) {
            any = any.or(ColumnsByName.column(column).isNull());
        }
        return any;
    }

    static Column nothing() {
        return lit(null).cast(DataTypes.StringType);
    }
}
