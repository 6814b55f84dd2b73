package dev.weir.quality.evaluation;

import java.util.function.BiPredicate;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What a cast does to values within arrays, maps and structures. */
public final class NestedTypes {

    private NestedTypes() {}

    /** Whether something is true of two types, or of two that stand in the same place within them. */
    public static boolean anywhere(DataType from, DataType to, BiPredicate<DataType, DataType> test) {
        if (from instanceof ArrayType array && to instanceof ArrayType other) {
            return anywhere(array.elementType(), other.elementType(), test);
        }
        if (from instanceof MapType map && to instanceof MapType other) {
            return anywhere(map.keyType(), other.keyType(), test) || anywhere(map.valueType(), other.valueType(), test);
        }
        if (from instanceof StructType struct && to instanceof StructType other) {
            StructField[] have = struct.fields();
            StructField[] want = other.fields();
            for (int i = 0; i < Math.min(have.length, want.length); i++) {
                if (anywhere(have[i].dataType(), want[i].dataType(), test)) {
                    return true;
                }
            }
            return false;
        }
        return test.test(from, to);
    }
}
