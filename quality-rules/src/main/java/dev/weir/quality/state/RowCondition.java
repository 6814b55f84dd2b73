package dev.weir.quality.state;

import dev.weir.quality.evaluation.AnswerBits;
import dev.weir.quality.evaluation.GuardedPlan;
import dev.weir.quality.evaluation.ScalaCollections;
import dev.weir.quality.evaluation.TruthTable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.BindReferences;
import org.apache.spark.sql.catalyst.expressions.BitwiseOr;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.package$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.StructType;

/**
 * A condition on one row, bound to the places of its columns; it holds where it is true, and not where it is NULL or
 * cannot be evaluated.
 *
 * @param text by which it is known
 * @param bound to the columns
 */
public record RowCondition(String text, Expression bound) implements Serializable {
    /**
     * Binds conditions.
     *
     * @param columns those of every row that comes, in their order
     * @param conditions by text, each a BOOLEAN that resolves against the columns and needs one row only
     * @return as many, by text
     */
    public static Map<String, RowCondition> bind(
            SparkSession spark, StructType columns, Map<String, Column> conditions) {
        Map<String, RowCondition> bound = new LinkedHashMap<>();
        if (conditions.isEmpty()) {
            return bound;
        }
        List<Column> named = new ArrayList<>();
        for (Column condition : conditions.values()) {
            named.add(condition.as("_bound_" + named.size()));
        }
        // A frame over an RDD: the optimiser keeps its project, and does not find out that it is empty.
        Dataset<Row> frame = spark.createDataFrame(spark.emptyDataFrame().javaRDD(), columns);
        LogicalPlan plan = GuardedPlan.of(frame.select(named.toArray(new Column[0])));
        if (!(plan instanceof Project project)
                || project.projectList().size() != named.size()
                || project.child().output().size() != columns.size()) {
            throw new IllegalArgumentException("A condition needs more than the row at hand");
        }
        List<NamedExpression> expressions = ScalaCollections.list(project.projectList());
        int next = 0;
        for (String text : conditions.keySet()) {
            NamedExpression expression = expressions.get(next++);
            Expression meant = expression instanceof Alias alias ? alias.child() : (Expression) expression;
            bound.put(
                    text,
                    new RowCondition(
                            text,
                            BindReferences.bindReference(
                                    meant,
                                    package$.MODULE$.AttributeSeq(
                                            project.child().output()),
                                    false)));
        }
        return bound;
    }

    /**
     * One number of {@link AnswerBits#PER_WORD} conditions at most, two bits for each: that it holds, or that it cannot be
     * evaluated. Halved again and again, so that the expression's depth grows with the logarithm of their number.
     */
    static Expression word(List<RowCondition> conditions, int firstBit) {
        if (conditions.size() == 1) {
            return TruthTable.of(
                    conditions.get(0).bound(), AnswerBits.yesBit(firstBit), 0, 0, AnswerBits.notEvaluatedBit(firstBit));
        }
        int half = conditions.size() / 2;
        return new BitwiseOr(
                word(conditions.subList(0, half), firstBit),
                word(conditions.subList(half, conditions.size()), firstBit + half));
    }
}
