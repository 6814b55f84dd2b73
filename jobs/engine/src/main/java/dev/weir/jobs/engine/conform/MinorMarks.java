package dev.weir.jobs.engine.conform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import dev.weir.contracts.Table;
import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.jobs.plan.HiddenColumns;
import dev.weir.jobs.plan.MinorRows;
import dev.weir.privacy.law.Minors;
import dev.weir.privacy.law.ParsedAge;
import dev.weir.quality.ColumnsByName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;

/**
 * Finds the rows of people under 14 and those of which nothing tells the age, and marks them in {@link HiddenColumns#MINOR}: those
 * that stay, and those that go, by themselves or with their parents. A row that refers to one of a table that drops minors has
 * the age of that one.
 *
 * @param day on which ages count
 */
public record MinorMarks(LocalDate day) {
    private static final String PARENT_KEY = HiddenColumns.PREFIX + "gone_";

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
        Column refers = lit(false);
        List<String> helpers = new ArrayList<>();
        for (Table.Reference reference : minors.followed()) {
            String prefix = PARENT_KEY + helpers.size() + "_";
            List<Column> keys = new ArrayList<>();
            Column matches = lit(true);
            Column present = lit(true);
            for (int i = 0; i < reference.columns().size(); i++) {
                String key = prefix + i;
                helpers.add(key);
                keys.add(ColumnsByName.column(reference.parentColumns().get(i)).as(key));
                Column own = ColumnsByName.column(reference.columns().get(i));
                matches = matches.and(own.equalTo(col(key)));
                present = present.and(own.isNotNull());
            }
            Dataset<Row> parents = gone.of(reference.parent(), reference.parentColumns())
                    .select(keys.toArray(new Column[0]))
                    .distinct();
            marked = marked.join(parents, matches, "left_outer");
            goes = goes.or(col(prefix + 0).isNotNull());
            refers = refers.or(present);
        }
        if (minors.isDetectable()) {
            boolean drops = minors.policy() == Table.Minors.DROP;
            Column minor = isMinor(rows, minors);
            marked = marked.withColumn(
                    HiddenColumns.MINOR,
                    when(goes, HiddenColumns.GOES)
                            .when(minor, drops ? HiddenColumns.GOES : HiddenColumns.STAYS)
                            .when(
                                    minor.isNull().and(not(refers)),
                                    drops ? HiddenColumns.AGELESS_GOES : HiddenColumns.AGELESS_STAYS));
        } else {
            marked = marked.withColumn(HiddenColumns.MINOR, when(goes, HiddenColumns.GOES));
        }
        return marked.drop(helpers.toArray(new String[0]));
    }

    /** Whether a row goes by its mark; false where there is no mark. */
    static Column goes(Dataset<Row> rows) {
        return List.of(rows.columns()).contains(HiddenColumns.MINOR)
                ? coalesce(col(HiddenColumns.MINOR).isin(HiddenColumns.GOES, HiddenColumns.AGELESS_GOES), lit(false))
                : lit(false);
    }

    private Column isMinor(Dataset<Row> rows, MinorRows minors) {
        return firstKnown(List.of(
                minors.births().stream()
                        .map(birth -> byBirth(day, Minors.bornFrom(day), ColumnsByName.column(birth)))
                        .toList(),
                minors.identities().stream()
                        .map(identity -> byIdentity(day, ColumnsByName.column(identity)))
                        .toList(),
                minors.ages().stream()
                        .map(age -> byAge(rows, ColumnsByName.column(age), age))
                        .toList()));
    }

    /**
     * The answer of the first kind of column that has one; of two columns of a kind, such as the birth dates of a mother and her
     * child, under 14 prevails. NULL where none knows, or there is none.
     */
    public static Column firstKnown(List<List<Column>> kinds) {
        return kinds.stream()
                .flatMap(answers -> answers.stream().reduce((one, other) -> greatest(one, other)).stream())
                .reduce((sooner, later) -> coalesce(sooner, later))
                .orElse(lit(null).cast(DataTypes.BooleanType));
    }

    /**
     * Whether a date of birth is this day or a later one; NULL of an implausibly early birth.
     *
     * @param day on which ages count
     * @param from the first birth of those who are under 14
     */
    public static Column byBirth(LocalDate day, LocalDate from, Column birth) {
        Column born = birth.cast(DataTypes.DateType);
        return when(born.geq(lit(day.minusYears(ParsedAge.OLDEST + 1))), born.geq(lit(from)));
    }

    private static Column byAge(Dataset<Row> rows, Column age, String name) {
        if (!(rows.schema().apply(name).dataType() instanceof StringType)) {
            return when(age.between(0, ParsedAge.OLDEST), age.lt(Minors.AGE));
        }
        return underAge(Minors.AGE, age);
    }

    /** Whether the holder of an identity number is under 14 on a day; NULL where a text is no such number. */
    public static Column byIdentity(LocalDate day, Column text) {
        return answer("byIdentity", day, text);
    }

    /** Whether a text has an age below one; NULL where it has none. */
    public static Column underAge(int years, Column text) {
        return answer("byAge", years, text);
    }

    /** The result of a function of {@link MinorFunctions}; NULL where it does not know. */
    private static Column answer(String function, Object constant, Column text) {
        Column answer = SparkInternals.function(MinorFunctions.class, function, DataTypes.IntegerType, constant, text);
        return when(answer.geq(0), answer.equalTo(1));
    }
}
