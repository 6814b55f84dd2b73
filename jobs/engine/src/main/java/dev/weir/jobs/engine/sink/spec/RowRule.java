package dev.weir.jobs.engine.sink.spec;

import dev.weir.contracts.Severity;
import dev.weir.quality.evaluation.AnswerBits;
import dev.weir.quality.evaluation.TruthTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * A rule that a row answers by itself. The predicate must hold; a row on which it cannot be evaluated breaks the
 * rule.
 *
 * @param id the rule
 * @param predicate over the clear columns, by their names
 * @param column to blame in a reason; several with a comma and a space between; empty when none is known
 * @param severity {@code QUARANTINE} takes the row out; the others only count
 * @param ifNull what it means that the predicate is NULL
 */
public record RowRule(String id, Column predicate, String column, Severity severity, IfNull ifNull) {

    /** What NULL means for a row. */
    public enum IfNull {
        /** The row passes. */
        PASSES,
        /** The rule is not about it. */
        LEFT_OUT
    }

    /** A rule about every row. */
    public RowRule(String id, Column predicate, String column, Severity severity) {
        this(id, predicate, column, severity, IfNull.PASSES);
    }

    /** A rule whose predicate is written in Spark SQL. */
    public static RowRule sql(String id, String predicate, String column, Severity severity) {
        return new RowRule(id, functions.expr(predicate), column, severity);
    }

    /**
     * The rule's two bits of a word; see {@link AnswerBits}. What cannot be evaluated fails as well; the upper bit alone marks
     * a row that is left out.
     */
    public Column bits(int number) {
        return TruthTable.of(
                predicate,
                0,
                AnswerBits.yesBit(number),
                ifNull == IfNull.LEFT_OUT ? AnswerBits.notEvaluatedBit(number) : 0,
                AnswerBits.yesBit(number) | AnswerBits.notEvaluatedBit(number));
    }
}
