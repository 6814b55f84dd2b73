package dev.weir.jobs.engine.content;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.collection.JavaConverters;

/**
 * Rows of any types that a release may have, with NULLs.
 *
 * @param columns their columns
 * @param rows as anybody reads them
 */
record RandomRows(StructType columns, List<Row> rows) {

    private static final Map<String, Arbitrary<?>> VALUES = Map.ofEntries(
            Map.entry("boolean", Arbitraries.of(true, false)),
            Map.entry("tinyint", Arbitraries.bytes()),
            Map.entry("smallint", Arbitraries.shorts()),
            Map.entry("int", Arbitraries.integers()),
            Map.entry("bigint", Arbitraries.longs()),
            Map.entry("float", Arbitraries.of(0.0f, -0.0f, 1.5f, -3e30f, Float.NaN, Float.MIN_VALUE)),
            Map.entry("double", Arbitraries.of(0.0, -0.0, 0.1, -3e300, Double.NaN, Double.NEGATIVE_INFINITY)),
            Map.entry("decimal(10,2)", decimals(10, 2)),
            Map.entry("decimal(38,10)", decimals(38, 10)),
            Map.entry("string", Arbitraries.strings().ofMaxLength(40)),
            Map.entry("binary", Arbitraries.bytes().array(byte[].class).ofMaxSize(40)),
            Map.entry("date", Arbitraries.integers().between(-700_000, 700_000).map(LocalDate::ofEpochDay)),
            Map.entry("timestamp", seconds(second -> Instant.ofEpochSecond(second, 123_456_000))),
            Map.entry(
                    "timestamp_ntz",
                    seconds(second -> LocalDateTime.ofEpochSecond(second, 654_321_000, ZoneOffset.UTC))),
            Map.entry(
                    "array<string>",
                    Arbitraries.strings()
                            .ofMaxLength(3)
                            .injectNull(0.3)
                            .list()
                            .ofMaxSize(10)
                            .map(JavaConverters::asScalaBuffer)),
            Map.entry(
                    "struct<a: int, `名`: string>",
                    Arbitraries.strings().ofMaxLength(3).injectNull(0.3).map(text -> RowFactory.create(7, text))));

    static Arbitrary<RandomRows> any() {
        return Arbitraries.of(VALUES.keySet())
                .list()
                .ofMinSize(1)
                .ofMaxSize(10)
                .map(RandomRows::columns)
                .flatMap(columns -> row(columns).list().ofMaxSize(12).map(rows -> new RandomRows(columns, rows)));
    }

    private static Arbitrary<BigDecimal> decimals(int precision, int scale) {
        BigInteger greatest = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
        return Arbitraries.bigIntegers()
                .between(greatest.negate(), greatest)
                .map(unscaled -> new BigDecimal(unscaled, scale));
    }

    private static <T> Arbitrary<T> seconds(Function<Long, T> time) {
        return Arbitraries.longs().between(-62_000_000_000L, 200_000_000_000L).map(time);
    }

    private static StructType columns(List<String> types) {
        StructType columns = new StructType();
        for (int i = 0; i < types.size(); i++) {
            columns = columns.add((i % 2 == 0 ? "c" : "列") + i, DataType.fromDDL(types.get(i)));
        }
        return columns.add("", DataType.fromDDL("int"));
    }

    private static Arbitrary<Row> row(StructType columns) {
        Arbitrary<List<@Nullable Object>> values = Arbitraries.just(List.of());
        for (StructField column : columns.fields()) {
            Arbitrary<?> one = requireNonNull(VALUES.get(type(column))).injectNull(0.2);
            values = values.flatMap(list -> one.map(value -> {
                List<@Nullable Object> longer = new ArrayList<>(list);
                longer.add(value);
                return longer;
            }));
        }
        return values.map(list -> RowFactory.create(list.toArray()));
    }

    private static String type(StructField column) {
        return column.dataType() instanceof StructType
                ? "struct<a: int, `名`: string>"
                : column.dataType().catalogString();
    }

    /** The same rows as the engine has them. */
    List<InternalRow> internal() {
        Function1<Object, Object> convert = CatalystTypeConverters.createToCatalystConverter(columns);
        return rows.stream().map(row -> (InternalRow) convert.apply(row)).toList();
    }
}
