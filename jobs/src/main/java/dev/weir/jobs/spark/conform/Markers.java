package dev.weir.jobs.spark.conform;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import dev.weir.contracts.Rule;
import dev.weir.jobs.plan.HiddenColumns;
import dev.weir.jobs.plan.MarkerGroup;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Answers the rules that need other rows and yet have to be known before a row is routed: keys and dependencies, by
 * comparing the rows that are equal in some columns, and references, by looking up the parent. Each becomes a column
 * {@link HiddenColumns#mark} of type STRING: NULL where the row passes, else how it fails, without any value of it.
 * Unreadable records pass: they fire no rule.
 *
 * <p>Windows are used rather than aggregates that are joined back, since those would parse a fused source twice. All
 * markers of a {@link MarkerGroup} share one shuffle of the rows.
 */
public final class Markers {

    /** Details of a failure. */
    public static final String DUPLICATE_KEY = "duplicate key";

    public static final String NULL_KEY = "key is null";
    public static final String NO_PARENT = "no such parent";
    public static final String PARENT_QUARANTINED = "parent quarantined";
    public static final String MINORITY = "differs from the majority";
    public static final String NO_MAJORITY = "no value has the majority";

    private static final String FATE = HiddenColumns.PREFIX + "fate";
    private static final String PARENT_KEY = HiddenColumns.PREFIX + "parent_";
    private static final int RELEASED = 0;
    private static final int QUARANTINED = 1;

    private final KeyMask masking;

    /** Compares keys after masking them like this. */
    public Markers(KeyMask masking) {
        this.masking = requireNonNull(masking, "masking");
    }

    /**
     * The rows with a column for each of the table's {@link TablePlan#markers markers}, in their order, at the end.
     *
     * @param rows as {@link Conform#rows} gives them
     * @param plan the plan of the whole run
     * @param table the table's own
     * @param parents by table name, all that the table's reference markers name
     */
    public Dataset<Row> mark(Dataset<Row> rows, Plan plan, TablePlan table, Map<String, ParentRows> parents) {
        List<RulePlan> markers = table.markers();
        Dataset<Row> marked = rows;
        for (MarkerGroup group : MarkerGroup.of(table)) {
            marked = new GroupMarks(group).mark(marked, markers);
        }
        for (int i = 0; i < markers.size(); i++) {
            if (markers.get(i).rule().check() instanceof Rule.Reference reference) {
                ParentRows parent = parents.get(reference.parent());
                if (parent == null) {
                    throw new IllegalArgumentException("Table '" + table.name()
                            + "' was not given the rows of its parent '" + reference.parent() + "'");
                }
                marked = reference(marked, reference, plan.table(reference.parent()), parent, HiddenColumns.mark(i));
            }
        }
        List<Column> ordered = new ArrayList<>(quoted(List.of(rows.columns())));
        for (int i = 0; i < markers.size(); i++) {
            ordered.add(col(HiddenColumns.mark(i)));
        }
        return marked.select(ordered.toArray(new Column[0]));
    }

    private Dataset<Row> reference(
            Dataset<Row> rows, Rule.Reference reference, TablePlan parent, ParentRows fates, String mark) {
        List<String> parentColumns = reference.parentColumns();
        Dataset<Row> keys = fate(fates.released(), parentColumns, RELEASED)
                .union(fate(fates.quarantined(), parentColumns, QUARANTINED));
        List<Column> names = new ArrayList<>();
        Column matches = lit(true);
        for (int i = 0; i < parentColumns.size(); i++) {
            Column clear = quoted(reference.columns().get(i));
            names.add(col(PARENT_KEY + i));
            matches = matches.and(masking.masked(
                            clear,
                            rows.schema().apply(reference.columns().get(i)).dataType(),
                            parent.mask(parentColumns.get(i)))
                    .equalTo(col(PARENT_KEY + i)));
        }
        Dataset<Row> known =
                keys.groupBy(names.toArray(new Column[0])).agg(min(col(FATE)).as(FATE));
        Column failure = when(col(HiddenColumns.UNREADABLE).isNotNull().or(anyNull(reference.columns())), nothing())
                .when(col(FATE).isNull(), lit(NO_PARENT))
                .when(col(FATE).equalTo(QUARANTINED), lit(PARENT_QUARANTINED));
        List<Column> result = new ArrayList<>(quoted(List.of(rows.columns())));
        result.add(failure.as(mark));
        return rows.join(known, matches, "left_outer").select(result.toArray(new Column[0]));
    }

    /** The keys of a parent's rows, with what became of them; a key with a NULL in it is no parent of anyone. */
    private static Dataset<Row> fate(Dataset<Row> rows, List<String> columns, int fate) {
        List<Column> keys = new ArrayList<>();
        Column complete = lit(true);
        for (int i = 0; i < columns.size(); i++) {
            keys.add(quoted(columns.get(i)).as(PARENT_KEY + i));
            complete = complete.and(quoted(columns.get(i)).isNotNull());
        }
        keys.add(lit(fate).as(FATE));
        return rows.where(complete).select(keys.toArray(new Column[0]));
    }

    static Column anyNull(List<String> columns) {
        Column any = lit(false);
        for (String column : columns) {
            any = any.or(quoted(column).isNull());
        }
        return any;
    }

    static Column nothing() {
        return lit(null).cast(DataTypes.StringType);
    }

    static List<Column> quoted(List<String> columns) {
        return columns.stream().map(Markers::quoted).toList();
    }

    /** A column by its name alone, whatever characters it has. */
    static Column quoted(String column) {
        return col("`" + column.replace("`", "``") + "`");
    }
}
