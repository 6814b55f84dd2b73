package dev.weir.jobs.engine.internals;

import dev.weir.contracts.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The type that Spark's rows have for a contract's type. */
public final class SparkTypes {

    private SparkTypes() {}

    /** Of one value; every field and element may be NULL. */
    public static org.apache.spark.sql.types.DataType of(DataType type) {
        return type.match(
                text -> DataTypes.StringType,
                integer -> DataTypes.LongType,
                decimal -> DataTypes.createDecimalType(decimal.precision(), decimal.scale()),
                number -> DataTypes.DoubleType,
                bool -> DataTypes.BooleanType,
                date -> DataTypes.DateType,
                timestamp -> timestamp.clock() == DataType.Clock.INSTANT
                        ? DataTypes.TimestampType
                        : DataTypes.TimestampNTZType,
                time -> DataTypes.StringType,
                array -> DataTypes.createArrayType(of(array.element()), true),
                object -> object(object));
    }

    private static StructType object(DataType.Structure object) {
        StructType fields = new StructType();
        for (DataType.Field field : object.fields()) {
            fields = fields.add(field.name(), of(field.type()), true);
        }
        return fields;
    }
}
