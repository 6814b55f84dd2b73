package dev.weir.quality.sql;

import static dev.weir.quality.evaluation.ScalaCollections.seq;

import dev.weir.quality.expressions.SafeExpressions;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** The values of expressions that are the same for every row. */
final class ConstantExpressions {

    private ConstantExpressions() {}

    /**
     * The value, in Catalyst's form.
     *
     * @throws RuntimeException as Spark throws it where there is no value
     */
    static @Nullable Object value(Expression constant) {
        // Functions that Spark writes as others have no value before they are replaced.
        Project replaced = (Project) SafeExpressions.in(projected(constant, new OneRowRelation()));
        Expression meant = (Expression) replaced.projectList().head();
        return meant.eval(null);
    }

    /** An expression as the one column of rows. */
    static Project projected(Expression expression, LogicalPlan rows) {
        Alias named = new Alias(
                expression,
                "value",
                NamedExpression.newExprId(),
                seq(List.<String>of()),
                Option.empty(),
                seq(List.<String>of()));
        return new Project(seq(List.<NamedExpression>of(named)), rows);
    }

    /** Some value of a type that functions with a pattern take; NULL of any other. */
    static Expression sample(DataType type) {
        if (type instanceof StringType) {
            return new Literal(UTF8String.EMPTY_UTF8, type);
        }
        if (type instanceof DateType || type instanceof IntegerType) {
            return new Literal(0, type);
        }
        boolean counts = type instanceof LongType || type instanceof TimestampType || type instanceof TimestampNTZType;
        return new Literal(counts ? 0L : null, type);
    }
}
