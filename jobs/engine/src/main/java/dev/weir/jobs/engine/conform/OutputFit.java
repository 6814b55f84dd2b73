package dev.weir.jobs.engine.conform;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.text.NearestName;
import dev.weir.jobs.engine.internals.SparkTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Cast$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;

/** A query's columns in the order, and of the types, that the contract states. Only widening changes a type. */
final class OutputFit {

    /** The decimal digits of the longest whole number of a type. */
    private static final Map<DataType, Integer> DIGITS = Map.of(
            DataTypes.ByteType, 3,
            DataTypes.ShortType, 5,
            DataTypes.IntegerType, 10,
            DataTypes.LongType, 19);

    private OutputFit() {}

    /** One expression for each column of the contract; what does not fit is a problem at its column or the table. */
    static List<NamedExpression> fit(List<Attribute> output, Table table, Problems problems) {
        List<String> names = output.stream().map(Attribute::name).toList();
        List<NamedExpression> fitted = new ArrayList<>();
        List<Attribute> left = new ArrayList<>(output);
        for (Column column : table.columns()) {
            Attribute attribute = left.stream()
                    .filter(candidate -> candidate.name().equalsIgnoreCase(column.name()))
                    .findFirst()
                    .orElse(null);
            if (attribute == null) {
                problems.add(
                        Code.UNKNOWN_NAME,
                        column.place(),
                        "The query of table '" + table.name() + "' gives no column '" + column.name() + "'",
                        "its columns are " + String.join(", ", names),
                        NearestName.question(
                                column.name(), names, "add the column to the query, or take it out of the contract"));
                continue;
            }
            left.remove(attribute);
            fitted.add(OriginCarrier.alias(widened(attribute, column, table, problems), column.name()));
        }
        for (Attribute extra : left) {
            problems.add(
                    Code.UNKNOWN_NAME,
                    table.place(),
                    "The query of table '" + table.name() + "' gives a column '" + extra.name() + "'",
                    "the contract has no such column, or the query gives it twice",
                    "take it out of the query, or add it to the contract");
        }
        return fitted;
    }

    private static Expression widened(Attribute attribute, Column column, Table table, Problems problems) {
        DataType from = attribute.dataType();
        DataType to = SparkTypes.of(column.type());
        if (from.sameType(to)) {
            return attribute;
        }
        if (!widens(from, to)) {
            problems.add(
                    Code.TYPE_MISMATCH,
                    column.place(),
                    "Column '" + column.name() + "' of table '" + table.name() + "' is "
                            + column.type().display(),
                    "the query gives " + from.catalogString() + ", which does not always fit",
                    "change the type in the contract, or the expression in the query");
        }
        return Cast$.MODULE$.apply(attribute, to, true);
    }

    /** Whether every value of one type is a value of the other, and the same one. */
    static boolean widens(DataType from, DataType to) {
        if (from.sameType(to) || from instanceof NullType) {
            return true;
        }
        if (to instanceof LongType) {
            return digits(from) < 19;
        }
        if (to instanceof DecimalType decimal) {
            return from instanceof DecimalType other
                    ? decimal.isWiderThan(other)
                    : digits(from) <= decimal.precision() - decimal.scale();
        }
        if (to instanceof DoubleType) {
            return from instanceof FloatType || digits(from) <= 10;
        }
        if (to instanceof TimestampNTZType) {
            return from instanceof DateType;
        }
        if (to instanceof ArrayType array && from instanceof ArrayType other) {
            return widens(other.elementType(), array.elementType());
        }
        return to instanceof StructType struct && from instanceof StructType other && widens(other, struct);
    }

    private static boolean widens(StructType from, StructType to) {
        StructField[] have = from.fields();
        StructField[] want = to.fields();
        boolean fits = have.length == want.length;
        for (int i = 0; fits && i < want.length; i++) {
            fits = have[i].name().equals(want[i].name()) && widens(have[i].dataType(), want[i].dataType());
        }
        return fits;
    }

    /** More than any type has, for all that are not of whole numbers. */
    private static int digits(DataType type) {
        return DIGITS.getOrDefault(type, Integer.MAX_VALUE);
    }
}
