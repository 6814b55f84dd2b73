package dev.weir.jobs.engine.analysis;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Rule;
import dev.weir.jobs.plan.QueryPlace;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.quality.sql.SqlErrors;
import dev.weir.quality.sql.SqlSpot;
import java.util.Optional;

/** What user-written SQL could not compute for a row, as a problem that names its place and no value of the row. */
public final class SqlFailure {

    private SqlFailure() {}

    /** The problem, where SQL of a table stands behind the failure of its rows. */
    public static Optional<ProblemsException> in(TablePlan table, Throwable failure) {
        return SqlErrors.behind(failure).map(error -> {
            Optional<Rule> rule = rule(table, error.spot());
            return problem(
                    rule.map(Rule::place).orElseGet(() -> place(table, error.spot())),
                    rule.map(found -> "The predicate of rule '" + found.id() + "'")
                                    .orElse("The query of table '" + table.name() + "'")
                            + " cannot be computed for a row",
                    error,
                    ", or take the row out before; the tables are as they were",
                    failure);
        });
    }

    /** The problem, where a predicate that was written on the command line stands behind a failure. */
    public static Optional<ProblemsException> in(Place place, Throwable failure) {
        return SqlErrors.behind(failure)
                .map(error -> problem(place, "The predicate cannot be computed for a row", error, "", failure));
    }

    /** @param more what else may be done about it, and what it has left behind */
    private static ProblemsException problem(
            Place place, String what, SqlErrors.Found error, String more, Throwable failure) {
        String text = error.spot().text();
        return ProblemsException.of(
                Code.SQL_FAILED,
                place,
                what,
                text.isEmpty() ? "it meets " + error.words() : "'" + text + "' meets " + error.words(),
                error.remedy() + more,
                failure);
    }

    private static Optional<Rule> rule(TablePlan table, SqlSpot spot) {
        return table.rules().stream()
                .map(RulePlan::rule)
                .filter(rule ->
                        rule.check() instanceof Rule.Row row && row.sql().equals(spot.sql()))
                .findFirst();
    }

    private static Place place(TablePlan table, SqlSpot spot) {
        return spot.isKnown() && spot.sql().equals(table.route().query().sql())
                ? QueryPlace.of(table.route().query(), spot.line(), Math.max(1, spot.column()))
                : table.route().query().place();
    }
}
