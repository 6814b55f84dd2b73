package dev.weir.jobs.engine.conform;

import dev.weir.jobs.engine.read.value.InvalidValueError;
import dev.weir.quality.evaluation.ExpressionReset;
import dev.weir.quality.evaluation.JavaTemplate;
import dev.weir.quality.evaluation.OneOperand;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.ConditionalExpression;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.codegen.Block;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.catalyst.expressions.codegen.FalseLiteral$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.IndexedSeq;
import scala.collection.Seq;

/**
 * What a column's expression comes to: a structure of its value and, where a {@link StrictCast} within it met a text that is
 * no value, of NULL and what that text is not. Whatever else an expression throws is thrown on.
 *
 * <p>As in {@link dev.weir.quality.evaluation.TruthTable}, no part of it may be evaluated outside.
 */
final class CastOutcome extends OneOperand implements ConditionalExpression {

    private static final long serialVersionUID = 1L;

    /** Positions in the structure. */
    static final int VALUE = 0;

    static final int FAILURE = 1;

    private Expression asked;

    CastOutcome(Expression column) {
        super(column);
        this.asked = column;
    }

    @Override
    public DataType dataType() {
        return new StructType().add("value", operand().dataType()).add("failure", DataTypes.StringType);
    }

    @Override
    public Seq<Expression> alwaysEvaluatedInputs() {
        return ScalaLists.scala(List.of());
    }

    @Override
    public Seq<Seq<Expression>> branchGroups() {
        return ScalaLists.scala(List.of());
    }

    @Override
    public Object eval(InternalRow row) {
        try {
            return new GenericInternalRow(new @Nullable Object[] {asked.eval(row), null});
        } catch (InvalidValueError none) {
            // what has failed may be left half-way
            asked = operand().clone();
            return new GenericInternalRow(new @Nullable Object[] {null, none.expectation()});
        }
    }

    @Override
    public ExprCode doGenCode(CodegenContext context, ExprCode own) {
        int before = context.references().size();
        ExprCode computed = operand().genCode(context);
        String value = context.freshName("value");
        String failure = context.freshName("failure");
        String none = context.freshName("none");
        Block block = JavaTemplate.of(
                        "Object ",
                        " = null;\nObject ",
                        " = null;\ntry {\n",
                        "\nif (!",
                        ") {\n",
                        " = ",
                        ";\n}\n} catch (" + InvalidValueError.class.getName() + " ",
                        ") {\n",
                        " = ",
                        ".expectation();\n" + ExpressionReset.undone(context, before) + "}\nInternalRow ",
                        " = new " + GenericInternalRow.class.getName() + "(new Object[] {",
                        ", ",
                        "});\n")
                .with(
                        value,
                        failure,
                        computed.code(),
                        computed.isNull(),
                        value,
                        computed.value(),
                        none,
                        failure,
                        none,
                        own.value(),
                        value,
                        failure);
        return own.copy(block, FalseLiteral$.MODULE$, own.value());
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> others) {
        return new CastOutcome(others.head());
    }
}
