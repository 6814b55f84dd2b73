package dev.weir.jobs.engine.diff;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.weir.contracts.diff.RowsDiff;
import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.jobs.engine.rows.RowText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** The rows that stand on both sides with other values, column by column. */
final class DifferingRows implements AutoCloseable {

    private static final String WAS = "_was_";
    private static final String DIFFERS = "_differs_";
    /** So many fingerprints go to every task, rather than all rows to where they are. */
    private static final long FEW = 200_000;

    private final AlignedTables tables;
    private final List<Integer> key;
    private final List<Integer> rest;
    private final long count;
    private final Dataset<Row> pairs;

    /**
     * @param key positions of the key's columns
     * @param rest positions of all others
     * @param changed fingerprints of the keys of the rows that changed
     * @param count of them
     */
    DifferingRows(AlignedTables tables, List<Integer> key, List<Integer> rest, Dataset<Row> changed, long count) {
        this.tables = tables;
        this.key = key;
        this.rest = rest;
        this.count = count;
        Dataset<Row> keys = changed.select(RowComparison.ID[0], RowComparison.ID[1]);
        Dataset<Row> wanted = count <= FEW ? broadcast(keys) : keys;
        Dataset<Row> after = DiffSample.identified(tables.after(), key).join(wanted, id(), "left_semi");
        this.pairs = before(key)
                .join(wanted, id(), "left_semi")
                .join(after, id(), "inner")
                .persist();
    }

    private Dataset<Row> before(List<Integer> positions) {
        Dataset<Row> before = DiffSample.identified(tables.before(), positions);
        for (int position : tables.all()) {
            before = before.withColumnRenamed(AlignedTables.column(position), WAS + position);
        }
        return before;
    }

    private static Seq<String> id() {
        return JavaConverters.asScalaBuffer(List.of(RowComparison.ID)).toSeq();
    }

    /** In how many rows each column changed, most first; columns that did not are left out. */
    Map<String, Long> columns() {
        Map<String, Long> counts = new LinkedHashMap<>();
        if (count == 0) {
            return counts;
        }
        Column[] sums = rest.stream()
                .map(position -> sum(when(differs(position), 1).otherwise(0)).cast("bigint"))
                .toArray(Column[]::new);
        Row counted = pairs.select(sums).first();
        rest.stream()
                .filter(position -> counted.getLong(rest.indexOf(position)) > 0)
                .sorted(Comparator.comparing((Integer position) -> -counted.getLong(rest.indexOf(position))))
                .forEach(position -> counts.put(tables.names().get(position), counted.getLong(rest.indexOf(position))));
        return counts;
    }

    private static Column differs(int position) {
        return not(col(WAS + position).eqNullSafe(col(AlignedTables.column(position))));
    }

    /** Some of the rows, with the values that are others. */
    List<RowsDiff.Example> examples(int most) {
        List<RowsDiff.Example> examples = new ArrayList<>();
        if (count == 0 || most == 0) {
            return examples;
        }
        Dataset<Row> ordered = pairs.orderBy(RowComparison.ID[0], RowComparison.ID[1]);
        for (int position : rest) {
            ordered = ordered.withColumn(DIFFERS + position, differs(position));
        }
        StructType columns = ordered.schema();
        for (InternalRow row : SparkInternals.firstRows(ordered, most)) {
            Map<String, Optional<String>> values = new LinkedHashMap<>();
            key.forEach(position ->
                    values.put(tables.names().get(position), text(row, columns, AlignedTables.column(position))));
            List<RowsDiff.Change> changes = new ArrayList<>();
            for (int position : rest) {
                if (row.getBoolean(columns.fieldIndex(DIFFERS + position))) {
                    changes.add(new RowsDiff.Change(
                            tables.names().get(position),
                            text(row, columns, WAS + position),
                            text(row, columns, AlignedTables.column(position))));
                }
            }
            examples.add(new RowsDiff.Example(RowsDiff.Kind.CHANGED, values, changes));
        }
        return examples;
    }

    private static Optional<String> text(InternalRow row, StructType columns, String name) {
        int at = columns.fieldIndex(name);
        return RowText.of(row, at, columns.fields()[at].dataType());
    }

    @Override
    public void close() {
        pairs.unpersist();
    }
}
