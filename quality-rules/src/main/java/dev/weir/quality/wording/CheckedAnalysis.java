package dev.weir.quality.wording;

import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.parser.ParseException;

/** Queries that Spark may refuse; Scala does not declare what it throws, and Java could not catch it. */
public final class CheckedAnalysis {

    private CheckedAnalysis() {}

    /** {@link Dataset#select}. */
    public static Dataset<Row> select(Dataset<Row> rows, Column... columns) throws AnalysisException {
        return rows.select(columns);
    }

    /** An expression, parsed and not resolved. */
    public static Expression expression(String sql) throws ParseException {
        return CatalystSqlParser$.MODULE$.parseExpression(sql);
    }

    /** {@link Dataset#where}. */
    public static Dataset<Row> where(Dataset<Row> rows, String condition) throws AnalysisException {
        return rows.where(condition);
    }
}
