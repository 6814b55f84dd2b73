package dev.weir.jobs.engine.conform;

import static dev.weir.jobs.engine.conform.Markers.anyNull;
import static dev.weir.jobs.engine.conform.Markers.nothing;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import dev.weir.contracts.Rule;
import dev.weir.jobs.plan.HiddenColumns;
import dev.weir.jobs.plan.ParentColumns;
import dev.weir.jobs.plan.ParentLookup;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.quality.ColumnsByName;
import dev.weir.quality.RowPredicates;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The marks of one look-up: the rows are joined once with the parent's keys, each of which stands there once, so that no
 * row is doubled. Predicates see the parent as a structure {@link ParentColumns#PARENT} of the columns that they name:
 * NULL where no parent got in, and where several rows of it share the key.
 */
final class ParentMarks {

    private static final String FATE = HiddenColumns.PREFIX + "fate";
    private static final String PARENT_KEY = HiddenColumns.PREFIX + "parent_";
    private static final String IN = HiddenColumns.PREFIX + "in";
    private static final int RELEASED = 0;
    private static final int QUARANTINED = 1;

    private final ParentLookup lookup;
    private final Rule.Reference reference;
    private final List<RulePlan> markers;
    private final TablePlan parent;
    private final KeyMask masking;
    private final Column skipped;
    private final UnreadableCasts unread;

    /**
     * @param markers all of the table
     * @param parent the plan of the parent
     * @param skipped rows that fire no rule
     */
    ParentMarks(
            ParentLookup lookup,
            List<RulePlan> markers,
            TablePlan parent,
            KeyMask masking,
            Column skipped,
            UnreadableCasts unread) {
        this.skipped = skipped;
        this.unread = unread;
        this.lookup = lookup;
        this.reference = lookup.reference();
        this.markers = markers;
        this.parent = parent;
        this.masking = masking;
    }

    /** The rows with a mark for each marker of the look-up. */
    Dataset<Row> mark(Dataset<Row> rows, ParentRows.Source parents) {
        List<String> wanted = wanted();
        List<String> needed = new ArrayList<>(new LinkedHashSet<>(reference.parentColumns()));
        wanted.stream().filter(column -> !needed.contains(column)).forEach(needed::add);
        ParentRows fates = parents.of(reference.parent(), needed);
        Dataset<Row> marked = rows.join(known(fates, wanted), matches(rows, fates.values()), "left_outer");
        for (int marker : lookup.markers()) {
            Rule rule = markers.get(marker).rule();
            marked = marked.withColumn(
                    HiddenColumns.mark(marker),
                    rule.check() instanceof Rule.Row row
                            ? when(
                                    not(skipped.or(unread.in(row.columns()))),
                                    RowPredicates.words(rule, marked, Markers.AGAINST_PARENT, Markers.LEFT_OUT))
                            : orphan());
        }
        Set<String> helpers = new LinkedHashSet<>(List.of(FATE, IN, ParentColumns.PARENT));
        for (int i = 0; i < reference.columns().size(); i++) {
            helpers.add(PARENT_KEY + i);
        }
        return marked.drop(helpers.toArray(new String[0]));
    }

    private List<String> wanted() {
        Set<String> wanted = new LinkedHashSet<>();
        lookup.markers().forEach(marker -> wanted.addAll(markers.get(marker).ofParent()));
        return List.copyOf(wanted);
    }

    private Column orphan() {
        return when(skipped.or(anyNull(reference.columns())), nothing())
                .when(col(FATE).isNull(), lit(Markers.NO_PARENT))
                .when(col(FATE).equalTo(QUARANTINED), lit(Markers.PARENT_QUARANTINED));
    }

    private Column matches(Dataset<Row> rows, ParentRows.Values values) {
        Column matches = lit(true);
        for (int i = 0; i < reference.columns().size(); i++) {
            String name = reference.columns().get(i);
            Column key = values == ParentRows.Values.CLEAR
                    ? ColumnsByName.column(name)
                    : masking.masked(
                            ColumnsByName.column(name),
                            rows.schema().apply(name).dataType(),
                            parent.mask(reference.parentColumns().get(i)));
            matches = matches.and(key.equalTo(col(PARENT_KEY + i)));
        }
        return matches;
    }

    /** Each key once: what became of it, and the one row that got in under it. */
    private Dataset<Row> known(ParentRows fates, List<String> wanted) {
        List<Column> names = new ArrayList<>();
        for (int i = 0; i < reference.parentColumns().size(); i++) {
            names.add(col(PARENT_KEY + i));
        }
        Dataset<Row> keys =
                fate(fates.released(), wanted, RELEASED).union(fate(fates.quarantined(), wanted, QUARANTINED));
        Column got = col(FATE).equalTo(RELEASED);
        Column[] by = names.toArray(new Column[0]);
        if (wanted.isEmpty()) {
            return keys.groupBy(by).agg(min(col(FATE)).as(FATE));
        }
        return keys.groupBy(by)
                .agg(
                        min(col(FATE)).as(FATE),
                        count(when(got, lit(1))).as(IN),
                        first(when(got, col(ParentColumns.PARENT)), true).as(ParentColumns.PARENT))
                .withColumn(ParentColumns.PARENT, when(col(IN).equalTo(1L), col(ParentColumns.PARENT)));
    }

    /** The keys of a parent's rows, with what became of them; a key with a NULL in it is no parent of anyone. */
    private Dataset<Row> fate(Dataset<Row> rows, List<String> wanted, int fate) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < reference.parentColumns().size(); i++) {
            columns.add(ColumnsByName.column(reference.parentColumns().get(i)).as(PARENT_KEY + i));
        }
        columns.add(lit(fate).as(FATE));
        if (!wanted.isEmpty()) {
            columns.add(struct(ColumnsByName.columns(wanted)).as(ParentColumns.PARENT));
        }
        return rows.where(not(anyNull(reference.parentColumns()))).select(columns.toArray(new Column[0]));
    }
}
