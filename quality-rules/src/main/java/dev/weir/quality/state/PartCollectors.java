package dev.weir.quality.state;

import dev.weir.quality.evaluation.AnswerBits;
import dev.weir.quality.evaluation.ScalaCollections;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;

/** Hands each row to the collectors of the parts that it belongs to: those whose condition it meets. Of a condition that
 * cannot be evaluated on a row the part keeps count. For one thread. */
final class PartCollectors {

    private final RowCollector[] parts;
    private final int words;
    private final MutableProjection projection;

    /** As many collectors as conditions, in their order. */
    PartCollectors(List<RowCondition> conditions, List<RowCollector> parts) {
        this.parts = parts.toArray(new RowCollector[0]);
        List<Expression> expressions = new ArrayList<>();
        for (int first = 0; first < conditions.size(); first += AnswerBits.PER_WORD) {
            expressions.add(RowCondition.word(
                    conditions.subList(first, Math.min(first + AnswerBits.PER_WORD, conditions.size())), 0));
        }
        this.words = expressions.size();
        this.projection = MutableProjection.create(ScalaCollections.seq(expressions));
        projection.initialize(0);
    }

    void add(InternalRow row) {
        InternalRow answer = projection.apply(row);
        for (int i = 0; i < words; i++) {
            long word = answer.getLong(i);
            int first = i * AnswerBits.PER_WORD;
            for (long left = AnswerBits.yes(word); left != 0; left &= left - 1) {
                parts[first + Long.numberOfTrailingZeros(left)].add(row);
            }
            for (long left = AnswerBits.notEvaluated(word); left != 0; left &= left - 1) {
                parts[first + Long.numberOfTrailingZeros(left)].addNotEvaluated();
            }
        }
    }
}
