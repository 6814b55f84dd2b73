package dev.weir.jobs.engine.read.parquet;

import dev.weir.jobs.engine.read.UnknownColumns;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.SourceStreams;
import dev.weir.jobs.engine.read.layout.Layout;
import dev.weir.jobs.engine.read.layout.LayoutColumn;
import dev.weir.jobs.engine.read.value.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** The columns of a Parquet file's schema. */
final class ParquetLayout {

    private static final byte[] MARK = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private ParquetLayout() {}

    static Optional<Layout> of(Configuration configuration, SourceFile file) {
        byte[] head = SourceStreams.head(configuration, file, MARK.length);
        if (!java.util.Arrays.equals(head, MARK)) {
            return Optional.empty();
        }
        List<String> because = new ArrayList<>(List.of("types: those of the file's schema"));
        List<LayoutColumn> columns = new ArrayList<>();
        ParquetRead.footer(configuration, file, "").fields().forEach((name, field) -> {
            Optional<ValueType> type = field == null ? Optional.empty() : type(field.dataType());
            if (!UnknownColumns.looksLikeName(name)) {
                because.add("left out: a column whose name looks like a value");
            } else if (type.isEmpty()) {
                because.add("left out: " + name + ", of a type that Weir does not read from Parquet");
            } else {
                columns.add(new LayoutColumn(name, name, type.get(), LayoutColumn.Proof.GIVEN));
            }
        });
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(new Layout("parquet", Map.of(), Layout.Records.ALIKE, columns, because));
    }

    private static Optional<ValueType> type(DataType type) {
        if (type instanceof ArrayType list) {
            return type(list.elementType()).map(ValueType.ListOf::new);
        } else if (type instanceof DecimalType decimal) {
            return Optional.of(new ValueType.Exact(decimal.precision(), decimal.scale()));
        } else if (type instanceof StringType) {
            return Optional.of(new ValueType.Text());
        } else if (type instanceof ByteType
                || type instanceof ShortType
                || type instanceof IntegerType
                || type instanceof LongType) {
            return Optional.of(ValueType.Whole.LONG);
        } else if (type instanceof FloatType || type instanceof DoubleType) {
            return Optional.of(ValueType.Real.FINITE);
        } else if (type instanceof BooleanType) {
            return Optional.of(ValueType.Flag.WORDS);
        } else if (type instanceof DateType) {
            return Optional.of(new ValueType.Day(ValueType.ISO));
        } else if (type instanceof TimestampType) {
            return Optional.of(new ValueType.Instant(ValueType.ISO, ""));
        } else if (type instanceof TimestampNTZType) {
            return Optional.of(new ValueType.WallClock(ValueType.ISO));
        }
        return Optional.empty();
    }
}
