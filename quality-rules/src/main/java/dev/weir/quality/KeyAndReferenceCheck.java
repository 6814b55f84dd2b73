package dev.weir.quality;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.weir.contracts.Rule;
import dev.weir.contracts.release.Verdict;
import dev.weir.quality.wording.VerdictNumbers;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Keys and references judged over rows that lie there, staged: one aggregate job each. Masked columns will do where the
 * mask keeps values apart, as a keyed pseudonym does, and is the same in both tables.
 */
public final class KeyAndReferenceCheck {

    private static final String ROWS = "_weir_rows";
    private static final String ALONE = "_weir_alone";
    private static final String PARENT = "_weir_parent_";

    private KeyAndReferenceCheck() {}

    /**
     * Whether no two rows share a key. Every row of a key that repeats fails, and a row with NULL in its key by {@link
     * Rule.Nulls}.
     *
     * @param rule with a {@link Rule.Key} check
     * @param rows of its table
     */
    public static Verdict key(Rule rule, Dataset<Row> rows) {
        if (!(rule.check() instanceof Rule.Key key)) {
            throw new IllegalArgumentException("Rule '" + rule.id() + "' is not about a key");
        }
        Column complete = complete(key.columns());
        Row counts = rows.groupBy(ColumnsByName.columns(key.columns()))
                .agg(count(lit(1)).as(ROWS))
                .agg(total(lit(true)), total(complete.and(col(ROWS).gt(1))), total(not(complete)))
                .head();
        long repeated = counts.getLong(1);
        long incomplete = key.nulls() == Rule.Nulls.FAIL ? counts.getLong(2) : 0;
        List<String> found = new ArrayList<>();
        if (repeated > 0) {
            found.add("The same " + named(key.columns()) + " as another row in "
                    + VerdictNumbers.rows(repeated, counts.getLong(0)));
        }
        if (incomplete > 0) {
            found.add("NULL in " + named(key.columns()) + " in " + VerdictNumbers.rows(incomplete, counts.getLong(0)));
        }
        return RowVerdict.of(rule, counts.getLong(0), repeated + incomplete, String.join("; ", found));
    }

    /**
     * Whether every row's parent is there; a row with NULL in its reference passes.
     *
     * @param rule with a {@link Rule.Reference} check
     * @param rows of its table
     * @param parents rows of the parent table that got in
     */
    public static Verdict reference(Rule rule, Dataset<Row> rows, Dataset<Row> parents) {
        if (!(rule.check() instanceof Rule.Reference reference)) {
            throw new IllegalArgumentException("Rule '" + rule.id() + "' is not about a reference");
        }
        List<Column> keys = new ArrayList<>();
        Column joined = lit(true);
        for (int i = 0; i < reference.columns().size(); i++) {
            String parent = PARENT + i;
            keys.add(ColumnsByName.column(reference.parentColumns().get(i)).as(parent));
            joined = joined.and(ColumnsByName.column(reference.columns().get(i)).equalTo(col(parent)));
        }
        Dataset<Row> known = parents.select(keys.toArray(new Column[0])).distinct();
        Row counts = rows.select(ColumnsByName.columns(reference.columns()))
                .join(known, joined, "left_outer")
                .withColumn(
                        ALONE, complete(reference.columns()).and(col(PARENT + 0).isNull()))
                .agg(count(lit(1)), coalesce(sum(when(col(ALONE), 1L).otherwise(0L)), lit(0L)))
                .head();
        return RowVerdict.of(
                rule,
                counts.getLong(0),
                counts.getLong(1),
                "No parent in " + reference.parent() + " for "
                        + VerdictNumbers.rows(counts.getLong(1), counts.getLong(0)));
    }

    /** The rows of the groups for which the condition holds. */
    private static Column total(Column condition) {
        return coalesce(sum(when(condition, col(ROWS)).otherwise(0L)), lit(0L));
    }

    private static Column complete(List<String> names) {
        return names.stream()
                .map(name -> ColumnsByName.column(name).isNotNull())
                .reduce(lit(true), Column::and);
    }

    private static String named(List<String> columns) {
        return String.join(", ", columns);
    }
}
