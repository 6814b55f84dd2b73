package dev.weir.quality.functions;

import dev.weir.quality.evaluation.ScalaCollections;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.TypeCheckResult;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.TypedImperativeAggregate;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import scala.collection.IndexedSeq;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * The sum, or the mean, of numbers as a DOUBLE that is rounded once, whatever the order and the parts in which they come.
 * NULL is left out; of no value it is NULL.
 */
final class ExactSum extends TypedImperativeAggregate<ExactAccumulator> implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final List<DataType> INTEGERS =
            List.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);
    private static final List<DataType> REALS = List.of(DataTypes.FloatType, DataTypes.DoubleType, DataTypes.NullType);

    /** What is made of the sum. */
    enum Answer {
        SUM,
        AVG
    }

    private final Expression child;
    private final Answer answer;
    private final int mutableOffset;
    private final int inputOffset;

    ExactSum(Expression child, Answer answer) {
        this(child, answer, 0, 0);
    }

    private ExactSum(Expression child, Answer answer, int mutableOffset, int inputOffset) {
        this.child = child;
        this.answer = answer;
        this.mutableOffset = mutableOffset;
        this.inputOffset = inputOffset;
    }

    @Override
    public Seq<Expression> children() {
        return ScalaCollections.seq(List.of(child));
    }

    @Override
    public DataType dataType() {
        return DataTypes.DoubleType;
    }

    @Override
    public boolean nullable() {
        return true;
    }

    @Override
    public String prettyName() {
        return "exact_" + answer.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public TypeCheckResult checkInputDataTypes() {
        return INTEGERS.contains(child.dataType()) || REALS.contains(child.dataType())
                ? TypeCheckResult.TypeCheckSuccess$.MODULE$
                : new TypeCheckResult.TypeCheckFailure(
                        prettyName() + " adds doubles and integers; decimals are exact in "
                                + answer.name().toLowerCase(Locale.ROOT) + " as they are");
    }

    @Override
    public ExactAccumulator createAggregationBuffer() {
        return new ExactAccumulator();
    }

    @Override
    public ExactAccumulator update(ExactAccumulator sum, InternalRow row) {
        Object value = child.eval(row);
        if (value instanceof Double || value instanceof Float) {
            sum.add(((Number) value).doubleValue());
        } else if (value != null) {
            sum.add(((Number) value).longValue());
        }
        return sum;
    }

    @Override
    public ExactAccumulator merge(ExactAccumulator sum, ExactAccumulator other) {
        sum.add(other);
        return sum;
    }

    @Override
    public @Nullable Object eval(ExactAccumulator sum) {
        return answer == Answer.SUM ? sum.sum() : sum.mean();
    }

    @Override
    public byte[] serialize(ExactAccumulator sum) {
        return sum.bytes();
    }

    @Override
    public ExactAccumulator deserialize(byte[] bytes) {
        return ExactAccumulator.of(bytes);
    }

    @Override
    public int mutableAggBufferOffset() {
        return mutableOffset;
    }

    @Override
    public int inputAggBufferOffset() {
        return inputOffset;
    }

    @Override
    public ImperativeAggregate withNewMutableAggBufferOffset(int offset) {
        return new ExactSum(child, answer, offset, inputOffset);
    }

    @Override
    public ImperativeAggregate withNewInputAggBufferOffset(int offset) {
        return new ExactSum(child, answer, mutableOffset, offset);
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> others) {
        return new ExactSum(others.head(), answer, mutableOffset, inputOffset);
    }

    // --- what Scala's case classes have ------------------------------------------------------------------------------

    @Override
    public int productArity() {
        return 4;
    }

    @Override
    public Object productElement(int place) {
        return switch (place) {
            case 0 -> child;
            case 1 -> answer;
            case 2 -> mutableOffset;
            case 3 -> inputOffset;
            default -> throw new IndexOutOfBoundsException(place);
        };
    }

    @Override
    public Iterator<Object> productIterator() {
        return JavaConverters.asScalaIterator(
                List.of(child, answer, mutableOffset, (Object) inputOffset).iterator());
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ExactSum;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExactSum sum
                && child.equals(sum.child)
                && answer == sum.answer
                && mutableOffset == sum.mutableOffset
                && inputOffset == sum.inputOffset;
    }

    @Override
    public int hashCode() {
        return Objects.hash(child, answer.name(), mutableOffset, inputOffset);
    }
}
