package dev.weir.jobs.spark.conform;

import static java.util.Objects.requireNonNull;

import dev.weir.quality.evaluation.JavaTemplate;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.catalyst.expressions.codegen.FalseLiteral$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import scala.collection.IndexedSeq;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * A condition whose answers are counted: TRUE and NULL let a row through, and NULL is not counted. It is not deterministic,
 * so that it stays where it is and is asked once of each row.
 */
final class Tallied extends Expression implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Expression condition;
    private final IntervalTally tally;

    Tallied(Expression condition, IntervalTally tally) {
        this.condition = requireNonNull(condition, "condition");
        this.tally = requireNonNull(tally, "tally");
    }

    @Override
    public Seq<Expression> children() {
        return ScalaLists.scala(List.of(condition));
    }

    @Override
    public DataType dataType() {
        return DataTypes.BooleanType;
    }

    @Override
    public boolean nullable() {
        return false;
    }

    @Override
    public boolean foldable() {
        return false;
    }

    @Override
    public boolean deterministic() {
        return false;
    }

    @Override
    public Object eval(InternalRow row) {
        Object inside = condition.eval(row);
        return inside == null || tally.lets((boolean) inside);
    }

    @Override
    public ExprCode doGenCode(CodegenContext context, ExprCode own) {
        ExprCode asked = condition.genCode(context);
        String counting = context.addReferenceObj("tally", tally, IntervalTally.class.getName());
        return own.copy(
                JavaTemplate.of("", "\nboolean ", " = ", " || ", ".lets(", ");\n")
                        .with(asked.code(), own.value(), asked.isNull(), counting, asked.value()),
                FalseLiteral$.MODULE$,
                own.value());
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> others) {
        return new Tallied(others.head(), tally);
    }

    @Override
    public int productArity() {
        return 1;
    }

    @Override
    public Object productElement(int place) {
        if (place == 0) {
            return condition;
        }
        throw new IndexOutOfBoundsException(place);
    }

    @Override
    public Iterator<Object> productIterator() {
        return JavaConverters.asScalaIterator(List.<Object>of(condition).iterator());
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof Tallied;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tallied tallied && condition.equals(tallied.condition) && tally == tallied.tally;
    }

    @Override
    public int hashCode() {
        return Objects.hash(Tallied.class, condition);
    }
}
