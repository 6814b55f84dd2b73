package dev.weir.quality.evaluation;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * An expression of one other and of what its class is made with besides; two of the same class and of equal parts are
 * equal. That is what Spark asks of a Scala case class.
 */
public abstract class OneOperand extends Expression implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Expression operand;
    private final List<?> parts;

    /** @param others what the constructor takes after the operand, in its order */
    protected OneOperand(Expression operand, Object... others) {
        this.operand = operand;
        this.parts = Stream.concat(Stream.of(operand), Stream.of(others)).toList();
    }

    /** The expression that this one is computed from. */
    protected final Expression operand() {
        return operand;
    }

    @Override
    public Seq<Expression> children() {
        return ScalaCollections.seq(List.of(operand));
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
    public int productArity() {
        return parts.size();
    }

    @Override
    public Object productElement(int place) {
        return parts.get(place);
    }

    @Override
    public Iterator<Object> productIterator() {
        return JavaConverters.asScalaIterator(List.<Object>copyOf(parts).iterator());
    }

    @Override
    public boolean canEqual(Object other) {
        return getClass().isInstance(other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OneOperand expression
                && getClass() == expression.getClass()
                && parts.equals(expression.parts);
    }

    @Override
    public int hashCode() {
        return 31 * getClass().getName().hashCode() + parts.hashCode();
    }
}
