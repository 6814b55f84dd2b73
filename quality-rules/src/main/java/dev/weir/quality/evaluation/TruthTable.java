package dev.weir.quality.evaluation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.TypeCheckResult;
import org.apache.spark.sql.catalyst.expressions.ConditionalExpression;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.Block;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.catalyst.expressions.codegen.FalseLiteral$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import scala.collection.IndexedSeq;
import scala.collection.Seq;

/**
 * A predicate's answer for a row, as a BIGINT and never NULL: one number for each of the four answers that there are. The
 * fourth is that it cannot be evaluated on the row, by {@link RowFailure}; no other expression is touched by that.
 *
 * <p>Spark may not take a part of the predicate out to evaluate it once for several expressions: there what it throws would
 * not be caught. Therefore it is a conditional expression none of whose parts is sure to be evaluated.
 */
public final class TruthTable extends OneOperand implements ConditionalExpression {

    private static final long serialVersionUID = 1L;

    private final long ifTrue;
    private final long ifFalse;
    private final long ifNull;
    private final long ifFailing;

    private Expression asked;

    TruthTable(Expression predicate, long ifTrue, long ifFalse, long ifNull, long ifFailing) {
        super(predicate, ifTrue, ifFalse, ifNull, ifFailing);
        this.ifTrue = ifTrue;
        this.ifFalse = ifFalse;
        this.ifNull = ifNull;
        this.ifFailing = ifFailing;
        this.asked = predicate;
    }

    /**
     * Asks a predicate.
     *
     * @param predicate a BOOLEAN, or NULL
     * @param ifFailing where it cannot be evaluated
     */
    public static Column of(Column predicate, long ifTrue, long ifFalse, long ifNull, long ifFailing) {
        return new Column(of(predicate.expr(), ifTrue, ifFalse, ifNull, ifFailing));
    }

    /** The answer of a rule's predicate for a row, as a STRING: NULL where it passes, for NULL too. */
    public static Column words(Column predicate, String ifFalse, String ifFailing) {
        return words(predicate, ifFalse, null, ifFailing);
    }

    /** The same with a word of its own where the predicate is NULL. */
    public static Column words(Column predicate, String ifFalse, @Nullable String ifNull, String ifFailing) {
        return array(
                        lit(null).cast(DataTypes.StringType),
                        lit(ifFalse),
                        lit(ifNull).cast(DataTypes.StringType),
                        lit(ifFailing))
                .apply(of(predicate, 0, 1, 2, 3).cast(DataTypes.IntegerType));
    }

    /** The same for an expression. */
    public static Expression of(Expression predicate, long ifTrue, long ifFalse, long ifNull, long ifFailing) {
        return new TruthTable(predicate, ifTrue, ifFalse, ifNull, ifFailing);
    }

    @Override
    public DataType dataType() {
        return DataTypes.LongType;
    }

    @Override
    public boolean foldable() {
        return operand().foldable();
    }

    @Override
    public TypeCheckResult checkInputDataTypes() {
        return isPredicate()
                ? TypeCheckResult.TypeCheckSuccess$.MODULE$
                : new TypeCheckResult.TypeCheckFailure("a predicate is a BOOLEAN");
    }

    private boolean isPredicate() {
        return operand().dataType().equals(DataTypes.BooleanType) || isNothing();
    }

    private boolean isNothing() {
        return operand().dataType().equals(DataTypes.NullType);
    }

    @Override
    public Seq<Expression> alwaysEvaluatedInputs() {
        return ScalaCollections.seq(List.of());
    }

    @Override
    public Seq<Seq<Expression>> branchGroups() {
        return ScalaCollections.seq(List.of());
    }

    @Override
    public Object eval(InternalRow row) {
        try {
            Object answer = asked.eval(row);
            return answer == null ? ifNull : (Boolean) answer ? ifTrue : ifFalse;
        } catch (Throwable e) {
            RowFailure.require(e);
            // what has failed may be left half-way
            asked = operand().clone();
            return ifFailing;
        }
    }

    @Override
    public ExprCode doGenCode(CodegenContext context, ExprCode own) {
        if (isNothing()) {
            return own.copy(
                    JavaTemplate.of("long ", " = ", "L;").with(own.value(), ifNull),
                    FalseLiteral$.MODULE$,
                    own.value());
        }
        int before = context.references().size();
        ExprCode code = operand().genCode(context);
        String thrown = context.freshName("thrown");
        Block block = JavaTemplate.of(
                        "long ",
                        " = ",
                        "L;\ntry {\n",
                        "\n",
                        " = ",
                        " ? ",
                        "L : (",
                        " ? ",
                        "L : ",
                        "L);\n} catch (Throwable ",
                        ") {\n",
                        ".require(",
                        ");\n" + ExpressionReset.undone(context, before) + "}\n")
                .with(
                        own.value(),
                        ifFailing,
                        code.code(),
                        own.value(),
                        code.isNull(),
                        ifNull,
                        code.value(),
                        ifTrue,
                        ifFalse,
                        thrown,
                        RowFailure.class.getName(),
                        thrown);
        return own.copy(block, FalseLiteral$.MODULE$, own.value());
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> others) {
        return new TruthTable(others.head(), ifTrue, ifFalse, ifNull, ifFailing);
    }
}
