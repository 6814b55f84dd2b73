package dev.weir.jobs.engine.classify;

import dev.weir.privacy.detect.ColumnTally;
import dev.weir.privacy.detect.IdentifierForm;
import dev.weir.privacy.detect.ValueTraits;
import dev.weir.privacy.detect.model.NameModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Tallies the different values of every column of some rows, in one pass where the rows are. What leaves a task is a hash and
 * the traits of each value; what comes to the driver are counts.
 */
final class ColumnTallies {

    private static final StructType SEEN = new StructType()
            .add("column", DataTypes.IntegerType, false)
            .add("hash", DataTypes.LongType, false)
            .add("traits", DataTypes.LongType, false);

    /** In the place of a column: the number of rows of a part stands in the place of traits. */
    private static final int ROWS = -1;

    private final long rows;
    private final Map<String, ColumnTally> byName;

    private ColumnTallies(long rows, Map<String, ColumnTally> byName) {
        this.rows = rows;
        this.byName = byName;
    }

    /** How many rows there were. */
    long rows() {
        return rows;
    }

    /** One column's; it is empty where the column has no values. */
    ColumnTally of(String column) {
        return byName.getOrDefault(column, new ColumnTally());
    }

    /** Of the columns that are named. */
    static ColumnTallies of(Dataset<Row> rows, List<String> columns) {
        return of(rows, columns, List.of(), List.of());
    }

    /** Of the columns that are named, by the forms too that the law gives to categories, and by models. */
    static ColumnTallies of(
            Dataset<Row> rows, List<String> columns, List<IdentifierForm> forms, List<NameModel> models) {
        List<IdentifierForm> own = new ArrayList<>(forms);
        List<NameModel> asked = new ArrayList<>(models);
        Column[] texts = columns.stream()
                .map(name -> functions.col("`" + name.replace("`", "``") + "`").cast(DataTypes.StringType))
                .toArray(Column[]::new);
        List<Row> counts = rows.select(texts)
                .mapPartitions((MapPartitionsFunction<Row, Row>) part -> traits(part, own, asked), Encoders.row(SEEN))
                .dropDuplicates("column", "hash")
                .groupBy("column", "traits")
                .count()
                .collectAsList();
        List<ColumnTally> tallies = new ArrayList<>();
        columns.forEach(name -> tallies.add(new ColumnTally()));
        long rowCount = 0;
        for (Row row : counts) {
            if (row.getInt(0) == ROWS) {
                rowCount += row.getLong(1) * row.getLong(2);
            } else {
                tallies.get(row.getInt(0)).add(row.getLong(1), row.getLong(2));
            }
        }
        Map<String, ColumnTally> byName = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            byName.put(columns.get(i), tallies.get(i));
        }
        return new ColumnTallies(rowCount, byName);
    }

    /** Each value once, for a part of the rows. */
    private static Iterator<Row> traits(Iterator<Row> rows, List<IdentifierForm> forms, List<NameModel> models) {
        ToLongFunction<String> traits = ValueTraits.with(forms, models);
        List<Set<Long>> seen = new ArrayList<>();
        List<Row> found = new ArrayList<>();
        long count = 0;
        while (rows.hasNext()) {
            Row row = rows.next();
            count++;
            for (int i = 0; i < row.size(); i++) {
                if (seen.size() <= i) {
                    seen.add(new HashSet<>());
                }
                if (!row.isNullAt(i)) {
                    String value = row.getString(i);
                    long hash = hash(value);
                    if (!value.isBlank() && seen.get(i).add(hash)) {
                        found.add(RowFactory.create(i, hash, traits.applyAsLong(value)));
                    }
                }
            }
        }
        found.add(RowFactory.create(ROWS, (long) TaskContext.getPartitionId(), count));
        return found.iterator();
    }

    /** Tells values apart, nothing else. */
    private static long hash(String value) {
        return XXH64.hashUTF8String(UTF8String.fromString(value), 0);
    }
}
