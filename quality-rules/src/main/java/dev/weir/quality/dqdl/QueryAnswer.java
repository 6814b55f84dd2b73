package dev.weir.quality.dqdl;

import com.amazon.deequ.analyzers.CustomSql;
import com.amazon.deequ.analyzers.CustomSqlState;
import com.amazon.deequ.analyzers.runners.EmptyStateException;
import com.amazon.deequ.metrics.DoubleMetric;
import com.amazon.deequ.metrics.Entity$;
import com.amazon.deequ.metrics.Metric;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Option;
import scala.util.Failure;
import scala.util.Left;

/**
 * The number that the query of a {@code CustomSql} gives. Deequ's own takes NULL, which a sum of no rows is, for 0, and keeps of
 * a failure only the words.
 */
final class QueryAnswer {

    private static final String NUMBER = "double";

    private QueryAnswer() {}

    /**
     * Asks the query, in a session where the tables that it names are views.
     *
     * @return a metric of the query's number, or of why there is none: {@link EmptyStateException} where it is NULL
     */
    static Metric<?> of(CustomSql query, SparkSession spark) {
        try {
            Dataset<Row> answer = spark.sql(query.expression());
            if (answer.columns().length != 1) {
                return failure(query, new IllegalStateException("The query gives more than one column"));
            }
            List<Row> rows = answer.select(answer.col("`" + answer.columns()[0].replace("`", "``") + "`")
                            .cast(NUMBER))
                    .takeAsList(2);
            if (rows.size() > 1) {
                return failure(query, new IllegalStateException("The query gives more than one row"));
            }
            return rows.isEmpty() || rows.get(0).isNullAt(0)
                    ? failure(query, new EmptyStateException("The query gives no number"))
                    : query.computeMetricFrom(Option.apply(
                            new CustomSqlState(new Left<>(rows.get(0).getDouble(0)))));
        } catch (Exception e) { // Spark throws checked exceptions undeclared
            return failure(query, e);
        }
    }

    /** With its cause, unlike Deequ's. */
    private static Metric<?> failure(CustomSql query, Exception why) {
        return new DoubleMetric(
                Entity$.MODULE$.Dataset(), "CustomSQL", query.disambiguator(), new Failure<>(why), Option.empty());
    }
}
