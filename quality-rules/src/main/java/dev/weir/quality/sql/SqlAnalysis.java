package dev.weir.quality.sql;

import static dev.weir.quality.evaluation.ScalaCollections.list;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
import org.apache.spark.sql.catalyst.analysis.CTESubstitution$;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.optimizer.InlineCTE;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.functions;
import scala.Function1;
import scala.Option;
import scala.runtime.AbstractPartialFunction;

/** SQL that people write to analysed plans, under {@link AnsiScope}; no catalogue is asked for a table, and nothing is read. */
public final class SqlAnalysis {

    private final SparkSession spark;

    /** In a session where Weir's own SQL functions are registered. */
    public SqlAnalysis(SparkSession spark) {
        this.spark = spark;
    }

    /**
     * The analysed query, its WITH parts put in where they are used.
     *
     * @param inputs by the name that the query gives them
     * @throws SqlRefusal when Spark does not accept it
     */
    public LogicalPlan query(String sql, Map<String, LogicalPlan> inputs) throws SqlRefusal {
        return analysed(() -> {
            LogicalPlan parsed = spark.sessionState().sqlParser().parsePlan(sql);
            LogicalPlan bound =
                    CTESubstitution$.MODULE$.apply(parsed).transformUpWithSubqueries(new InputsInPlace(inputs));
            LogicalPlan plan =
                    spark.sessionState().analyzer().executeAndCheck(bound, new QueryPlanningTracker(Option.empty()));
            return new InlineCTE(true).apply(plan);
        });
    }

    /**
     * Expressions over the columns of rows, as a projection.
     *
     * @throws SqlRefusal when Spark does not accept one
     */
    public Dataset<Row> select(Dataset<Row> rows, List<String> expressions) throws SqlRefusal {
        // What is parsed elsewhere keeps the semantics of there.
        return analysed(
                () -> rows.select(expressions.stream().map(functions::expr).toArray(Column[]::new)));
    }

    /**
     * The rows for which a condition is true.
     *
     * @throws SqlRefusal when Spark does not accept it, or it is no condition
     */
    public Dataset<Row> where(Dataset<Row> rows, String condition) throws SqlRefusal {
        return analysed(() -> rows.where(functions.expr(condition)));
    }

    /**
     * Everything that is wrong in a condition for rows, in words for a reader, who has no contract to write in.
     *
     * @throws SqlRefusal when Spark does not accept it, or it is no condition
     */
    public List<SqlFault> review(Dataset<Row> rows, String condition) throws SqlRefusal {
        LogicalPlan plan = where(rows, condition).queryExecution().analyzed();
        return SqlReview.of(plan, input -> input == rows.queryExecution().analyzed()).stream()
                .map(fault -> fault.remedy().equals(SqlReview.READ_ELSEWHERE)
                        ? new SqlFault(
                                fault.what(), fault.why(), "compare text with text, as in label = '5'", fault.spot())
                        : fault)
                .toList();
    }

    private <T> T analysed(AnsiScope.Work<T, Exception> analysis) throws SqlRefusal {
        try {
            return AnsiScope.in(spark, analysis);
        } catch (StackOverflowError e) {
            throw new SqlRefusal("it is nested too deep", e);
        } catch (Exception e) { // Spark throws checked exceptions undeclared
            if (e instanceof AnalysisException known) {
                throw new SqlRefusal(known);
            }
            if (e instanceof MissingInput ours) {
                throw new IllegalStateException(ours.getMessage(), ours);
            }
            throw new SqlRefusal("it has " + SqlErrors.words(e), e);
        }
    }

    /** The plan gives a query every input that it names; where it does not, that is no fault of the query's. */
    private static final class MissingInput extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MissingInput(String name) {
            super("The plan has no input '" + name + "'");
        }
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
                String name = String.join(".", list(relation.multipartIdentifier()));
                LogicalPlan input = inputs.get(name);
                if (input == null) {
                    throw new MissingInput(name);
                }
                return (B) input;
            }
            return otherwise.apply(plan);
        }
    }
}
