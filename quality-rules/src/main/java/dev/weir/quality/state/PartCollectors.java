package dev.weir.quality.state;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import scala.collection.JavaConverters;

/** Hands each row to the collectors of the parts that it belongs to: those whose condition it meets. For one thread. */
final class PartCollectors {

    private final RowCollector[] parts;
    private final int words;
    private final MutableProjection projection;

    /** As many collectors as conditions, in their order. */
    PartCollectors(List<RowCondition> conditions, List<RowCollector> parts) {
        this.parts = parts.toArray(new RowCollector[0]);
        List<Expression> expressions = new ArrayList<>();
        for (int first = 0; first < conditions.size(); first += Long.SIZE) {
            expressions.add(RowCondition.word(
                    conditions.subList(first, Math.min(first + Long.SIZE, conditions.size())), 0));
        }
        this.words = expressions.size();
        this.projection = MutableProjection.create(
                JavaConverters.asScalaBuffer(expressions).toSeq());
        projection.initialize(0);
    }

    void add(InternalRow row) {
        InternalRow answer = projection.apply(row);
        for (int i = 0; i < words; i++) {
            for (long left = answer.getLong(i); left != 0; left &= left - 1) {
                parts[i * Long.SIZE + Long.numberOfTrailingZeros(left)].add(row);
            }
        }
    }
}
