package dev.weir.jobs.engine.diff;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/** The type that holds the values of two types, each as it is. */
final class CommonType {

    private static final List<DataType> INTEGERS =
            List.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);
    private static final List<DataType> FLOATS = List.of(DataTypes.FloatType, DataTypes.DoubleType);
    /** Digits of each integer type. */
    private static final int[] DIGITS = {3, 5, 10, 19};

    private CommonType() {}

    static Optional<DataType> of(DataType one, DataType other) {
        if (one.sameType(other)) {
            return Optional.of(other);
        }
        if (INTEGERS.contains(one) && INTEGERS.contains(other)) {
            return Optional.of(DataTypes.LongType);
        }
        if (FLOATS.contains(one) && FLOATS.contains(other)) {
            return Optional.of(DataTypes.DoubleType);
        }
        Optional<DecimalType> left = decimal(one);
        Optional<DecimalType> right = decimal(other);
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        int scale = Math.max(left.get().scale(), right.get().scale());
        int whole = Math.max(
                left.get().precision() - left.get().scale(),
                right.get().precision() - right.get().scale());
        return whole + scale > DecimalType.MAX_PRECISION()
                ? Optional.empty()
                : Optional.of(DataTypes.createDecimalType(whole + scale, scale));
    }

    private static Optional<DecimalType> decimal(DataType type) {
        if (type instanceof DecimalType decimal) {
            return Optional.of(decimal);
        }
        int integer = INTEGERS.indexOf(type);
        return integer < 0 ? Optional.empty() : Optional.of(DataTypes.createDecimalType(DIGITS[integer], 0));
    }
}
