package dev.weir.quality.wording;

import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Queries that Spark may refuse; Scala does not declare what it throws, and Java could not catch it. */
public final class CheckedAnalysis {

    private CheckedAnalysis() {}

    /** {@link Dataset#select}. */
    public static Dataset<Row> select(Dataset<Row> rows, Column... columns) throws AnalysisException {
        return rows.select(columns);
    }

    /** {@link Dataset#where}. */
    public static Dataset<Row> where(Dataset<Row> rows, String condition) throws AnalysisException {
        return rows.where(condition);
    }
}
