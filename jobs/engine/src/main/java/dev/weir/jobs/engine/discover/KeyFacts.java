package dev.weir.jobs.engine.discover;

import static org.apache.spark.sql.functions.approx_count_distinct;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Whether columns identify rows, and refer to others: answered by all rows, through hashes of their values. */
public final class KeyFacts {

    private static final double DEVIATION = 0.05;

    private KeyFacts() {}

    /** Those of some columns of which no value stands twice and none is NULL. */
    public static List<String> unique(Dataset<Row> rows, List<String> columns) {
        if (columns.isEmpty()) {
            return List.of();
        }
        List<Column> counts = new ArrayList<>();
        for (String column : columns) {
            counts.add(countDistinct(xxhash64(col(column))));
            counts.add(count(col(column)));
        }
        Row found = rows.agg(count(lit(1)), counts.toArray(Column[]::new)).first();
        long all = found.getLong(0);
        List<String> unique = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (found.getLong(2 * i + 1) == all && found.getLong(2 * i + 2) == all && all > 0) {
                unique.add(columns.get(i));
            }
        }
        return unique;
    }

    /** Of each set of columns, about how many different values there are. */
    static List<Long> distinct(Dataset<Row> rows, List<List<String>> sets) {
        if (sets.isEmpty()) {
            return List.of();
        }
        Column[] counts = sets.stream()
                .map(set -> approx_count_distinct(
                        xxhash64(set.stream().map(functions::col).toArray(Column[]::new)), DEVIATION))
                .toArray(Column[]::new);
        Row found = rows.agg(counts[0], Arrays.copyOfRange(counts, 1, counts.length))
                .first();
        List<Long> distinct = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            distinct.add(found.getLong(i));
        }
        return distinct;
    }

    /** How many rows have the values of an earlier one in some columns; a row that lacks one of them is none. */
    public static long repeated(Dataset<Row> rows, List<String> columns) {
        String[] names = columns.toArray(String[]::new);
        Row found = rows.na()
                .drop(names)
                .agg(
                        count(lit(1)),
                        countDistinct(
                                xxhash64(columns.stream().map(functions::col).toArray(Column[]::new))))
                .first();
        return found.getLong(0) - found.getLong(1);
    }

    /** Of each of some columns, how many rows have a value, and how many of them one that fewer people have than so many. */
    static List<Discovery.Shared> shared(Dataset<Row> rows, List<String> columns, String subject, int people) {
        Column[] cells = new Column[columns.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = struct(
                    lit(i).as("place"),
                    xxhash64(col(columns.get(i))).as("value"),
                    col(columns.get(i)).isNotNull().as("is"));
        }
        Dataset<Row> groups = rows.select(
                        xxhash64(col(subject)).as("who"), explode(array(cells)).as("cell"))
                .where(col("cell.is"))
                .groupBy(col("cell.place").as("place"), col("cell.value").as("value"))
                .agg(count(lit(1)).as("rows"), countDistinct(col("who")).as("people"));
        List<Discovery.Shared> shared =
                new ArrayList<>(Collections.nCopies(columns.size(), new Discovery.Shared(0, 0)));
        for (Row found : groups.groupBy("place")
                .agg(
                        sum("rows"),
                        sum(when(col("people").lt(people), col("rows")).otherwise(lit(0))))
                .collectAsList()) {
            shared.set(found.getInt(0), new Discovery.Shared(found.getLong(1), found.getLong(2)));
        }
        return shared;
    }

    /** How many values of a column are no value of another table's column, NULL apart. */
    public static long orphans(Dataset<Row> rows, String column, Dataset<Row> parents, String key) {
        Dataset<Row> values =
                rows.where(col(column).isNotNull()).select(xxhash64(col(column)).as("v"));
        Dataset<Row> known = parents.select(xxhash64(col(key)).as("k")).distinct();
        return values.join(known, col("v").equalTo(col("k")), "left_anti").count();
    }

    /**
     * Of the rows that have both of two columns, the share in which the value of the first stands within that of the second, in
     * any case of letters; 0 where no row has both.
     */
    static List<Double> within(Dataset<Row> rows, List<Discovery.Pair> pairs) {
        if (pairs.isEmpty()) {
            return List.of();
        }
        Column[] shares = pairs.stream()
                .map(pair -> {
                    Column part = lower(col(Discovery.column(pair.part())).cast("string"));
                    Column whole = lower(col(Discovery.column(pair.whole())).cast("string"));
                    return coalesce(avg(whole.contains(part).cast("double")), lit(0.0));
                })
                .toArray(Column[]::new);
        Row found = rows.agg(shares[0], Arrays.copyOfRange(shares, 1, shares.length))
                .first();
        return IntStream.range(0, shares.length).mapToObj(found::getDouble).toList();
    }
}
