package dev.weir.jobs.engine.conform;

import dev.weir.quality.evaluation.JavaTemplate;
import dev.weir.quality.evaluation.OneOperand;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.catalyst.expressions.codegen.FalseLiteral$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.IndexedSeq;

/**
 * A condition whose answers are counted: TRUE and NULL let a row through, and NULL is not counted. It is not deterministic,
 * so that it stays where it is and is asked once of each row.
 */
final class CountedCondition extends OneOperand {

    private static final long serialVersionUID = 1L;

    private final IntervalTally tally;

    CountedCondition(Expression condition, IntervalTally tally) {
        super(condition, tally);
        this.tally = tally;
    }

    @Override
    public DataType dataType() {
        return DataTypes.BooleanType;
    }

    @Override
    public boolean deterministic() {
        return false;
    }

    @Override
    public Object eval(InternalRow row) {
        Object inside = operand().eval(row);
        return inside == null || tally.lets((boolean) inside);
    }

    @Override
    public ExprCode doGenCode(CodegenContext context, ExprCode own) {
        ExprCode asked = operand().genCode(context);
        String counting = context.addReferenceObj("tally", tally, IntervalTally.class.getName());
        return own.copy(
                JavaTemplate.of("", "\nboolean ", " = ", " || ", ".lets(", ");\n")
                        .with(asked.code(), own.value(), asked.isNull(), counting, asked.value()),
                FalseLiteral$.MODULE$,
                own.value());
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> others) {
        return new CountedCondition(others.head(), tally);
    }
}
