package dev.weir.jobs.spark.conform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.when;

import dev.weir.contracts.Table;
import dev.weir.jobs.plan.HiddenColumns;
import dev.weir.jobs.plan.MinorRows;
import dev.weir.jobs.spark.SparkInternals;
import dev.weir.privacy.law.Minors;
import dev.weir.quality.ByName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;

/**
 * Finds the rows of people under 14, and marks them in {@link HiddenColumns#MINOR}: those that stay, and those that go, by
 * themselves or with their parents.
 */
public final class MinorMarks {

    private static final String PARENT_KEY = HiddenColumns.PREFIX + "gone_";

    /** Months, weeks and days are nobody's fourteen years. */
    private static final String BABY = "[月周天日]";

    private static final String FIRST_NUMBER = "([0-9]{1,3})";

    private final LocalDate day;

    /** @param day on which ages count */
    public MinorMarks(LocalDate day) {
        this.day = day;
    }

    /** The rows of a parent that were not released for a policy's sake. */
    @FunctionalInterface
    public interface Gone {
        /** Their clear values in these columns. */
        Dataset<Row> of(String table, List<String> columns);
    }

    /** The rows with the mark; as they are where there is nothing to find out. */
    public Dataset<Row> mark(Dataset<Row> rows, MinorRows minors, Gone gone) {
        if (!minors.isWatched()) {
            return rows;
        }
        Dataset<Row> marked = rows;
        Column goes = lit(false);
        List<String> helpers = new ArrayList<>();
        for (Table.Reference reference : minors.followed()) {
            String prefix = PARENT_KEY + helpers.size() + "_";
            List<Column> keys = new ArrayList<>();
            Column matches = lit(true);
            for (int i = 0; i < reference.columns().size(); i++) {
                String key = prefix + i;
                helpers.add(key);
                keys.add(ByName.column(reference.parentColumns().get(i)).as(key));
                matches = matches.and(ByName.column(reference.columns().get(i)).equalTo(col(key)));
            }
            Dataset<Row> parents = gone.of(reference.parent(), reference.parentColumns())
                    .select(keys.toArray(new Column[0]))
                    .distinct();
            marked = marked.join(parents, matches, "left_outer");
            goes = goes.or(col(prefix + 0).isNotNull());
        }
        if (minors.isTold()) {
            Column minor = coalesce(told(rows, minors), lit(false));
            Column itself = minors.policy() == Table.Minors.DROP ? minor : lit(false);
            marked = marked.withColumn(
                    HiddenColumns.MINOR,
                    when(goes.or(itself), HiddenColumns.GOES).when(minor, HiddenColumns.STAYS));
        } else {
            marked = marked.withColumn(HiddenColumns.MINOR, when(goes, HiddenColumns.GOES));
        }
        return marked.drop(helpers.toArray(new String[0]));
    }

    /** Whether the mark says that a row goes; false where there is no mark. */
    static Column goes(Dataset<Row> rows) {
        return List.of(rows.columns()).contains(HiddenColumns.MINOR)
                ? coalesce(col(HiddenColumns.MINOR).equalTo(HiddenColumns.GOES), lit(false))
                : lit(false);
    }

    private Column told(Dataset<Row> rows, MinorRows minors) {
        List<Column> answers = new ArrayList<>();
        for (String birth : minors.births()) {
            answers.add(ByName.column(birth).cast(DataTypes.DateType).geq(lit(Minors.bornFrom(day))));
        }
        for (String identity : minors.identities()) {
            Column answer = SparkInternals.function(
                    MinorFunctions.class, "byIdentity", DataTypes.IntegerType, day, ByName.column(identity));
            answers.add(when(answer.geq(0), answer.equalTo(1)));
        }
        for (String age : minors.ages()) {
            answers.add(byAge(rows, ByName.column(age), age));
        }
        return coalesce(answers.toArray(new Column[0]));
    }

    private static Column byAge(Dataset<Row> rows, Column age, String name) {
        if (!(rows.schema().apply(name).dataType() instanceof StringType)) {
            return age.lt(Minors.AGE);
        }
        Column number = regexp_extract(age, FIRST_NUMBER, 1);
        return when(age.rlike(BABY), lit(true))
                .when(number.notEqual(""), number.cast(DataTypes.IntegerType).lt(Minors.AGE));
    }
}
