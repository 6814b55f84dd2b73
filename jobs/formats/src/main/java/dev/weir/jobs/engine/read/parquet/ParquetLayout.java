package dev.weir.jobs.engine.read.parquet;

import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.typed.TypedFields;
import dev.weir.jobs.engine.read.typed.TypedLayout;
import dev.weir.jobs.engine.read.value.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;

/** The columns of a Parquet file's schema. */
final class ParquetLayout {

    private static final byte[] MARK = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private static final Map<DataType, ValueType> TYPES = Map.ofEntries(
            Map.entry(DataTypes.StringType, new ValueType.Text()),
            Map.entry(DataTypes.ByteType, ValueType.Whole.LONG),
            Map.entry(DataTypes.ShortType, ValueType.Whole.LONG),
            Map.entry(DataTypes.IntegerType, ValueType.Whole.LONG),
            Map.entry(DataTypes.LongType, ValueType.Whole.LONG),
            Map.entry(DataTypes.FloatType, ValueType.Real.FINITE),
            Map.entry(DataTypes.DoubleType, ValueType.Real.FINITE),
            Map.entry(DataTypes.BooleanType, ValueType.Flag.WORDS),
            Map.entry(DataTypes.DateType, new ValueType.Day(ValueType.ISO)),
            Map.entry(DataTypes.TimestampType, new ValueType.Instant(ValueType.ISO, "")),
            Map.entry(DataTypes.TimestampNTZType, new ValueType.WallClock(ValueType.ISO)));

    private ParquetLayout() {}

    static Optional<Layout> of(Configuration configuration, SourceFile file) {
        byte[] head = SourceStreams.head(configuration, file, MARK.length);
        if (!java.util.Arrays.equals(head, MARK)) {
            return Optional.empty();
        }
        ParquetFooter footer = ParquetFooter.of(configuration, file);
        footer.requireReadable(file, column -> true);
        List<StoredColumn> columns = footer.columns();
        return TypedLayout.of(
                "parquet",
                "Parquet",
                new TypedFields(
                        columns.stream().map(StoredColumn::name).toList(),
                        columns.stream().map(ParquetLayout::type).toList(),
                        columns.stream().map(StoredColumn::stored).toList()));
    }

    private static Optional<ValueType> type(StoredColumn column) {
        StructField field = column.field();
        boolean isPlain = column.form() == StoredColumn.Form.PLAIN && field != null;
        return isPlain
                ? type(Objects.requireNonNull(field).dataType())
                : column.form().type();
    }

    private static Optional<ValueType> type(DataType type) {
        if (type instanceof ArrayType list) {
            return type(list.elementType()).map(ValueType.ListOf::new);
        }
        return type instanceof DecimalType decimal
                ? Optional.of(new ValueType.Exact(decimal.precision(), decimal.scale()))
                : Optional.ofNullable(TYPES.get(type));
    }
}
