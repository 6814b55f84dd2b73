package dev.weir.jobs.engine.diff;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A fingerprint of 128 bits of some columns: two XXH64 (Yann Collet's xxHash) under different seeds, over each value and
 * whether it is NULL. Two rows of a billion share one by accident with a probability of about 10<sup>-21</sup>. It is no
 * proof against an attacker who chooses the rows: the content hash is.
 */
final class RowFingerprint {

    /** Exact where a hash of the parts alone would not tell where one ends. */
    private static final Map<String, String> EXACT = Map.of(
            "ignoreNullFields", "false",
            "timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
            "timestampNTZFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

    private RowFingerprint() {}

    /** One half of the fingerprint of the columns at these positions. */
    static Column half(StructType columns, List<Integer> positions, int seed) {
        List<Column> parts = new ArrayList<>();
        parts.add(lit(seed));
        for (int position : positions) {
            StructField field = columns.fields()[position];
            Column value = col(field.name());
            parts.add(value.isNull());
            parts.add(isNested(field.dataType()) ? to_json(oneZero(value, field.dataType()), EXACT) : value);
        }
        return xxhash64(parts.toArray(new Column[0]));
    }

    private static boolean isNested(DataType type) {
        return type instanceof ArrayType || type instanceof StructType;
    }

    /** With 0.0 for each −0.0 in it, as XXH64 has a value that is not nested. */
    private static Column oneZero(Column value, DataType type) {
        if (type instanceof DoubleType) {
            return value.plus(lit(0.0));
        }
        if (type instanceof FloatType) {
            return value.plus(lit(0.0f));
        }
        if (type instanceof ArrayType array) {
            return transform(value, element -> oneZero(element, array.elementType()));
        }
        if (type instanceof StructType struct) {
            Column[] fields = Stream.of(struct.fields())
                    .map(field -> oneZero(value.getField(field.name()), field.dataType())
                            .as(field.name()))
                    .toArray(Column[]::new);
            return when(value.isNotNull(), struct(fields));
        }
        return value;
    }
}
