package dev.weir.jobs.engine.diff;

import dev.weir.quality.ColumnsByName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Two tables brought to the same columns: those that both have, in the later one's order, under the names {@code c0},
 * {@code c1}, … and each in a type that holds the values of both.
 *
 * @param names the columns' own names
 * @param before rows of the earlier table
 * @param after rows of the later one
 * @param uncompared names of columns whose types have no common one
 */
record AlignedTables(List<String> names, Dataset<Row> before, Dataset<Row> after, List<String> uncompared) {

    AlignedTables {
        names = List.copyOf(names);
        uncompared = List.copyOf(uncompared);
    }

    static AlignedTables of(Dataset<Row> before, Dataset<Row> after) {
        List<String> names = new ArrayList<>();
        List<String> uncompared = new ArrayList<>();
        List<Column> old = new ArrayList<>();
        List<Column> now = new ArrayList<>();
        for (StructField field : after.schema().fields()) {
            Optional<StructField> other = find(before.schema(), field.name());
            if (other.isEmpty()) {
                continue;
            }
            Optional<DataType> common = CommonType.of(other.get().dataType(), field.dataType());
            if (common.isEmpty()) {
                uncompared.add(field.name());
                continue;
            }
            String position = column(names.size());
            names.add(field.name());
            old.add(cast(other.get(), common.get()).as(position));
            now.add(cast(field, common.get()).as(position));
        }
        return new AlignedTables(
                names, before.select(old.toArray(new Column[0])), after.select(now.toArray(new Column[0])), uncompared);
    }

    private static Column cast(StructField field, DataType type) {
        Column column = ColumnsByName.column(field.name());
        return field.dataType().equals(type) ? column : column.cast(type);
    }

    private static Optional<StructField> find(StructType columns, String name) {
        for (StructField field : columns.fields()) {
            if (field.name().equalsIgnoreCase(name)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** The name of the column at a position. */
    static String column(int position) {
        return "c" + position;
    }

    /** The positions of all columns. */
    List<Integer> all() {
        return IntStream.range(0, names.size()).boxed().toList();
    }

    /** Where the columns of these names stand; empty when one of them is not there. */
    Optional<List<Integer>> positions(List<String> columns) {
        List<Integer> positions = new ArrayList<>();
        for (String column : columns) {
            int at = -1;
            for (int i = 0; i < names.size(); i++) {
                at = names.get(i).equalsIgnoreCase(column) ? i : at;
            }
            if (at < 0) {
                return Optional.empty();
            }
            positions.add(at);
        }
        return Optional.of(positions);
    }
}
