package dev.weir.jobs.engine.internals;

import dev.weir.contracts.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The type that Spark's rows have for a contract's type. */
public final class SparkTypes {

    private static final ToSpark TO_SPARK = new ToSpark();

    private SparkTypes() {}

    /** Of one value; every field and element may be NULL. */
    public static org.apache.spark.sql.types.DataType of(DataType type) {
        return type.match(TO_SPARK);
    }

    private static final class ToSpark implements DataType.Cases<org.apache.spark.sql.types.DataType> {
        @Override
        public org.apache.spark.sql.types.DataType text(DataType.Text type) {
            return DataTypes.StringType;
        }

        @Override
        public org.apache.spark.sql.types.DataType integer(DataType.Int64 type) {
            return DataTypes.LongType;
        }

        @Override
        public org.apache.spark.sql.types.DataType decimal(DataType.Decimal type) {
            return DataTypes.createDecimalType(type.precision(), type.scale());
        }

        @Override
        public org.apache.spark.sql.types.DataType number(DataType.Real type) {
            return DataTypes.DoubleType;
        }

        @Override
        public org.apache.spark.sql.types.DataType bool(DataType.Bool type) {
            return DataTypes.BooleanType;
        }

        @Override
        public org.apache.spark.sql.types.DataType date(DataType.Date type) {
            return DataTypes.DateType;
        }

        @Override
        public org.apache.spark.sql.types.DataType timestamp(DataType.Timestamp type) {
            return type.clock() == DataType.Clock.INSTANT ? DataTypes.TimestampType : DataTypes.TimestampNTZType;
        }

        @Override
        public org.apache.spark.sql.types.DataType time(DataType.Time type) {
            return DataTypes.StringType;
        }

        @Override
        public org.apache.spark.sql.types.DataType array(DataType.Array type) {
            return DataTypes.createArrayType(of(type.element()), true);
        }

        @Override
        public org.apache.spark.sql.types.DataType object(DataType.Structure type) {
            StructType fields = new StructType();
            for (DataType.Field field : type.fields()) {
                fields = fields.add(field.name(), of(field.type()), true);
            }
            return fields;
        }
    }
}
