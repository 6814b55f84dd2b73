package dev.weir.jobs.spark.sink;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Severity;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * A rule that a row answers by itself. The predicate says what must hold; NULL passes.
 *
 * @param id the rule
 * @param predicate over the clear columns, by their names
 * @param column to blame in a reason; several with a comma and a space between; empty when none is known
 * @param severity {@code QUARANTINE} takes the row out; the others only count
 */
public record RowRule(String id, Column predicate, String column, Severity severity) {

    public RowRule {
        requireNonNull(id, "id");
        requireNonNull(predicate, "predicate");
        requireNonNull(column, "column");
        requireNonNull(severity, "severity");
    }

    /** A rule whose predicate is written in Spark SQL. */
    public static RowRule sql(String id, String predicate, String column, Severity severity) {
        return new RowRule(id, functions.expr(predicate), column, severity);
    }

    /** True where the rule fails, and never NULL. */
    Column failing() {
        return functions.not(functions.coalesce(predicate, functions.lit(true)));
    }
}
