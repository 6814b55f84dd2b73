package dev.weir.quality.expressions;

import static dev.weir.quality.evaluation.ScalaCollections.seq;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.ObjectType;

/** Calls of public methods of an object that travels with the plan; NULL gives NULL, and code generation stays whole. */
final class ObjectCall {

    private ObjectCall() {}

    /**
     * A call.
     *
     * @param target equal to any other of its class, or else equal expressions would not be equal any more
     * @param type of what the method gives
     */
    static Expression of(Object target, String method, DataType type, List<Expression> arguments) {
        return of(target, method, type, arguments, false);
    }

    /** A call that may give NULL although no argument is. */
    static Expression orNull(Object target, String method, DataType type, List<Expression> arguments) {
        return of(target, method, type, arguments, true);
    }

    private static Expression of(
            Object target, String method, DataType type, List<Expression> arguments, boolean orNull) {
        return new Invoke(
                new Literal(target, ObjectType.apply(target.getClass())),
                method,
                type,
                seq(arguments),
                seq(List.<AbstractDataType>of()),
                true,
                orNull,
                true);
    }
}
