package dev.weir.jobs.spark.conform;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.plan.QueryPlace;
import dev.weir.jobs.plan.TablePlan;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.CTESubstitution$;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.optimizer.InlineCTE;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.Function1;
import scala.Option;
import scala.runtime.AbstractPartialFunction;

/** A query's text and its inputs to an analysed plan; no catalogue is asked for a table. */
final class QueryAnalysis {

    private static final String ANSI = "spark.sql.ansi.enabled";

    private final SparkSession spark;

    QueryAnalysis(SparkSession spark) {
        this.spark = spark;
    }

    /**
     * Runs with ANSI semantics for whatever is analysed meanwhile: an overflow, a division by zero or an index outside an
     * array then ends the run and never becomes NULL. Expressions remember it; the session does not.
     */
    <T> T ansi(Supplier<T> analysis) {
        synchronized (spark) {
            String before = spark.conf().get(ANSI);
            spark.conf().set(ANSI, true);
            try {
                return analysis.get();
            } finally {
                spark.conf().set(ANSI, before);
            }
        }
    }

    /**
     * The analysed query, its WITH parts put in where they are used.
     *
     * @param inputs by the name that the query gives them
     * @throws ProblemsException when Spark does not accept the query
     */
    LogicalPlan analyse(TablePlan table, Map<String, LogicalPlan> inputs) {
        try {
            LogicalPlan parsed = spark.sessionState()
                    .sqlParser()
                    .parsePlan(table.route().query().sql());
            LogicalPlan bound =
                    CTESubstitution$.MODULE$.apply(parsed).transformUpWithSubqueries(new InputsInPlace(inputs));
            LogicalPlan analysed = spark.sessionState()
                    .analyzer()
                    .executeAndCheck(bound, new org.apache.spark.sql.catalyst.QueryPlanningTracker(Option.empty()));
            return new InlineCTE(true).apply(analysed);
        } catch (AnalysisException e) {
            throw problem(table, e);
        }
    }

    private static ProblemsException problem(TablePlan table, AnalysisException e) {
        return ProblemsException.of(
                Code.INVALID_SQL,
                place(table, e),
                "The query of table '" + table.name() + "' cannot be run",
                firstSentence(Objects.requireNonNullElse(e.getMessage(), "Spark does not accept it")),
                "put the query right");
    }

    private static Place place(TablePlan table, AnalysisException e) {
        Option<Object> line = e.line();
        Option<Object> column = e.startPosition();
        if (line.isEmpty()) {
            return table.route().query().place();
        }
        int position = column.isEmpty() ? 0 : (Integer) column.get();
        return QueryPlace.of(table.route().query(), (Integer) line.get(), position + 1);
    }

    /** Without Spark's error class in front and the plan behind. */
    private static String firstSentence(String message) {
        String first = message.replaceFirst("^\\[[A-Z0-9_.]+] ", "")
                .lines()
                .findFirst()
                .orElse(message);
        return first.replaceFirst("; line \\d+ pos \\d+;?$", "").replaceFirst("[.;]+$", "");
    }

    /** Puts each input where the query names it. */
    private static final class InputsInPlace extends AbstractPartialFunction<LogicalPlan, LogicalPlan> {
        private final Map<String, LogicalPlan> inputs;

        InputsInPlace(Map<String, LogicalPlan> inputs) {
            this.inputs = inputs;
        }

        @Override
        public boolean isDefinedAt(LogicalPlan plan) {
            return plan instanceof UnresolvedRelation;
        }

        @Override
        @SuppressWarnings("unchecked") // a partial function from plans to plans is asked with nothing else
        public <A extends LogicalPlan, B> B applyOrElse(A plan, Function1<A, B> otherwise) {
            if (plan instanceof UnresolvedRelation relation) {
                String name = String.join(".", ScalaLists.java(relation.multipartIdentifier()));
                LogicalPlan input = inputs.get(name);
                if (input == null) {
                    throw new IllegalStateException("The plan has no input '" + name + "'");
                }
                return (B) input;
            }
            return otherwise.apply(plan);
        }
    }
}
