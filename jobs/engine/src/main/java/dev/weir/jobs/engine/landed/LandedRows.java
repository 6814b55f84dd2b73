package dev.weir.jobs.engine.landed;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.weir.jobs.release.table.BaseRows;
import dev.weir.jobs.release.table.DataFile;
import dev.weir.jobs.release.table.StagedTable;
import dev.weir.quality.ColumnsByName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Rows in encrypted files that a table begins with.
 *
 * @param landed where the files are
 * @param columns their columns
 * @param names which of them
 * @param staged columns of the table that begins with them
 * @param renamed names of its columns, with their names in the files
 */
public record LandedRows(
        LandedFiles landed, StructType columns, Set<String> names, StructType staged, Map<String, String> renamed)
        implements BaseRows {

    public LandedRows {
        names = Set.copyOf(names);
        renamed = Map.copyOf(renamed);
    }

    /** No row: what a table begins with that comes on top of nothing. */
    public static LandedRows none(LandedFiles landed, StructType staged) {
        return new LandedRows(landed, staged, Set.of(), staged, Map.of());
    }

    /** Whether rows with these columns can lie beside rows with those. */
    public static boolean fits(StructType columns, StructType others) {
        return Arrays.equals(columns.fieldNames(), others.fieldNames()) && Arrays.equals(types(columns), types(others));
    }

    private static Object[] types(StructType columns) {
        return Arrays.stream(columns.fields()).map(StructField::dataType).toArray();
    }

    /** How many rows a file has is not looked up: as many as it takes for some to stay when others go. */
    static List<DataFile> files(Collection<String> names) {
        return names.stream().map(name -> new DataFile(name, Long.MAX_VALUE, 0)).toList();
    }

    @Override
    public List<DataFile> files() {
        return files(names);
    }

    @Override
    public List<DataFile> stale() {
        return fits(columns, staged) ? List.of() : files();
    }

    @Override
    public Dataset<Row> rows() {
        return rows(names);
    }

    @Override
    public Dataset<Row> rows(Set<String> paths) {
        List<Column> selected = new ArrayList<>();
        for (StructField field : staged.fields()) {
            String former = renamed.getOrDefault(field.name(), field.name());
            boolean known = Arrays.asList(columns.fieldNames()).contains(former);
            selected.add((known ? ColumnsByName.column(former) : lit(null))
                    .cast(field.dataType())
                    .as(field.name()));
        }
        selected.add((paths.isEmpty() ? lit("") : col("_metadata.file_name")).as(StagedTable.FILE));
        return landed.stored(paths).select(selected.toArray(new Column[0]));
    }
}
