package dev.weir.jobs.engine.diff;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import dev.weir.contracts.diff.RowsDiff;
import dev.weir.jobs.engine.internals.SparkInternals;
import dev.weir.jobs.engine.rows.RowText;
import java.util.ArrayList;
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

/** Some rows of one side, found again by their fingerprints. */
final class DiffSample {

    private final AlignedTables tables;
    private final List<Integer> shown;
    private final int count;

    /**
     * @param shown positions of the columns that are shown, and that the fingerprints are of
     * @param count of rows at most
     */
    DiffSample(AlignedTables tables, List<Integer> shown, int count) {
        this.tables = tables;
        this.shown = shown;
        this.count = count;
    }

    List<RowsDiff.Example> of(RowsDiff.Kind kind, Dataset<Row> side, Dataset<Row> wanted) {
        Column one = col(RowComparison.ID[0]);
        Column two = col(RowComparison.ID[1]);
        Dataset<Row> few = wanted.select(one, two).orderBy(one, two).limit(count);
        Dataset<Row> rows = identified(side, shown)
                .join(
                        broadcast(few),
                        JavaConverters.asScalaBuffer(List.of(RowComparison.ID)).toSeq(),
                        "left_semi")
                .dropDuplicates(RowComparison.ID)
                .orderBy(one, two);
        List<RowsDiff.Example> examples = new ArrayList<>();
        for (InternalRow row : SparkInternals.firstRows(rows, count)) {
            examples.add(new RowsDiff.Example(kind, values(row, rows.schema(), shown), List.of()));
        }
        return examples;
    }

    /** Rows with their fingerprints before them. */
    static Dataset<Row> identified(Dataset<Row> side, List<Integer> id) {
        List<Column> columns = new ArrayList<>();
        columns.add(RowFingerprint.half(side.schema(), id, 1).as(RowComparison.ID[0]));
        columns.add(RowFingerprint.half(side.schema(), id, 2).as(RowComparison.ID[1]));
        for (String name : side.columns()) {
            columns.add(col(name));
        }
        return side.select(columns.toArray(new Column[0]));
    }

    private Map<String, Optional<String>> values(InternalRow row, StructType columns, List<Integer> positions) {
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        for (int position : positions) {
            int at = columns.fieldIndex(AlignedTables.column(position));
            values.put(tables.names().get(position), RowText.of(row, at, columns.fields()[at].dataType()));
        }
        return values;
    }
}
