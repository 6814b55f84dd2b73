package dev.weir.quality.dqdl;

import com.amazon.deequ.analyzers.CustomSql;
import com.amazon.deequ.analyzers.CustomSqlState;
import com.amazon.deequ.analyzers.runners.EmptyStateException;
import com.amazon.deequ.metrics.DoubleMetric;
import com.amazon.deequ.metrics.Entity$;
import com.amazon.deequ.metrics.Metric;
import dev.weir.quality.ColumnsByName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Option;
import scala.util.Failure;
import scala.util.Left;

/**
 * The number that the query of a {@code CustomSql} gives. Deequ's own takes NULL, which a sum of no rows is, for 0, and keeps of
 * a failure only the words.
 *
 * @param metric of the number
 * @param exact the number, where it is a whole one or a decimal
 */
record QueryAnswer(Metric<?> metric, Optional<BigDecimal> exact) {

    private static final String NUMBER = "double";

    /**
     * Asks the query, which gives one column ({@link CheckQueries}), in a session where the tables that it names are views.
     *
     * @return with a metric of the query's number, or of why there is none: {@link EmptyStateException} where it is NULL
     */
    static QueryAnswer of(CustomSql query, SparkSession spark) {
        try {
            Dataset<Row> answer = spark.sql(query.expression());
            Column number = answer.col(ColumnsByName.quoted(answer.columns()[0]));
            List<Row> rows = answer.select(number.cast(NUMBER), number).takeAsList(2);
            if (rows.size() > 1) {
                return failure(query, new NotEvaluatedException("its query gives more than one row"));
            }
            return rows.isEmpty() || rows.get(0).isNullAt(0)
                    ? failure(query, new EmptyStateException("The query gives no number"))
                    : new QueryAnswer(
                            query.computeMetricFrom(Option.apply(
                                    new CustomSqlState(new Left<>(rows.get(0).getDouble(0))))),
                            exact(rows.get(0).get(1)));
        } catch (Exception e) { // Spark throws checked exceptions undeclared
            return failure(query, e);
        }
    }

    /** With its cause, unlike Deequ's. */
    private static QueryAnswer failure(CustomSql query, Exception why) {
        return new QueryAnswer(
                new DoubleMetric(
                        Entity$.MODULE$.Dataset(),
                        "CustomSQL",
                        query.disambiguator(),
                        new Failure<>(why),
                        Option.empty()),
                Optional.empty());
    }

    private static Optional<BigDecimal> exact(Object number) {
        if (number instanceof BigDecimal decimal) {
            return Optional.of(decimal);
        }
        return number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte
                ? Optional.of(BigDecimal.valueOf(((Number) number).longValue()))
                : Optional.empty();
    }
}
